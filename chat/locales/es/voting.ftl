quoted = «{ $text }»
vote-several = Tu elección: { $options }. ¡Gracias!
vote-ranked = Tu orden: { $options }
vote-rating = Das un { $score } de 5. ¡Gracias!
vote-nps = Das un { $score } de 10. ¡Gracias!
vote-too-many = Puedes elegir { $most } como máximo. Pulsa otra vez una de las tuyas para soltarla primero.

hint-most = Elige hasta { $most }. Pulsa otra vez para quitar una.
hint-multi = Elige todas las que quieras. Pulsa otra vez para quitar una.
hint-ranked = Pulsa primero tu favorita, luego la siguiente, y así. Pulsa otra vez para sacar una. Las barras cuentan los primeros puestos.
hint-rating = 1 es flojo, 5 es genial.
hint-nps = 0 es «nada probable», 10 es «muy probable».

seen-open = Todo el mundo puede ver quién eligió qué.
seen-confidential = Solo el equipo ve quién eligió qué.
seen-anonymous = Nadie puede ver quién eligió qué. Los números cambian de { $people } en { $people } personas o más.
shown-voted = Verás cómo va en cuanto hayas votado.
shown-closed = Cómo va se muestra al cerrar la encuesta.

poll-until = Abierta hasta el { $moment } ({ $zone })

rating-summary = Media: { $average } de 5
nps-summary = NPS { $score }: { $promoters } recomendarían (9–10), { $passives } dudan (7–8), { $detractors } no lo harían (0–6)
borda-points = Puntos (Borda): { $points }
runoff-round = Eliminatoria, ronda { $round }: { $votes }
runoff-ahead = Va en cabeza en la eliminatoria: { $option }
runoff-winner = Gana la eliminatoria: { $option }
runoff-tie = La eliminatoria acaba en empate: { $options }

add-button = Añadir una opción
why-button = Di por qué
who-button = ¿Quién eligió qué?
who-title = Quién eligió qué: { $question }
who-more = y { $people } más
who-many = { $people ->
    [one] { $people } persona
   *[other] { $people } personas
  }
who-anonymous = Esta encuesta es anónima: nadie puede ver quién eligió qué, yo tampoco.
who-confidential = Solo el equipo puede ver quién eligió qué en esta encuesta.
who-later = Quién eligió qué se muestra al cerrar la encuesta.
who-vote-first = Vota primero y verás quién eligió qué.
