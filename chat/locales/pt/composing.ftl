poll-nps-question = Qual a chance de você recomendar { $brand } a alguém?
poll-remind-no-end = Para lembrar, é preciso um fim. Diga quando a enquete fecha, por exemplo: por 2d
poll-at-or-every = Diga quando publicar (as) ou de quanto em quanto tempo (cada), não os dois.
poll-at-past = “{ $time }” já passou. Escolha um horário mais tarde, por favor.
poll-for-or-until = Diga por quanto tempo fica aberta (por) ou até quando (até), não os dois.
poll-every-until = Uma enquete que se repete não tem um fim só. Diga quanto dura cada uma, por exemplo: por 2d
poll-until-past = “{ $time }” é antes da publicação. Escolha um fim mais tarde, por favor.
poll-moment-unclear = Não entendi “{ $time }” como um momento. Escreva assim: as "amanhã 9:00" ou as "2026-11-30 18:00"
poll-rule-unclear = Não entendi “{ $time }” como algo que se repete. Escreva assim: toda segunda 9:00
poll-span-unclear = Não entendi “{ $time }” como duração. Escreva assim: 2h, 3d ou 1w
poll-option-or-setting = “{ $word }” é uma opção ou um ajuste? Ponha as opções entre aspas, ou escreva os ajustes com dois traços, como --anônima.
poll-limit-unclear = Escreva depois de limite quantas opções cada pessoa pode escolher, por exemplo: limite 3
poll-setting-twice = “{ $first }” e “{ $second }” não combinam. Deixe só um deles, por favor.
poll-word-unknown = { $near ->
    [none] Aqui não conheço “{ $word }”. As opções vão entre aspas; os ajustes são palavras como anônima, varias, ranking, oculto.
   *[other] Aqui não conheço “{ $word }”. Você quis dizer “{ $near }”? As opções vão entre aspas.
  }

poll-unreached = Não consigo escrever em todos os seus chats:
poll-nowhere = Não consigo escrever em nenhum chat do seu público, então ninguém veria a enquete. { $lines }
poll-let-in-slack = Digite /invite @Rapport em { $chat }.
poll-let-in-telegram = Em { $chat }: me adicione ao grupo e me torne administrador.

make-which-brand = Para qual marca é a enquete?
make-title = Nova enquete
make-submit = Publicar agora
make-submit-plan = Agendar
make-question = O que você quer perguntar?
make-question-hint = Deixe vazio para perguntar: { $question }
make-kind = Como as pessoas respondem?
make-kind-single = Uma opção
make-kind-multi = Várias opções
make-kind-ranked = Pôr as opções em ordem
make-kind-rating = Nota de 1 a 5
make-kind-nps = Recomendar: de 0 a 10 (NPS)
make-options = Opções
make-options-hint = De 2 a 10, cada uma em sua linha.
make-most = Quantas cada pessoa pode escolher?
make-most-any = Quantas quiser
make-visibility = Quem vê quem escolheu o quê?
make-visibility-open = Todo mundo
make-visibility-confidential = Só a nossa equipe
make-visibility-anonymous = Ninguém (anônima)
make-shown = Quando as pessoas veem os resultados?
make-shown-live = Na hora
make-shown-voted = Depois de votar
make-shown-closed = Quando a enquete fecha
make-extras = Extras
make-extra-adding = As pessoas podem incluir opções
make-extra-approve = O que incluem espera o nosso sim
make-extra-why = Perguntar por quê
make-extra-milestones = Avisar a equipe com 10, 50, 100… votantes
make-extra-remind = Lembrar uma vez quem não votou
make-when = Quando publicar?
make-when-now = Agora
make-when-later = Mais tarde
make-when-recurring = Várias vezes
make-date = Dia
make-time = Hora
make-every = De quanto em quanto tempo?
make-every-hint = Por exemplo: toda segunda 9:00, ou a cada 2 semanas na sexta 17:30
make-close = Quando fecha?
make-close-hint = Por exemplo: 2d, ou sexta 18:00. Deixe vazio para você mesmo fechar.
make-some-question = Sua pergunta
make-some-option = Opção { $number }
make-no-question = Escreva uma pergunta, por favor.
make-no-options = Escreva de 2 a 10 opções, cada uma em sua linha, por favor.
make-no-time = Escolha um dia e uma hora, por favor.
make-no-rule = Escreva de quanto em quanto tempo, por exemplo: toda segunda 9:00
make-edit-button = Mudar
make-results-button = Resultados

guide-question = O que você quer perguntar? Escreva a pergunta para mim. (/cancel desiste.)
guide-options = E as opções? Escreva cada uma em sua linha, ou uma por mensagem. Ou peça um número:
guide-options-more = Até agora:
    { $options }
    Escreva mais uma ou toque em Pronto.
guide-reply = (Escreva respondendo a esta mensagem, senão talvez eu não veja.)
guide-done = Pronto
guide-kind = Como as pessoas respondem?
guide-most = Quantas cada pessoa pode escolher?
guide-visibility = Quem vê quem escolheu o quê?
guide-shown = Quando as pessoas veem os resultados?
guide-extras = Toque no que quiser e depois em Pronto.
guide-close = Quando fecha? Toque, ou escreva por exemplo: 2h, ou sexta 18:00
guide-close-never = Eu mesmo fecho
guide-close-1d = Em 1 dia
guide-close-3d = Em 3 dias
guide-close-1w = Em 1 semana
guide-later = Quando publico? Escreva por exemplo: amanhã 9:00, ou toda segunda 9:00
guide-now = Melhor agora
guide-change = O que você quer mudar?
guide-change-question = Pergunta
guide-change-options = Opções
guide-change-kind = Como respondem
guide-change-visibility = Quem vê o quê
guide-change-shown = Quando há resultados
guide-change-extras = Extras
guide-change-close = Fim
guide-back = Voltar
guide-summary = Vai ficar assim. Publico?
guide-summary-at = Vai ficar assim. Publico em { $time } ({ $zone }). Tudo bem?
guide-summary-rule = Vai ficar assim. Publico { $rule }. Tudo bem?
guide-later-button = Mais tarde…
guide-change-button = Mudar…
guide-cancel = Cancelar
guide-cancelled = Tudo bem, nada foi publicado. /poll começa de novo.
guide-nothing = Não há nada para cancelar.
guide-not-yours = Outra pessoa está fazendo esta enquete. Com /poll você faz a sua.
guide-over = Esta enquete já foi publicada ou deixada de lado. /poll começa outra.
guide-earlier = Este botão é de um passo anterior. Use a mensagem mais nova, por favor.
guide-too-many = É demais: uma enquete tem no máximo { $most } opções. Quais importam?
guide-too-few = Uma enquete precisa de pelo menos 2 opções. Escreva mais uma, por favor.

home-team = Pergunte em todos os chats de { $brand } de uma vez e veja aqui como está.
home-running = { $polls ->
    [0] Nenhuma enquete está aberta.
    [one] Uma enquete está aberta:
   *[other] { $polls } enquetes estão abertas:
  }
home-planned = { $polls ->
    [one] Uma está agendada:
   *[other] { $polls } estão agendadas:
  }
home-make-button = Fazer uma enquete
home-polls-button = Todas as enquetes
home-audience = Olá! Sou o assistente de { $brand }. Vote nas enquetes dos nossos canais e faça lá suas perguntas: a equipe acompanha. Abaixo você escolhe o que posso escrever para você.
home-me-button = Meus ajustes
letter-home = a página de alguém
