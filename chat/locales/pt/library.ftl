command-answer = Guarde boas respostas e deixe que respondam sozinhas

query-save-button = Guardar resposta
offer-button = 💡 { $start }

answer-title = Respostas guardadas
answer-help = Depois de responder a alguém, /answer save guarda a sua resposta com a pergunta. Também dá para escrever uma: /answer save Quando vocês abrem? | Todos os dias às nove.
    Ou responda ao cartão de uma pergunta com /answer save e a sua resposta.
    /answer list mostra todas; com /answer auto 12 on a número 12 sai sozinha quando vier a mesma pergunta; /answer auto 12 off desliga isso; /answer delete 12 apaga.
answer-none = Ainda não há nada guardado.
answer-entry = #{ $number } “{ $question }” → { $text }
answer-is-auto = automática
answer-uses = { $uses ->
    [0] ainda não usada
    [one] usada uma vez
   *[other] usada { $uses } vezes
  }
answer-more = { $more ->
    [one] … e mais uma: /answer list
   *[other] … e mais { $more }: /answer list
  }
answer-saved = Guardada com o número { $number }. Vou sugerir quando alguém perguntar algo parecido.
answer-saved-already = Essa já está guardada, com o número { $number }.
answer-auto-on = A partir de agora a número { $number } sai sozinha, a qualquer hora, quando não houver dúvida de que alguém pergunta a mesma coisa.
answer-auto-off = A número { $number } volta a esperar por você: eu só a sugiro.
answer-auto-button = #{ $number }: enviar sozinha
answer-stop-button = #{ $number }: não enviar sozinha
answer-deleted = Apagada: “{ $question }”
answer-gone = Essa resposta guardada não existe mais. /answer list mostra as que há.
answer-usage = Escreva /answer save, /answer list, /answer auto 12 on, /answer auto 12 off ou /answer delete 12. Para escrever uma: /answer save Pergunta | Resposta
answer-nothing-yet = Ainda não há resposta para guardar. Responda primeiro e guarde depois, ou escreva: /answer save Pergunta | Resposta
answer-no-question = As palavras da pergunta já não estão guardadas. Escreva você: /answer save Pergunta | Resposta
answer-only-files = Só dá para guardar palavras, e essa resposta era só um arquivo.
answer-too-many = Já há { $most } respostas guardadas e não cabem mais. Apague uma antes: /answer delete e o número dela.

auto-label = Resposta automática:
auto-yes-button = Ajudou
auto-no-button = Não é isso
auto-yes-now = Que bom que ajudou!
auto-no-now = Obrigado por avisar. Alguém da equipe vai olhar.
auto-over = Isso já está resolvido. Ficou alguma dúvida? É só escrever.
auto-not-yours = Só quem perguntou pode dizer se ajudou.
auto-card = Respondida automaticamente. { $name } ainda não disse se ajudou; ninguém precisa fazer nada.
auto-helped = A resposta automática ajudou, diz { $name }.
auto-refused = A resposta automática não era o que queria: { $name } agora espera por alguém da equipe.

ack-today = Obrigado pela mensagem, ela chegou. A equipe volta hoje às { $time } (horário de { $city }) e responde para você.
ack-later = Obrigado pela mensagem, ela chegou. A equipe volta a atender a partir de { $date }, { $time } (horário de { $city }), e responde para você.

letter-acknowledgement = o aviso de quando vem a resposta
