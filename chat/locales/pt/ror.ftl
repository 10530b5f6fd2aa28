# O que cada número quer dizer, numa frase.
definition-nps = De quem disse se recomendaria vocês: a proporção de 9 e 10 menos a de 0 a 6, vezes 100.
definition-advocates = A proporção das pessoas ativas que recomendou vocês com as próprias palavras ou trouxe alguém.
definition-referred-joins = A proporção dos novos membros que se sabe quem trouxe.
definition-active = A proporção das pessoas alcançáveis que escreveu, reagiu, votou, deu uma nota ou compartilhou.
definition-poll-participation = A proporção das pessoas alcançáveis que votaram em uma enquete neste período e cujo voto continua valendo.
definition-conversation = Mensagens que respondem aos seus posts, de qualquer data, por post deste período e 100 pessoas alcançáveis.
definition-applause = Reações aos seus posts deste período, por post e 100 pessoas alcançáveis.
definition-members = Quem está dentro no fim: chegou ou participou, e não saiu.
definition-growth = Entradas menos saídas, em proporção aos membros do começo.
definition-fans = A proporção das pessoas alcançáveis que esteve ativa em pelo menos três das últimas quatro semanas e não falou mais mal do que bem.
definition-returning = De quem esteve ativo nas quatro semanas anteriores, a proporção que voltou a estar.
definition-repeat-buyers = De quem comprou nos últimos 90 dias, a proporção que comprou duas vezes ou mais.
definition-amplification = Encaminhamentos, compartilhamentos e toques em Compartilhar, por post deste período e 100 pessoas alcançáveis.
definition-clicks-per-share = Quantas vezes alguém seguiu o link de um compartilhamento deste período.
definition-net-sentiment = Mensagens positivas menos negativas, em proporção a todas as que puderam ser avaliadas.
definition-answered = A proporção das perguntas que uma pessoa respondeu, entre as respondidas, as encerradas e as que esperam há um dia ou mais.
definition-first-response = Quanto as pessoas esperaram pela primeira resposta humana: metade delas esperou no máximo isto.
definition-relationship-revenue = O que foi comprado por quem já tinha comprado ou tinha vindo graças a alguém.

measure-relationship-revenue = Compras graças a relações
revenue = { $name }: { $value } (antes { $before })

ror-words = Não conheço “{ $word }” como período, marca ou plataforma. Tente /ror 7d, /ror 30d, /ror month, /ror 2026-W46, /ror 2026-11-01..2026-11-15, /ror explain ou /ror csv; ao lado pode vir uma marca e slack, telegram ou webchat.
ror-twice = “{ $one }” e “{ $other }” não valem ao mesmo tempo. Dê só um de cada tipo.
ror-ambiguous = “{ $word }” quer dizer duas coisas aqui. Escreva brand:{ $word }, platform:{ $word }, period:{ $word } ou show:{ $word }.
ror-period-words = “{ $word }” não é um período. Escreva 7d, 30d, 90d, month, uma semana como 2026-W46 ou dias como 2026-11-01..2026-11-15.
ror-period-days = “{ $word }” não tem nenhum dia. Escreva 7d, 30d ou 90d.
ror-period-week = Não existe a semana “{ $word }”. Escreva uma como 2026-W46.
ror-period-date = “{ $word }” cita um dia que não existe. Escreva dias como 2026-11-01..2026-11-15.
ror-period-order = “{ $word }” termina antes de começar. Ponha o primeiro dia primeiro.
ror-period-long = “{ $word }” tem mais de { $most } dias. Peça um período mais curto.
ror-period-future = “{ $word }” ainda não terminou. O último dia pode ser no máximo ontem; tente 7d ou month.

ror-only = Só o que aconteceu no { $platform }
ror-part = { $part }: { $score }
ror-value = { $name }: { $value }
ror-interval = { $value } (intervalo de 95%: de { $low } a { $high })
ror-before = antes { $before }; { $change }; n { $n }
ror-change-clear = uma mudança clara
ror-change-noise = dentro do ruído
ror-change-unknown = não dá para dizer nada da mudança
ror-behind = Por trás: { $number } { $count ->
    [one] entrada
    [many] de entradas
   *[other] entradas
  }, página { $page } de { $pages }
