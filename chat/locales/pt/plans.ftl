weekday = { $weekday ->
    [0] segunda-feira
    [1] terça-feira
    [2] quarta-feira
    [3] quinta-feira
    [4] sexta-feira
    [5] sábado
   *[6] domingo
  }
weekday-on = { $weekday ->
    [5] no sábado
    [6] no domingo
   *[other] na { weekday }
  }
weekday-turn = { $weekday ->
    [5] { $day ->
        [1] no primeiro
        [2] no segundo
        [3] no terceiro
        [4] no quarto
       *[other] no último
      }
    [6] { $day ->
        [1] no primeiro
        [2] no segundo
        [3] no terceiro
        [4] no quarto
       *[other] no último
      }
   *[other] { $day ->
        [1] na primeira
        [2] na segunda
        [3] na terceira
        [4] na quarta
       *[other] na última
      }
  } { weekday }

rule = { $turn } às { $time } ({ $zone })
rule-day = { $step ->
    [1] todos os dias
   *[other] a cada { $step } dias
  }
rule-weekdays = nos dias úteis
rule-week = { $step ->
    [1] a cada { $name }
   *[other] a cada { $step } semanas, { $on },
  }
rule-months = { $step ->
    [1] todo mês
   *[other] a cada { $step } meses
  }
rule-month = { $months }, { $day ->
    [31] no último dia
   *[other] no dia { $day }
  },
rule-month-weekday = { $months }, { $on },

plan-once = “{ $question }” vai ao ar em { $moment } ({ $zone }).
plan-again = “{ $question }” vai ao ar { $rule }. A próxima vez: { $moment }.
plan-past = Esse horário já passou. Escolha um mais tarde, por favor.
plan-far = Isso está longe demais. Escolha um momento dentro dos próximos { $most } dias, por favor.
plan-gone = Esse plano não existe mais.
plan-now-button = Publicar agora
plan-delete-button = Excluir o plano
plan-posted = “{ $question }” está a caminho.
plan-posted-before = “{ $question }” acabou de ser publicada.
plan-deleted = “{ $question }” saiu do plano. Nada mais será publicado.
plan-deleted-before = “{ $question }” já tinha saído do plano.
plan-failed = Não consegui publicar “{ $question }” como planejado. { $why }

letter-poll-reminder = o lembrete de uma enquete
poll-reminder = { $brand } quer muito saber a sua opinião antes que esta enquete encerre.
poll-reminder-quiet = Sem mais lembretes
