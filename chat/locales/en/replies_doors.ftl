slack-message-query = Log as query
slack-message-query-about = Put this message before the team as a question that waits for an answer

query-reply-files = Pictures and files (10 MB each)
