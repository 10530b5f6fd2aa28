digest-title = { $brand }: semana { $week }
digest-polls = Lo que quiere la gente
digest-poll = { $voters ->
    [0] «{ $question }»: aún no hay votos
    [one] «{ $question }»: gana { $ahead }, { $voters } voto
    [many] «{ $question }»: gana { $ahead }, { $voters } de votos
   *[other] «{ $question }»: gana { $ahead }, { $voters } votos
  }
digest-late = Este resumen llega tarde: no estaba en marcha a su hora.
letter-digest = el resumen semanal
digest-care = Cómo cuidamos a la gente
digest-promises = Promesas: { $kept } cumplidas, { $broken } incumplidas, { $due } abiertas
digest-promise-broken = ✗ Sin cumplir: «{ $what }»
digest-satisfaction = Satisfacción con nuestras respuestas: { $mean } de 5 (n { $scores })
digest-disagreement = Habéis juzgado { $corrected } de { $seen } mensajes de forma distinta a la mía ({ $share }).
digest-coverage = Tuve claro el tono en el { $share } de { $judged } mensajes; lo dudoso cuenta como neutral.
digest-waiting = A quién hacemos esperar
digest-done = { $name }: «{ $quote }» ({ $how })
digest-answered = respondida por { $name }
digest-resolved = cerrada por { $name }
digest-dismissed = no era una pregunta, según { $name }
digest-all-done = Todas están resueltas. ¡Gracias!
digest-moved = El resto está en el resumen de la semana { $week }.
digest-more = { $queries ->
    [one] Cuando se publicó esto, esperaba una persona más: /inbox
   *[other] Cuando se publicó esto, esperaban { $queries } más: /inbox
  }
letter-digest-edit = un cambio del resumen semanal
digest-poll-scale = { $voters ->
    [0] «{ $question }»: aún no hay votos
    [one] «{ $question }»: { $figure }, { $voters } voto
   *[other] «{ $question }»: { $figure }, { $voters } votos
  }
digest-poll-hidden = { $voters ->
    [one] «{ $question }»: { $voters } voto, muy pocos para mostrarlos
   *[other] «{ $question }»: { $voters } votos, muy pocos para mostrarlos
  }
digest-content = Qué crear a continuación

digest-title-month = { $brand }: { $month }
digest-more-below = Próximos pasos y todas las cifras: en la respuesta de abajo.
digest-details-title = { $title }, en detalle
letter-digest-details = los detalles del resumen

digest-lead-few = Participó demasiado poca gente para saber cómo fue.
digest-lead-few-clear = Faltan datos para un índice, pero cambió con claridad: { $movers }.
digest-lead-first = El índice empieza en { $value }; no hay una semana anterior con la que comparar.
digest-lead-even = Una semana como la anterior: el índice sigue en { $value }.
digest-lead-even-clear = El índice sigue en { $value }, aunque cambió con claridad: { $movers }.
digest-lead-up = Una semana mejor: el índice subió { $step } hasta { $value }, sobre todo por { $movers }.
digest-lead-up-noise = El índice subió { $step } hasta { $value }, pero ninguna medida cambió con claridad: puede ser azar.
digest-lead-up-though = El índice subió { $step } hasta { $value }, aunque bajó con claridad: { $movers }.
digest-lead-down = Una semana más floja: el índice bajó { $step } hasta { $value }, sobre todo por { $movers }.
digest-lead-down-noise = El índice bajó { $step } hasta { $value }, pero ninguna medida cambió con claridad: puede ser azar.
digest-lead-down-though = El índice bajó { $step } hasta { $value }, aunque subió con claridad: { $movers }.
digest-lead-clear = Cambió con claridad: { $movers }.
digest-lead-calm = Ninguna medida cambió con claridad: por lo que dicen las cifras, todo siguió como antes.
digest-mover = { $measure } ({ $previous } → { $value })
digest-index = Índice { $value } de 100 (semana anterior: { $previous })
digest-index-alone = Índice { $value } de 100
digest-index-weeks = Índice semana a semana: { $weeks }
digest-part = { $part } · { $measure } { $value } (antes { $previous }), { $change }
digest-part-none = { $part } · muy pocos datos
digest-change-up = claramente más
digest-change-down = claramente menos
digest-change-same = como antes
digest-change-noise = dentro del ruido
digest-change-unknown = imposible de comprobar

