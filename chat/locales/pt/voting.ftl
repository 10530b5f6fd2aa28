quoted = “{ $text }”
vote-several = Sua escolha: { $options }. Obrigado!
vote-ranked = Sua ordem: { $options }
vote-rating = Você deu { $score } de 5. Obrigado!
vote-nps = Você deu { $score } de 10. Obrigado!
vote-too-many = Dá para escolher no máximo { $most }. Toque de novo em uma das suas para soltá-la primeiro.

hint-most = Escolha até { $most }. Toque de novo para tirar uma.
hint-multi = Escolha quantas quiser. Toque de novo para tirar uma.
hint-ranked = Toque primeiro na sua favorita, depois na seguinte, e assim por diante. Toque de novo para tirar uma. As barras contam os primeiros lugares.
hint-rating = 1 é fraco, 5 é ótimo.
hint-nps = 0 é “nada provável”, 10 é “muito provável”.

seen-open = Todo mundo pode ver quem escolheu o quê.
seen-confidential = Só a equipe vê quem escolheu o quê.
seen-anonymous = Ninguém pode ver quem escolheu o quê. Os números mudam de { $people } em { $people } pessoas ou mais.
shown-voted = Você vê como está assim que votar.
shown-closed = Como está só aparece quando a enquete fechar.

poll-until = Aberta até { $moment } ({ $zone })

rating-summary = Média: { $average } de 5
nps-summary = NPS { $score }: { $promoters } recomendariam (9–10), { $passives } estão em dúvida (7–8), { $detractors } não recomendariam (0–6)
borda-points = Pontos (Borda): { $points }
runoff-round = Eliminatória, rodada { $round }: { $votes }
runoff-ahead = Na frente na eliminatória: { $option }
runoff-winner = Vence a eliminatória: { $option }
runoff-tie = A eliminatória termina empatada: { $options }

add-button = Sugerir opção
why-button = Diga por quê
who-button = Quem escolheu o quê?
who-title = Quem escolheu o quê: { $question }
who-more = e mais { $people }
who-many = { $people ->
    [one] { $people } pessoa
   *[other] { $people } pessoas
  }
who-anonymous = Esta enquete é anônima: ninguém pode ver quem escolheu o quê, nem eu.
who-confidential = Só a equipe pode ver quem escolheu o quê nesta enquete.
who-later = Quem escolheu o quê aparece quando a enquete fechar.
who-vote-first = Vote primeiro e você vê quem escolheu o quê.
