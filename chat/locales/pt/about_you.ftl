me-votes-button = Meus votos
me-questions-button = Minhas perguntas
me-data-button = O que fica guardado
me-export-button = Exportar
me-language-button = Idioma
me-erase-button = Apagar
me-known-to = Quem conhece você: { $brands }. O que você fizer aqui vale para todas.

me-vote = “{ $question }”: { $chosen }
me-vote-secret = “{ $question }”: você participou. O que você escolheu, ninguém pode ver.
me-votes-none = Você ainda não votou em nenhuma enquete.

me-questions-none = Você ainda não perguntou nada. É só escrever, e alguém vai ver.
me-question-waiting = Esperando desde { $time }. Está com a equipe da { $brand }.
me-question-answered = Respondida por { $name }, { $time }.
me-question-closed = Encerrada, { $time }.
me-question-dismissed = Lida. A equipe não viu uma pergunta ali; se era, pergunte de novo.
me-question-withdrawn = Você apagou.
me-question-promise = Prometemos até { $date }: { $text }

me-data-account = A { $brand } conhece você no { $platform } como { $name }.
me-data-speaks = Idioma: { $language }.
me-data-since = A primeira coisa de que me lembro é de { $date }.
me-data-kept = A { $brand } guarda o que você escreve até você apagar. Fica no banco de dados de quem cuida deste bot e em nenhum outro lugar.
me-data-kept-days = A { $brand } guarda o que você escreve por { $days ->
    [one] um dia
   *[other] { $days } dias
  }; depois ficam só as contagens. Fica no banco de dados de quem cuida deste bot e em nenhum outro lugar.
me-count-message = { $count ->
    [one] uma mensagem
   *[other] { $count } mensagens
  }
me-count-reaction = { $count ->
    [one] uma reação
   *[other] { $count } reações
  }
me-count-vote = { $count ->
    [one] um voto ou mudança de voto
   *[other] { $count } votos e mudanças de voto
  }
me-count-question = { $count ->
    [one] uma pergunta, com a resposta
   *[other] { $count } perguntas, com as respostas
  }
me-count-score = { $count ->
    [one] uma avaliação sua de uma resposta
   *[other] { $count } avaliações suas de respostas
  }
me-count-reasons = { $count ->
    [one] um motivo de um voto
   *[other] { $count } motivos de votos
  }
me-count-additions = { $count ->
    [one] uma opção que você incluiu numa enquete
   *[other] { $count } opções que você incluiu em enquetes
  }
me-count-wishes = { $count ->
    [one] uma coisa de que você quer saber quando ficar pronta
   *[other] { $count } coisas de que você quer saber quando ficarem prontas
  }
me-count-notes = { $count ->
    [one] um aviso de que algo em que você votou ficou pronto
   *[other] { $count } avisos de que coisas em que você votou ficaram prontas
  }
me-count-other = { $count ->
    [one] mais uma linha: que você chegou, saiu, vinculou uma conta ou não quis lembretes
   *[other] mais { $count } linhas: que você chegou, saiu, vinculou contas ou não quis lembretes
  }

me-export-coming = Seu arquivo está a caminho da nossa conversa privada.
me-export-text = Aqui está tudo o que fica guardado sobre você, num arquivo. Programas conseguem ler e, com um pouco de paciência, você também.
letter-me-export = os dados que alguém pediu sobre si

me-language-ask = Em que idioma falo com você?
me-language-now = Certo, vamos de português.
me-language-unknown = Eu falo { $languages }. Escolha com /me language.

me-erase-ask = Isto apaga você de { $brands }, com suas contas no { $platforms }: mensagens, reações, votos, perguntas e respostas, seu nome e suas escolhas.
    Enquetes abertas passam a contar sem você. Resultados de enquetes encerradas e relatórios já publicados ficam como estão, sem seu nome. O que está nas conversas é de cada aplicativo: apague por lá.
    Não dá para desfazer. Se você escrever de novo, será como a primeira vez.
me-erase-yes-button = Sim, me apague
me-erase-no-button = Não, guarde tudo
me-erase-late = Esse botão já é antigo. Se você ainda quiser, escreva /me erase.
me-erase-team = Você é da equipe da { $team }, e o que a equipe faz não dá para apagar por aqui. Fale com quem cuida deste bot.
me-erased = Pronto. Não sobrou nada sobre você aqui. Fique bem!
me-erased-card = Apagado, como a pessoa quis.
letter-erasure = um cartão que é esvaziado porque alguém se apagou
letter-me-farewell = a última palavra a alguém que se apagou
