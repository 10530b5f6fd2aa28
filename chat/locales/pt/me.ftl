me-title = Sobre você
me-linked = Vinculada com sua conta no { $platforms }: em cada enquete você tem um voto só.
me-not-linked = Usa mais de um aplicativo? Vincule suas contas e você será uma pessoa só em todos, com um voto só.
me-loud = De vez em quando lembro você de uma enquete, nunca à noite.
me-quiet = Só escrevo quando você me escreve.
me-link-button = Vincular uma conta
me-quiet-button = Sem mais lembretes
me-loud-button = Quero lembretes de novo
me-code = Mande isto para mim da sua outra conta: { $command }
    O código vale uma vez, por { $minutes } minutos. Não mostre a ninguém.
me-code-wrong = Não conheço esse código. Cada código vale uma vez, por 15 minutos: peça outro com /me link.
me-code-same = Esse código é desta mesma conta. Mande para mim da outra.
me-linked-now = Pronto: sua conta no { $platform } e esta agora são uma pessoa só.
me-quiet-now = Pronto. Só vou escrever quando você me escrever. /me on traz os lembretes de volta.
me-loud-now = Certo. Vou lembrar você de vez em quando, nunca à noite.
me-usage = Escreva /me e toque no que precisar, ou /me votes, questions, data, export, language, link, invite, off, on ou erase.

made-wished = Escrevo para você quando ficar pronto.
made-wished-quiet = Eu escreveria quando ficar pronto, mas você pediu que eu não escreva primeiro. Com /me on eu posso.
made-unwished = Tudo bem, não vou escrever sobre isso.
made-open-me = Diga oi na nossa conversa privada e eu aviso você quando ficar pronto.
made-anonymous = Esta enquete foi anônima, então não tenho como saber quem avisar.
made-not-for-you = Só a equipe da marca pode fazer isso.
made-usage = Escreva a opção e o link: /made "Receitas" https://example.com/receitas
made-no-option = Nenhuma enquete tem a opção “{ $option }”. /polls mostra todas.
made-on-its-way = { $people ->
    [0] Ninguém que escolheu “{ $option }” em “{ $question }” pediu para ser avisado, então não escrevo para ninguém.
    [one] Uma pessoa que escolheu “{ $option }” pediu para ser avisada. Ela fica sabendo durante o dia.
   *[other] { $people } pessoas que escolheram “{ $option }” pediram para ser avisadas. Elas ficam sabendo durante o dia.
  }
made-not-counted = Não consigo contar quem volta: para isso falta public_url em [web] no config.toml.
made-title = Você pediu, nós fizemos
made-line = “{ $option }”: { $told } de { $wishers } pessoas avisadas, { $visits } vieram ver
made-note = Você pediu, nós fizemos: “{ $option }” está no ar. Obrigado pelo seu voto! { $brand }
    { $link }
made-look = Dar uma olhada
letter-made = um aviso de que algo ficou pronto
poll-wish-button = Me avise quando sair
