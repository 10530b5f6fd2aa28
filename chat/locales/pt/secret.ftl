poll-no-secret = Uma enquete anônima precisa de um segredo que lacre os votos. Quem cuida de mim pode definir RAPPORT_SECRET: 32 bytes em base64, no .env.
poll-secret-locked = Não consigo abrir a urna desta enquete agora, então nada entrou. Avise a equipe, por favor: RAPPORT_SECRET não é o mesmo de quando a enquete foi criada.
poll-secret-no-reopen = Uma enquete anônima não pode ser reaberta: as cédulas já não existem. Faça uma cópia e pergunte de novo.
poll-secret-no-adding = Numa enquete anônima ninguém pode incluir opções: uma opção nova poderia revelar quem está por trás dela.
