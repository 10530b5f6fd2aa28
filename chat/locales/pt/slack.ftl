slack-about = Enquetes, respostas e um resumo semanal do Return on Relationship
slack-try-again = Não chegou até nós. Tente de novo daqui a pouco, por favor.
