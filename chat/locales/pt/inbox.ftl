inbox-not-for-you = Esta lista é da equipe da marca. Se você faz parte dela, peça a um gestor que adicione você.
inbox-which-brand = De qual marca você quer ver as perguntas?
inbox-title = Perguntas: { $brand }
inbox-waiting = { $queries ->
    [0] Ninguém está esperando. Muito bem!
    [one] Uma pessoa espera resposta:
   *[other] { $queries } esperam resposta, quem espera há mais tempo primeiro:
  }
inbox-mine = { $queries ->
    [0] Você não assumiu nenhuma no momento.
    [one] Uma é sua:
   *[other] { $queries } são suas:
  }
inbox-snoozed = { $queries ->
    [0] Nada foi adiado.
    [one] Uma foi adiada:
   *[other] { $queries } foram adiadas, a mais próxima primeiro:
  }
inbox-promised = { $queries ->
    [0] Nenhuma promessa em aberto.
    [one] Uma promessa em aberto:
   *[other] Promessas em aberto: { $queries }, a mais próxima primeiro:
  }
inbox-all = { $queries ->
    [0] Ninguém perguntou nada ainda.
    [one] Tudo o que há:
   *[other] Todas ({ $queries }), as que esperam primeiro:
  }
inbox-found = Encontradas com “{ $search }”: { $queries }
inbox-none = (nada por aqui)
inbox-waiting-button = Esperando ({ $queries })
inbox-mine-button = Minhas ({ $queries })
inbox-snoozed-button = Adiadas ({ $queries })
inbox-promised-button = Prometidas ({ $queries })
inbox-line = { $name }, { $platform }, { $time }: “{ $quote }”
inbox-urgent = urgente
inbox-overdue = atrasada
inbox-answering = uma resposta está a caminho
inbox-claimed = { $name } está cuidando
inbox-put-off = adiada até { $time }
inbox-promise = prometido até { $time }: { $what }
inbox-promised-by = prometido até { $time }
inbox-answered = respondida
inbox-resolved = encerrada
inbox-dismissed = não era pergunta
inbox-withdrawn = apagada por quem escreveu
inbox-told = não pergunta nada

home-waiting = { $queries ->
    [0] Ninguém está esperando resposta.
    [one] Uma pessoa espera resposta:
   *[other] { $queries } esperam resposta, quem espera há mais tempo primeiro:
  }
home-inbox-button = Perguntas
home-unclaim-button = Devolver

command-inbox = Quem espera resposta, há mais tempo primeiro
command-ask = Pergunte algo à equipe
ask-usage = Escreva sua pergunta depois do comando, assim: /ask Que horas vocês abrem no domingo?
ask-for-audience = /ask é para o público. Para tornar pergunta uma mensagem dele, responda a ela com /query; no Slack escolha “Log as query” no menu dela.
ask-taken-here = Recebemos sua pergunta e respondemos aqui.
ask-taken-direct = Recebemos sua pergunta e respondemos por mensagem direta.
query-unknown = Não conheço essa mensagem. Responda com /query a algo que alguém escreveu em um chat do público desde que estou lá.
query-of-team = Isso foi escrito pela equipe. /query é para mensagens do público.
query-logged = Anotado: conta como pergunta, e o cartão está no chat da equipe.
query-logged-before = Já conta como pergunta.
