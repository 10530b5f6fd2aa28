digest-title = { $brand }: semana { $week }
digest-polls = O que as pessoas querem
digest-poll = { $voters ->
    [0] “{ $question }”: ainda sem votos
    [one] “{ $question }”: { $ahead } na frente, { $voters } voto
    [many] “{ $question }”: { $ahead } na frente, { $voters } de votos
   *[other] “{ $question }”: { $ahead } na frente, { $voters } votos
  }
digest-late = Este resumo está atrasado: eu não estava no ar na hora certa.
letter-digest = o resumo semanal
digest-care = Como cuidamos das pessoas
digest-promises = Promessas: { $kept } cumpridas, { $broken } quebradas, { $due } em aberto
digest-promise-broken = ✗ Não cumprida: “{ $what }”
digest-satisfaction = Satisfação com nossas respostas: { $mean } de 5 (n { $scores })
digest-disagreement = Vocês julgaram { $corrected } de { $seen } mensagens de um jeito diferente do meu ({ $share }).
digest-coverage = Tive certeza do tom em { $share } de { $judged } mensagens; a dúvida conta como neutra.
digest-waiting = Quem deixamos esperando
digest-done = { $name }: “{ $quote }” ({ $how })
digest-answered = respondida por { $name }
digest-resolved = encerrada por { $name }
digest-dismissed = não era pergunta, diz { $name }
digest-all-done = Todas foram resolvidas. Obrigado!
digest-moved = O resto está no resumo da semana { $week }.
digest-more = { $queries ->
    [one] Quando isto foi publicado, mais uma pessoa esperava: /inbox
   *[other] Quando isto foi publicado, mais { $queries } esperavam: /inbox
  }
letter-digest-edit = uma mudança no resumo semanal
digest-poll-scale = { $voters ->
    [0] “{ $question }”: ainda sem votos
    [one] “{ $question }”: { $figure }, { $voters } voto
   *[other] “{ $question }”: { $figure }, { $voters } votos
  }
digest-poll-hidden = { $voters ->
    [one] “{ $question }”: { $voters } voto, pouco demais para mostrar
   *[other] “{ $question }”: { $voters } votos, poucos demais para mostrar
  }
digest-content = O que criar a seguir

digest-title-month = { $brand }: { $month }
digest-more-below = Próximos passos e todos os números: na resposta abaixo.
digest-details-title = { $title }, em detalhe
letter-digest-details = os detalhes do resumo

digest-lead-few = Pouca gente participou: não dá para dizer como foi.
digest-lead-few-clear = Faltam dados para um índice, mas mudou claramente: { $movers }.
digest-lead-first = O índice começa em { $value }; não há semana anterior para comparar.
digest-lead-even = Uma semana como a anterior: o índice fica em { $value }.
digest-lead-even-clear = O índice fica em { $value }, embora tenha mudado claramente: { $movers }.
digest-lead-up = Uma semana melhor: o índice subiu { $step } e chegou a { $value }, principalmente por { $movers }.
digest-lead-up-noise = O índice subiu { $step } e chegou a { $value }, mas nenhuma medida mudou claramente: pode ser acaso.
digest-lead-up-though = O índice subiu { $step } e chegou a { $value }, embora tenha caído claramente: { $movers }.
digest-lead-down = Uma semana mais fraca: o índice caiu { $step } e ficou em { $value }, principalmente por { $movers }.
digest-lead-down-noise = O índice caiu { $step } e ficou em { $value }, mas nenhuma medida mudou claramente: pode ser acaso.
digest-lead-down-though = O índice caiu { $step } e ficou em { $value }, embora tenha subido claramente: { $movers }.
digest-lead-clear = Mudou claramente: { $movers }.
digest-lead-calm = Nenhuma medida mudou claramente: pelo que os números dizem, tudo ficou como antes.
digest-mover = { $measure } ({ $previous } → { $value })
digest-index = Índice { $value } de 100 (semana anterior: { $previous })
digest-index-alone = Índice { $value } de 100
digest-index-weeks = Índice semana a semana: { $weeks }
digest-part = { $part } · { $measure } { $value } (antes { $previous }), { $change }
digest-part-none = { $part } · poucos dados para dizer
digest-change-up = claramente mais
digest-change-down = claramente menos
digest-change-same = como antes
digest-change-noise = dentro do ruído
digest-change-unknown = não dá para testar

