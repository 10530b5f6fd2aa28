weekday = { $weekday ->
    [0] lunes
    [1] martes
    [2] miércoles
    [3] jueves
    [4] viernes
    [5] sábado
   *[6] domingo
  }
weekday-on = { $weekday ->
   *[other] el { weekday }
  }
weekday-turn = { $weekday ->
   *[other] { $day ->
        [1] el primer
        [2] el segundo
        [3] el tercer
        [4] el cuarto
       *[other] el último
      }
  } { weekday }

rule = { $turn } a las { $time } ({ $zone })
rule-day = { $step ->
    [1] cada día
   *[other] cada { $step } días
  }
rule-weekdays = los días laborables
rule-week = { $step ->
    [1] cada { $name }
   *[other] cada { $step } semanas, { $on },
  }
rule-months = { $step ->
    [1] cada mes
   *[other] cada { $step } meses
  }
rule-month = { $months }, { $day ->
    [31] el último día
   *[other] el día { $day }
  },
rule-month-weekday = { $months }, { $on },

plan-once = «{ $question }» se publicará el { $moment } ({ $zone }).
plan-again = «{ $question }» se publicará { $rule }. La próxima vez: { $moment }.
plan-past = Esa hora ya pasó. Elige una más tarde, por favor.
plan-far = Eso queda demasiado lejos. Elige un momento dentro de los próximos { $most } días, por favor.
plan-gone = Este plan ya no existe.
plan-now-button = Publicar ahora
plan-delete-button = Borrar el plan
plan-posted = «{ $question }» ya va en camino.
plan-posted-before = «{ $question }» se acaba de publicar.
plan-deleted = «{ $question }» ya no está en el plan. No se publicará nada más.
plan-deleted-before = «{ $question }» ya no estaba en el plan.
plan-failed = No pude publicar «{ $question }» como estaba previsto. { $why }

letter-poll-reminder = el recordatorio de una encuesta
poll-reminder = A { $brand } le encantaría saber tu opinión antes de que cierre esta encuesta.
poll-reminder-quiet = No más recordatorios