ror-behind-nothing = Não há nada por trás neste período.
ror-only-that-they-voted = Só que participaram: o que cada um escolheu nunca aparece aqui.
ror-somebody = Alguém
ror-state-answered = respondida
ror-state-waiting = ainda espera
ror-state-resolved = encerrada sem resposta
ror-state-joined = entrou
ror-state-left = saiu
ror-state-promoter = recomendaria
ror-state-passive = nem sim nem não
ror-state-detractor = não recomendaria
ror-chip-7d = 7 dias
ror-chip-30d = 30 dias
ror-chip-90d = 90 dias
ror-chip-month = Mês
ror-all = Todos os números
ror-next = Mais →
ror-back = ← Voltar
ror-explain-button = Como se calcula?
ror-csv-button = Em tabela (CSV)
ror-csv-text = Os números de { $brand }, { $period }. Só você recebeu.
ror-csv-rows = { $measure } de { $brand }, { $period }: o que está por trás, uma linha por entrada. Só você recebeu.
ror-csv-here = O arquivo está a caminho.
ror-csv-directly = O arquivo chega a você em mensagem privada.

explain-title = Como se calcula: { $brand }
explain-page = página { $page } de { $pages }
explain-intro = O índice é do próprio Rapport: nenhuma fórmula publicada resume relações em um número. Um número vale 100 × valor / meta, de 0 a 100; uma parte, a média dos seus números; o índice é a média ponderada das partes.
explain-part = { $part }: ({ $scores }) / { $number } = { $score }, peso { $weight }
explain-part-none = { $part }: sem pontuação
explain-value = { $name }: { $value } (n { $n })
explain-rate = { $name }: { $hits } de { $n } são { $value }
explain-nothing = { $name }: ainda nada a medir, fica de fora
explain-score = , com a meta { $target } vale { $score }
explain-few = ; fica de fora, pois n é { $n } e são necessários { $least }
explain-index = Índice: ({ $terms }) / { $weights } = { $value }
explain-not-a-week = As metas valem para sete dias, então só sete dias têm pontuação e índice. Semanas inteiras deste período, da mais antiga à última: { $weeks }
explain-content = 1. Como nosso conteúdo aumenta a fidelidade?
explain-content-nobody = Ninguém esteve ativo nas quatro semanas anteriores, então ninguém pôde voltar.
explain-all-before = De todos os ativos nas quatro semanas anteriores voltaram { $hits } de { $n }: { $share }
explain-met-post = De quem respondeu, compartilhou ou reagiu a um post: { $hits } de { $n }, { $share }
explain-met-poll = De quem participou de uma enquete: { $hits } de { $n }, { $share }
explain-met-question = Em “{ $question }”: { $hits } de { $n }, { $share }
explain-correlation = Isto é correlação, não prova de causa: quem tem mais interesse participa mais e volta mais. Entre parênteses, intervalos de 95% (Wilson).
explain-audience = 2. O que sabemos do nosso público?
explain-size = { $members } membros no fim ({ $joins } entraram, { $leaves } saíram); { $reachable } são alcançáveis
explain-fans = Fãs: { $share } das pessoas alcançáveis
explain-languages = Pessoas pela língua em que escrevem: { $languages }
explain-busiest = Mais movimento de { $first } a { $last }; dia mais movimentado: { $day }
explain-topics = Assuntos sobre os quais várias pessoas escreveram: { $topics }
explain-care = 3. Ouvimos e respondemos?
explain-engagement = 4. Quanto engajamento há?
explain-figure = { $name }: { $value } (n { $n }); antes { $before }, { $change }
explain-share = { $share } (de { $low } a { $high })

letter-aside = uma resposta para uma pessoa
letter-ror-csv = uma tabela de números