digest-advice = Próximos passos
digest-advice-waiting = Esperam há mais de um dia: { $n }, a primeira desde { $since }. Respondam aí primeiro. (Perguntas respondidas: { $share })
digest-advice-winner = “{ $name }” lidera sozinho as suas enquetes, com { $share } de { $n } respostas, e vocês ainda não postaram sobre isso: façam agora.
digest-advice-hours = Quem pergunta entre { $from }h e { $to }h espera { $wait } (mediana de { $n }), em outras horas { $others }: deixem alguém olhando nesse horário.
digest-advice-fell = { $measure } { $previous } → { $value }, claramente menos: { $what }
digest-advice-weak = { $measure } { $value } (meta { $target }): { $what }
digest-advice-unknown = De { $n } que chegaram, só { $share } vieram graças a alguém conhecido: ofereçam links pessoais com /invite.
digest-advice-poll = Votaram { $share }, e a última enquete foi em { $since }: perguntem algo com /poll.
digest-advice-poll-first = Votaram { $share }, e ainda não houve enquete: perguntem algo com /poll.
digest-advice-nps = “Nos recomendariam (NPS)” não tem respostas, e faz cinco semanas que ninguém pergunta: experimentem /poll nps.
digest-do-nps = leiam os motivos de quem deu 6 ou menos e respondam.
digest-do-advocates = agradeçam a quem recomenda vocês e mostrem o que foi dito.
digest-do-referred-joins = ofereçam links pessoais com /invite.
digest-do-active = perguntem algo que se responda com uma palavra.
digest-do-poll-participation = façam perguntas mais curtas, e quando as pessoas estiverem acordadas.
digest-do-conversation = terminem os posts com uma pergunta e respondam logo aos primeiros.
digest-do-applause = postem mais do que agradou ultimamente.
digest-do-growth = peçam que cada membro traga uma pessoa.
digest-do-fans = deem um motivo para aparecer toda semana, sempre no mesmo dia.
digest-do-returning = contem a quem esteve aqui no mês passado no que deu.
digest-do-repeat-buyers = contem a quem comprou o que combina com o que já tem.
digest-do-amplification = façam por semana um post que dê gosto de passar adiante.
digest-do-clicks-per-share = digam na primeira linha o que há para ver.
digest-do-net-sentiment = vejam as mensagens negativas em /inbox e respondam.
digest-do-answered = combinem quem olha a /inbox em cada dia.

digest-topics = Novo desta vez: { $topics }
digest-topics-meaning = Ninguém escreveu sobre isso nas doze semanas anteriores.
digest-topic = { $people ->
    [one] { $topic } ({ $people } pessoa)
   *[other] { $topic } ({ $people } pessoas)
  }
digest-kind = Algo gentil
digest-kind-quote = “{ $quote }” ({ $platform })
digest-figures = Todos os números
digest-figures-cut = O resto está em /ror.

digest-alt = { $title }. { $index } { $parts }
digest-alt-index = Índice { $value } de 100.
digest-alt-index-up = Índice { $value } de 100, { $step } a mais que na semana anterior.
digest-alt-index-down = Índice { $value } de 100, { $step } a menos que na semana anterior.
digest-alt-index-none = A última semana não tem índice.
digest-alt-parts = Melhor parte: { $best } com { $best_score }; a mais fraca: { $worst } com { $worst_score }.
digest-alt-part = A única parte com nota: { $best } com { $best_score }.
digest-alt-parts-none = Nenhuma parte tem nota ainda.
chart-parts-week = As partes na semana { $week }

digest-now-title = Como foi publicado e como é agora
digest-now-same = Nada seria diferente agora.
digest-now-line = { $name }: { $then } → { $now }
digest-now-index = Índice
digest-now-n = { $name } (n)
digest-now-why = Desde a publicação: { $corrections } correções e { $imports } importações; desde esse mesmo dia, { $erasures } exclusões.
digest-now-old = Este foi publicado antes de os números serem guardados: não há com o que comparar.
