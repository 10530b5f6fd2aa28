polls-not-for-you = Esta lista é para a equipe da marca. Se você faz parte dela, peça a quem administra para adicionar você.
polls-which-brand = De qual marca você quer ver as enquetes?
polls-title = Enquetes: { $brand }
polls-running = Em andamento
polls-planned = Agendadas
polls-past = Anteriores
polls-none = Ainda não há enquetes. Toque em Nova enquete para perguntar algo ao seu público.
polls-open = { $voters ->
    [one] { $question } ({ $voters } voto)
   *[other] { $question } ({ $voters } votos)
  }
polls-until = { $voters ->
    [one] { $question } ({ $voters } voto, encerra em { $moment })
   *[other] { $question } ({ $voters } votos, encerra em { $moment })
  }
polls-closed = { $voters ->
    [one] { $question } ({ $voters } voto, encerrada em { $moment })
   *[other] { $question } ({ $voters } votos, encerrada em { $moment })
  }
polls-in = { $plan } Vai para { $chats }.
polls-page = Página { $page } de { $pages }
polls-back-button = ◀ Voltar
polls-on-button = Mais ▶
polls-new-button = Nova enquete

results-title = Resultados para { $brand }
results-button = Ver os resultados
results-participation = { $voters ->
    [one] { $voters } das { $people } pessoas do seu público que eu conheço votou ({ $share }).
   *[other] { $voters } das { $people } pessoas do seu público que eu conheço votaram ({ $share }).
  }
results-platforms = Por plataforma: { $counts }
results-chats = Por chat: { $counts }
results-elsewhere = em particular
results-reasons = Por quê, nas palavras delas:
results-more-reasons = Mais { $more } no CSV
results-edit-button = Editar
results-reopen-button = Reabrir
results-clone-button = Perguntar de novo
results-delete-button = Excluir
results-csv-button = CSV
results-missing-button = Quem falta votar
results-compare-button = Comparar ao longo do tempo
results-post-button = Postar para a equipe
results-posted = Os resultados estão a caminho do chat da equipe.

csv-text = Todos os votos de “{ $question }”
csv-here = O arquivo está a caminho.
csv-to-team = O arquivo está a caminho do chat da equipe.
csv-no-team = Esta marca não tem um chat da equipe para receber o arquivo. Peça para mim na nossa conversa particular.

missing-title = Ainda não votaram: { $question }
missing-none = Todo mundo do seu público que eu conheço já votou.
missing-more-none = É só isso.
missing-name = { $name } ({ $platform })
missing-more-button = Mais
missing-anonymous = Esta enquete é anônima, então ninguém pode ver quem votou e quem não votou.

compare-title = Ao longo do tempo: { $question }
compare-subtitle = { $runs ->
    [one] { $brand } · { $runs } edição
   *[other] { $brand } · as últimas { $runs } edições
  }
compare-run = { $voters ->
    [one] { $date } ({ $voters } voto): { $figures }
   *[other] { $date } ({ $voters } votos): { $figures }
  }
compare-more = { $more ->
    [one] Mais { $more } opção está nos arquivos CSV
   *[other] Mais { $more } opções estão nos arquivos CSV
  }
compare-one = Por enquanto só houve uma edição. Volte depois da próxima!
compare-rating = Média
compare-nps = NPS

chart-option = Opção { $number }
chart-poll-alt = Barras de “{ $question }”: { $shares }
chart-runs-alt = Curvas de “{ $question }” ao longo das edições. O texto traz os mesmos números.

milestone = { $voters } pessoas já votaram em “{ $question }”!

content-not-for-you = Isto é para a equipe da marca. Se você faz parte dela, peça a quem administra para adicionar você.
content-which-brand = Para qual marca você quer ideias?
content-title = O que fazer a seguir: { $brand }
content-none = Ainda não há o que comparar: faça uma enquete em que dê para escolher entre temas.
content-too-few = { $most ->
    [0] Pouco para dizer: nenhum tema tem resposta ainda. A partir de { $least } respostas eu consigo comparar.
    [one] Pouco para dizer: nenhum tema tem mais de { $most } resposta. A partir de { $least } eu consigo comparar.
   *[other] Pouco para dizer: nenhum tema tem mais de { $most } respostas. A partir de { $least } eu consigo comparar.
  }
content-topic = { $name }: { $share } (de { $low } a { $high }), n { $n }, { $polls ->
    [one] { $polls } enquete
   *[other] { $polls } enquetes
  }
content-level = { $count } estão próximos demais para escolher: as faixas se sobrepõem.
content-meaning = A faixa entre parênteses é onde a porcentagem muito provavelmente está (95% de certeza), se quem respondeu pensa como o resto; n é quantas respostas há por trás.
content-waiting = { $more ->
    [0] Pouco para dizer (menos de { $least } respostas): { $names }
   *[other] Pouco para dizer (menos de { $least } respostas): { $names } e mais { $more }
  }

letter-poll-results = os resultados de uma enquete
letter-poll-csv = o arquivo CSV de uma enquete