digest-advice = Próximos pasos
digest-advice-waiting = Esperan desde hace más de un día: { $n }, la primera desde el { $since }. Responded ahí primero. (Preguntas respondidas: { $share })
digest-advice-winner = «{ $name }» va en cabeza en solitario en vuestras encuestas, con el { $share } de { $n } respuestas, y aún no habéis publicado nada al respecto: que sea lo próximo.
digest-advice-hours = Quien pregunta entre las { $from }:00 y las { $to }:00 espera { $wait } (mediana de { $n }), a otras horas { $others }: que alguien mire entonces.
digest-advice-fell = { $measure } { $previous } → { $value }, claramente menos: { $what }
digest-advice-weak = { $measure } { $value } (objetivo { $target }): { $what }
digest-advice-unknown = De { $n } que llegaron, solo el { $share } vino gracias a alguien conocido: ofreced enlaces personales con /invite.
digest-advice-poll = Votó el { $share } y vuestra última encuesta fue el { $since }: preguntad algo con /poll.
digest-advice-poll-first = Votó el { $share } y aún no ha habido ninguna encuesta: preguntad algo con /poll.
digest-advice-nps = «Nos recomendarían (NPS)» no tiene respuestas y hace cinco semanas que nadie pregunta: probad /poll nps.
digest-do-nps = leed los motivos de quienes dieron 6 o menos y respondedles.
digest-do-advocates = agradeced a quienes os recomiendan y mostrad lo que dijeron.
digest-do-referred-joins = ofreced enlaces personales con /invite.
digest-do-active = preguntad algo que se responda con una palabra.
digest-do-poll-participation = haced preguntas más cortas, y cuando la gente esté despierta.
digest-do-conversation = acabad las publicaciones con una pregunta y responded pronto a los primeros.
digest-do-applause = publicad más de lo que gustó últimamente.
digest-do-growth = pedid a los miembros que traiga cada uno a una persona.
digest-do-fans = dad a la gente un motivo para pasar cada semana, siempre el mismo día.
digest-do-returning = contad a quienes estuvieron el mes pasado en qué quedó aquello.
digest-do-repeat-buyers = contad a quien compró qué va bien con lo que tiene.
digest-do-amplification = haced cada semana una publicación que dé gusto reenviar.
digest-do-clicks-per-share = decid en la primera línea qué hay que ver.
digest-do-net-sentiment = mirad los mensajes negativos en /inbox y respondedlos.
digest-do-answered = acordad quién mira /inbox cada día.

digest-topics = Nuevo esta vez: { $topics }
digest-topics-meaning = Nadie había escrito de eso en las doce semanas anteriores.
digest-topic = { $people ->
    [one] { $topic } ({ $people } persona)
   *[other] { $topic } ({ $people } personas)
  }
digest-kind = Algo amable
digest-kind-quote = «{ $quote }» ({ $platform })
digest-figures = Todas las cifras
digest-figures-cut = El resto está en /ror.

digest-alt = { $title }. { $index } { $parts }
digest-alt-index = Índice { $value } de 100.
digest-alt-index-up = Índice { $value } de 100, { $step } más que la semana anterior.
digest-alt-index-down = Índice { $value } de 100, { $step } menos que la semana anterior.
digest-alt-index-none = La última semana no tiene índice.
digest-alt-parts = La mejor parte: { $best } con { $best_score }; la más floja: { $worst } con { $worst_score }.
digest-alt-part = La única parte con puntuación: { $best } con { $best_score }.
digest-alt-parts-none = Ninguna parte tiene aún puntuación.
chart-parts-week = Las partes en la semana { $week }

digest-now-title = Cómo se publicó y cómo es ahora
digest-now-same = Ahora no cambiaría nada.
digest-now-line = { $name }: { $then } → { $now }
digest-now-index = Índice
digest-now-n = { $name } (n)
digest-now-why = Desde que se publicó: { $corrections } correcciones y { $imports } importaciones; desde ese mismo día, { $erasures } borrados.
digest-now-old = Este se publicó antes de que se guardaran las cifras: no hay con qué comparar.
