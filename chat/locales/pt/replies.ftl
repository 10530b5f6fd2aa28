language-en = inglês
language-es = espanhol
language-pt = português
language-de = alemão

query-title = { $name } pergunta no { $platform }
query-told-title = { $name } escreveu para nós no { $platform }
query-text-gone = (este texto não é mais guardado)
query-files = { $files ->
    [one] 📎 com um arquivo
   *[other] 📎 com { $files } arquivos
  }
query-mood-good = parece feliz
query-mood-even = parece tranquilo
query-mood-bad = parece chateado
query-recommends = nos recomenda
query-since = Escrito em { $time }
query-history = { $asked ->
    [0] É a primeira pergunta.
    [one] Uma pergunta anterior, respondidas: { $answered }.
   *[other] { $asked } perguntas anteriores, respondidas: { $answered }.
  }
query-answer = { $name }, { $time }:
query-answer-automatic = Enviado automaticamente, { $time }:
query-claimed = { $name } está cuidando disso.
query-snoozed = Adiado até { $time }.
query-trouble = A resposta não chegou: { $why }
query-answered = Respondido por { $name }.
query-resolved = Encerrado por { $name }.
query-dismissed = Não é uma pergunta, diz { $name }.
query-withdrawn = Apagado por quem escreveu.
query-relay = { $name } acrescenta:

query-reply-button = Responder
query-reply-again-button = Escrever de novo
query-claim-button = Eu cuido
query-snooze-button = Adiar
query-promise-button = Prometer
query-resolve-button = Encerrar
query-noted-button = Visto
query-not-button = Não é pergunta
query-is-button = É uma pergunta
query-good-button = Positivo
query-bad-button = Negativo
query-recommends-button = Recomenda

query-claimed-now = É sua. Toque de novo para devolver.
query-unclaimed-now = Devolvida: qualquer pessoa pode pegar.
query-taken-over = Agora é sua; antes era de { $name }.
query-resolved-now = Encerrada.
query-closed = Já estava encerrada.
query-dismissed-now = Anotado: aqui ninguém pergunta nada, e isso não conta como pergunta.
query-is-now = Anotado: conta como pergunta.
query-corrected = Anotado. A partir de agora conta assim em todos os números.
query-gone = Essas mensagens foram apagadas.
query-not-for-you = Só a equipe da marca pode fazer isso.

query-reply-title = Responder
query-reply-note = { $name } escreveu no { $platform }: “{ $quote }”
    Sua resposta vai para lá, como resposta. O que você escreve no chat da equipe fica nele.
query-reply-field = Sua resposta
query-reply-name = Assinado por
query-reply-ask = Escreva sua resposta para { $name } no { $platform }: “{ $quote }”
    Você a vê antes, e ela só sai quando você tocar em Enviar.
query-reply-empty = Uma resposta precisa de palavras ou de um arquivo.
query-reply-long = Uma resposta pode ter no máximo { $most } caracteres.
query-preview = Para { $name } no { $platform }:
query-send-button = Enviar
query-discard-button = Descartar
query-discarded = Descartada. Nada foi enviado.
query-sent = A caminho de { $name }.
query-sent-already = Já foi enviada.
query-draft-gone = Esse rascunho não existe mais. Toque em Responder para escrever outro.

letter-reply = uma resposta a alguém
letter-reply-edit = a mudança de uma resposta
letter-preview = uma resposta antes do envio
letter-preview-edit = a mudança de uma resposta antes do envio
letter-query-card = o cartão de uma pergunta
letter-query-edit = a mudança do cartão de uma pergunta
letter-relay = o que alguém acrescentou a uma pergunta
