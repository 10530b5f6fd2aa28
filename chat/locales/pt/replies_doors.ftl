slack-message-query = Anotar como pergunta
slack-message-query-about = Levar esta mensagem para a equipe como pergunta à espera de resposta

query-reply-files = Imagens e arquivos (10 MB cada)
