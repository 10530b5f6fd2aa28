query-urgent = 🔴 Urgente.
query-due = Primeira resposta até: { $time }
query-overdue = ⚠ A primeira resposta era para: { $time }
query-skips = sem contar: { $what }
query-own-holiday = fechado

until-date = Dia
until-time = Hora
until-unreadable = Não encontrei um horário nisso. Escreva como “sexta 14:00”, “amanhã 9:00” ou “em 2 horas”.
until-past = Esse horário já passou. Escolha um que ainda vem.
until-far = É longe demais: no máximo { $most } dias à frente.

snooze-until = Até quando ela fica adiada? O prazo continua correndo e, se a pessoa escrever de novo, ela volta na hora.
snooze-hour = 1 hora
snooze-afternoon = Hoje à tarde, 14:00
snooze-tomorrow = Amanhã, 9:00
snooze-monday = Segunda, 9:00
snooze-other = Outro horário…
snooze-wake = Trazer de volta agora
snooze-ask = Até quando ela fica adiada? Escreva como “sexta 14:00” ou “em 2 horas”; “-” deixa como está.
snooze-done = Adiada até: { $time }.
snooze-woken = Ela voltou.
snooze-back = ⏰ De volta: a pergunta de { $name }.

promise-what = O que você vai fazer?
promise-what-hint = Só a equipe vê. Pode ficar vazio.
promise-note = { $name } fica sabendo até quando respondemos.
promise-ask = Até quando você responde a { $name }? Escreva como “sexta”, “amanhã 14:00” ou “em 2 horas”; “-” deixa para lá.
promise-ask-what = Fica para { $time }. E o que você vai fazer até lá? Só a equipe vê; “-” se for nada em especial. Depois avisamos a pessoa.
promise-told = Vamos responder até: { $time } ({ $zone }).
promise-made = Prometido: { $name } recebe notícias até { $time } e fica sabendo agora.
promise-noted = Anotado: { $name } recebe notícias até { $time }.
promise-already = Isso já está prometido, até { $time }.
promise-untold = Não deu para contar a promessa à pessoa: { $why }
promise-open = 🤝 { $name } prometeu uma resposta até { $time }
promise-kept = ✅ { $name } prometeu uma resposta até { $time }: cumprida
promise-broken = 💔 { $name } prometeu uma resposta até { $time }: não cumprida
promise-broken-note = 💔 { $name } tinha prometido uma resposta a { $asker }, e o prazo passou. Antes tarde do que nunca.
promise-kept-button = Promessa cumprida
promise-keep-button = Guardar como promessa: { $time }
promise-kept-now = Anotado: cumprida.
promise-settled = Isso já está resolvido.

alert-warning = ⏳ { $name } espera no { $platform } por uma primeira resposta, até: { $time }.
alert-overdue = ⚠ { $name } continua esperando no { $platform } por uma primeira resposta. Era para: { $time }.
alert-over = ✅ { $name } não espera mais.

satisfaction-button = Encerrar e perguntar
satisfaction-asked = Encerrada, e vamos perguntar à pessoa como foi.
satisfaction-unasked = Encerrada. Desta vez não perguntamos: já perguntamos ou escrevemos há pouco, a pessoa não quer mensagens, não dá para escrever a ela em particular, ou é noite.
satisfaction-question = Como foi a nossa resposta? Basta um toque, e fica entre você e { $brand }.
satisfaction-thanks = Obrigado! Se mudar de ideia, é só tocar de novo.
satisfaction-given = Como foi: { $stars }
satisfaction-open = Perguntamos como foi.

letter-promise = uma promessa a alguém
letter-alert = um aviso sobre uma pergunta em espera
letter-alert-edit = uma mudança de um aviso assim
letter-satisfaction = a pergunta de como foi uma resposta
