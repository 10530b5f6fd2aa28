takes-a-moment = Recebi! Isso leva um instante.
open-me-first = Isto é só para você. Abra primeiro uma conversa comigo e eu envio.
chat-unknown = Ainda não conheço este chat. Quem cuida de mim pode incluí-lo no config.toml.
button-old = Este botão é de uma mensagem antiga. Use a mais recente, por favor.
command-unknown = Não conheço esse comando. Tente /help.

command-poll = Pergunte ao público o que ele quer ver
command-ror = Seu Return on Relationship, só para você
command-polls = Todas as enquetes: abertas, planejadas e passadas
command-content = O que criar agora, segundo todas as enquetes
command-made = Avise quem votou que o pedido ficou pronto
command-add = Adicione uma opção à enquete que você responde
command-me = Vincule suas contas e ajuste os lembretes
command-stop = Nada de mensagens que você não pediu
command-help = O que posso fazer por você aqui

vote-counted = Seu voto em “{ $option }” está valendo. Obrigado!
vote-changed = Mudado: agora seu voto é em “{ $option }”.
vote-again-please = Esse voto não chegou. Vote de novo, por favor.
vote-taken-back = Seu voto foi retirado. Vote de novo quando quiser.
poll-closed = Esta enquete já terminou e seu voto chegou tarde. Até a próxima!
poll-gone = Não encontro mais esta enquete.
poll-voters = { $voters ->
    [0] Ainda sem votos
    [one] { $voters } pessoa votou
    [many] { $voters } de pessoas votaram
   *[other] { $voters } pessoas votaram
  }
poll-final = { $voters ->
    [0] Encerrada, ninguém votou
    [one] Encerrada, { $voters } pessoa votou
    [many] Encerrada, { $voters } de pessoas votaram
   *[other] Encerrada, { $voters } pessoas votaram
  }
poll-usage = Escreva a pergunta e de 2 a 10 opções entre aspas: /poll "O que vem agora?" "Receitas" "Bastidores". Ou escreva só /poll, que eu ajudo.
poll-question-long = A pergunta está longa demais. No máximo { $most } caracteres, por favor.
poll-option-long = Uma opção está longa demais. No máximo { $most } caracteres, por favor.
poll-option-twice = Duas opções são iguais. Mude uma delas, por favor.
poll-no-audience = Esta marca ainda não tem chat de público. Inclua um em audiences, no config.toml.
poll-not-for-you = Quem cria enquetes é a equipe. Você pode votar em todas!
poll-which-team = Você faz parte de mais de uma equipe. Crie a enquete no chat da equipe certa, por favor.
poll-on-its-way = { $chats ->
    [one] “{ $question }” está a caminho de um chat.
    [many] “{ $question }” está a caminho de { $chats } de chats.
   *[other] “{ $question }” está a caminho de { $chats } chats.
  }
poll-close-button = Encerrar a enquete
poll-closed-now = “{ $question }” está encerrada.
poll-closed-before = “{ $question }” já estava encerrada.

ror-not-for-you = Isto é para a equipe da marca. Se você faz parte dela, peça para ser incluído.
ror-which-brand = Qual marca você quer ver?
ror-title = Return on Relationship: { $brand }
ror-legend = { $clear } mudança clara, { $noise } dentro do ruído. n diz sobre quantos se mede; { $none } quer dizer que ainda não há o que medir.
period = De { $start } a { $end } ({ $zone })
index = Índice { $value } de 100 (média própria do Rapport das partes abaixo)
index-too-few = Índice: ainda há poucos dados. São precisas três partes com dados suficientes.
index-not-a-week = O índice só é calculado para sete dias.
score = { $value } de 100
measure = { $name }: { $value } (antes { $before }, n { $n })

part-recommendations = Recomendações
part-engagement = Engajamento
part-followers = Membros e fãs
part-loyalty = Fidelidade
part-sharing = Compartilhamento
part-sentiment = Sentimento
part-care = Atendimento

time-seconds = { $number } s
time-minutes = { $number } min
time-hours = { $number } h
time-days = { $days ->
    [one] { $days } dia
    [many] { $days } de dias
   *[other] { $days } dias
  }

measure-nps = Nos recomendariam (NPS)
measure-advocates = Nos recomendam
measure-referred-joins = Vieram graças a alguém
measure-active = Pessoas ativas
measure-poll-participation = Votaram em enquetes
measure-conversation = Respostas por post e 100 pessoas
measure-applause = Reações por post e 100 pessoas
measure-members = Membros
measure-growth = Crescimento
measure-fans = Fãs
measure-returning = Voltaram
measure-repeat-buyers = Compraram de novo
measure-amplification = Compartilhamentos por post e 100 pessoas
measure-clicks-per-share = Cliques por compartilhamento
measure-net-sentiment = Saldo de sentimento (de −1 a +1)
measure-answered = Perguntas respondidas
measure-first-response = Primeira resposta (mediana)
more-unclassified = sem classificação: { $share } das mensagens
more-within = nove em cada dez em até { $time }
more-at-work = no horário de atendimento { $median }, nove em cada dez em até { $time }
more-waiting = ainda esperando: { $number }

chart-title = { $brand }: Return on Relationship
chart-trend-index = Índice, semana a semana
chart-trend-active = Pessoas ativas, semana a semana
chart-no-trend = Ainda não há semana para mostrar
chart-parts = As partes, de 100
chart-last-week = a semana anterior
chart-week = S{ $number }
chart-alt = Gráfico de { $brand }: as últimas doze semanas e as cinco partes com a semana anterior. O texto traz os mesmos números.

welcome = Olá, sou o assistente de { $brand }. Pergunte o que quiser aqui e vote quando aparecer uma enquete.
whose-ask = Para quem você quer escrever? Escolha, e eu repasso o que você escreveu.
whose-chosen = Aqui você escreve para { $brand }.
help-audience = Vote nas enquetes, responda aos posts e pergunte: a equipe de { $brand } acompanha. Ou escreva /ask e sua pergunta.
help-team = /poll "Pergunta?" "Um" "Dois" pergunta em todos os seus chats de uma vez. /ror mostra seu Return on Relationship, só para você. /inbox mostra quem espera resposta, há mais tempo primeiro.
uninstalled = Fui removido do { $platform } e não ouço mais o seu público por lá. Para me trazer de volta, instalem o app de novo.

letter-poll = uma enquete
letter-poll-edit = a atualização de uma enquete
letter-poll-tally = a contagem de uma enquete
letter-answer = uma resposta
letter-note = uma nota
letter-unknown = Não sei se { $what } chegou em { $chat }: a confirmação se perdeu. Deem uma olhada. Se não estiver lá, toquem em “Publicar de novo”.
letter-failed = Não consegui levar { $what } a { $chat }: { $why }
post-again-button = Publicar de novo
posted-again = A caminho de novo.
posted-already = Isso já está resolvido.
