command-invite = Seu link pessoal para trazer gente
me-invite-button = Convidar gente
me-count-told = { $count ->
    [one] uma nota de quem trouxe você
   *[other] { $count } notas de quem trouxe você
  }
me-count-brought = { $count ->
    [one] que uma pessoa veio graças a você
   *[other] que { $count } pessoas vieram graças a você
  }
invite-title = Convide gente para { $brand }
invite-link = Seu link pessoal: { $link }
invite-no-link = Não tenho um link para dar aqui. Seu código faz o mesmo.
invite-code = Quem já está aqui pode me escrever isto: { $command }
invite-came = { $people ->
    [one] Uma pessoa veio graças a você
   *[other] { $people } pessoas vieram graças a você
  }; { $kept ->
    [0] nenhuma continua aqui.
    [one] uma continua aqui.
   *[other] { $kept } continuam aqui.
  }
invite-came-nobody = Ninguém veio graças a você ainda.
invite-team = Você é da equipe: quem chega pelo seu link conta como pessoa nova, mas não como recomendação de alguém.
invite-named = Quando pergunto a quem chega quem falou de nós, a pessoa pode ver o seu nome.
invite-unnamed = Quando pergunto a quem chega quem falou de nós, a pessoa não vê o seu nome. Você pode permitir.
invite-name-button = Mostrar meu nome
invite-unname-button = Não mostrar meu nome
invite-named-now = Pronto: quem chegar pode escolher o seu nome.
invite-unnamed-now = Pronto: ninguém novo verá o seu nome.
invite-coming = Seu link está a caminho do nosso chat privado, com um código QR.
invite-qr-alt = Código QR de { $link }
referral-thanks = Obrigado! Anotei quem trouxe você.
referral-pending = Obrigado! Anotei quem falou de nós para você. Conta assim que você entrar.
referral-known = Já sei quem trouxe você. Obrigado!
referral-late = Você já está aqui há um tempo, então não anoto mais quem trouxe você. Que bom ter você aqui!
referral-self = Esse link é o seu. Mande para alguém que vá gostar daqui.
referral-team = É alguém que trabalha em { $brand }, então não conta para ninguém. Que bom ter você aqui!
referral-ring = Essa pessoa veio graças a você, então não pode ter trazido você. Que bom ter você aqui!
referral-way-in = Entre por aqui: { $link }
referral-code-unknown = Não conheço esse código. Confira, ou peça a quem deu o código que escreva /invite de novo (no Slack /me invite).
told-ask = Boas-vindas a { $brand }! Uma pergunta, só desta vez: quem falou de nós para você? Só o bot fica sabendo. Se você recebeu um código, escreva { $command } e o código.
told-self-button = Ninguém, achei por conta própria
told-other-button = Outra pessoa
told-unknown-button = Não sei
told-self = Que bom que achou! Obrigado.
told-other = Obrigado! Se a pessoa tiver um código, escreva /invite e o código (no Slack /me invite).
told-unknown = Tudo bem. Que bom ter você aqui!
letter-who-told = uma pergunta sobre quem falou de nós a alguém
join-title = Você tem um convite para { $brand }
join-how = É assim que você entra:
join-telegram = Entrar no Telegram
join-slack = No Slack: entre no canal de { $brand } e escreva { $command } ao bot, para que possamos agradecer a quem convidou você.
join-webchat = No chat da nossa página: entre e escreva { $command }
beside-members = { $platform } conta { $members } membros em { $date }{ $chats ->
    [one] {""}
   *[other] {" "}(em { $chats } chats, então pode haver gente contada duas vezes)
  }; o registro conhece { $known } e mais { $team } da equipe.
beside-unseen = { $count ->
    [one] Uma pessoa entrou sem ser vista, provavelmente antes de o bot chegar.
   *[other] { $count } entraram sem ser vistas, provavelmente antes de o bot chegar.
  }
beside-more = { $count ->
    [one] Então uma saiu sem ser vista, ou só escreve ao bot em particular.
   *[other] Então { $count } saíram sem ser vistas, ou só escrevem ao bot em particular.
  }
beside-reactions = { $count ->
    [one] Além das reações contadas: uma reação anônima a estes posts.
   *[other] Além das reações contadas: { $count } reações anônimas a estes posts.
  }
beside-origin = { $people ->
    [one] Uma pessoa nova:
   *[other] { $people } pessoas novas:
  } { $count ->
    [0] sabe-se quem trouxe cada uma.
    [one] de uma não se sabe quem a trouxe.
   *[other] de { $count } não se sabe quem as trouxe.
  }
