"""What the four languages say to ask, to deny and to be polite, without accents and in small letters.

Words that begin with `xq` or `xk` stand for a kind of question or for a notion, however they are said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_NOTHING = {
    "en": "a an the is are be been being do does i you we they he she me them my your our their its s m re ve ll d t"
    " of for in on at by with and or so as can could might would will shall possible allowed allow have has having"
    " get got offer offers there any some also please hi hello hey dear thanks thank ok okay well really actually"
    " maybe exactly about folks everyone possibly",
    "de": "der die das den dem des ein eine einen einem einer eines ist sind bin bist seid sein hab habe habt hat haben"
    " hast mach mache macht machen machst kann kannst konnt konnen konnte konntet konnten darf durfen moglich erlaubt"
    " ich du ihr wir sie er mir mich dir dich euch uns ihnen mein meine meinen euer eure euren ihre ihren unser"
    " unsere und oder auch bitte hallo hi hey liebes liebe danke mal denn eigentlich gern gerne mochte"
    " am an im in ins bei fur mit um da gibt man ob so etwa genau irgendwie wohl vielleicht auf",
    "es": "el la los las un una unos unas lo es son soy eres ser esta estan estais estar hay haber he has ha han yo tu"
    " vosotros ustedes usted nosotros nos os me te se le les mi mis tus su sus vuestro vuestra nuestro y o e u tambien"
    " por favor hola buenas gracias puedo puede pueden podeis puedes podria podrian poder posible permitido hacer"
    " hacen haceis hace tienen teneis tiene tener en de del con a al para si que pues",
    "pt": "o a os as um uma uns umas e sao sou ser esta estao estar ha haver eu voce voces nos me te se lhe lhes meu"
    " minha meus minhas seu sua seus suas nosso nossa ou tambem por favor ola oi obrigado obrigada posso pode podem"
    " podemos poderia poderiam possivel permitido fazer fazem faz tem teem ter em no na nas de do da dos das com ao"
    " aos para pra que se",
}
_NOT = {
    "en": "not no never without nobody none nothing cannot cant dont doesnt isnt arent wont neither nor",
    "de": "nicht kein keine keinen keinem keiner nie niemals ohne nichts niemand",
    "es": "no nunca sin nadie ninguno ninguna ningun nada jamas tampoco",
    "pt": "nao nunca sem ninguem nenhum nenhuma nada jamais",
}
_MOVING = {
    "en": "it this that these those today tonight tomorrow yesterday now currently next last one ones here",
    "de": "es dies diese dieser dieses diesen diesem jene jenes heute morgen gestern jetzt gerade aktuell nachste"
    " nachsten nachster nachstes letzte letzten hier",
    "es": "este estos estas esto ese esos esa esas eso aquel aquella hoy manana ayer ahora actualmente proximo proxima"
    " ultimo ultima aqui",
    "pt": "este estes estas isto isso esse esses essa essas aquele aquela hoje amanha ontem agora atualmente proximo"
    " proxima ultimo ultima aqui",
}
_KINDS = {
    "en": {"when": "when", "where": "where", "who": "who whom whose", "why": "why", "how": "how", "what": "what which"},
    "de": {
        "when": "wann",
        "where": "wo",
        "whence": "woher",
        "whither": "wohin",
        "who": "wer wen wem wessen",
        "why": "warum wieso weshalb",
        "how": "wie",
        "what": "was welche welcher welches welchen welchem",
    },
    "es": {"when": "cuando", "where": "donde", "who": "quien quienes", "how": "como", "many": "cuanto cuanta"},
    "pt": {"when": "quando", "where": "onde", "who": "quem", "how": "como", "many": "quanto quanta quantos quantas"},
}
_WAYS = {
    "en": {"to": "to into", "from": "from"},
    "de": {"to": "nach zu zum zur", "from": "von vom aus"},
    "es": {"to": "a al para hacia", "from": "de del desde"},
    "pt": {"to": "para pra ao", "from": "de do da desde"},
}
_NOTIONS = {
    "en": {
        "open": "open opens opening opened",
        "close": "close closes closing closed shut",
        "price": "price prices cost costs pricing",
        "deliver": "deliver delivers delivery deliveries delivering ship ships shipping",
        "must": "must should need needs needed",
        "past": "did was were had",
        "sunday": "sunday sundays",
        "monday": "monday mondays",
        "tuesday": "tuesday tuesdays",
        "wednesday": "wednesday wednesdays",
        "thursday": "thursday thursdays",
        "friday": "friday fridays",
        "saturday": "saturday saturdays",
    },
    "de": {
        "open": "offen offnen offnet offnest geoffnet offnung aufmachen aufhaben aufmacht aufhabt",
        "close": "schliesst schliessen schliesse geschlossen zumachen zuhaben zumacht zuhabt",
        "price": "preis preise kostet kosten teuer",
        "deliver": "liefern liefert lieferst lieferung lieferungen versenden versendet verschickt verschicken versand",
        "must": "muss musst mussen sollte sollten solltet sollen brauche brauchen",
        "past": "war waren hatte hatten wurden",
        "sunday": "sonntag sonntags sonntagen",
        "monday": "montag montags montagen",
        "tuesday": "dienstag dienstags dienstagen",
        "wednesday": "mittwoch mittwochs mittwochen",
        "thursday": "donnerstag donnerstags donnerstagen",
        "friday": "freitag freitags freitagen",
        "saturday": "samstag samstags samstagen sonnabend sonnabends",
    },
    "es": {
        "open": "abre abren abris abrir abierto abierta abiertos abiertas apertura",
        "close": "cierra cierran cerrais cerrar cerrado cerrada cerrados cerradas cierre",
        "price": "precio precios cuesta cuestan coste costo vale valen",
        "deliver": "envia envian enviais enviar envio envios manda mandan mandais entrega entregan entregas entregar",
        "must": "debo debe deben deberia necesito necesita hace falta tengo",
        "past": "era eran fue fueron estaba estaban",
    },
    "pt": {
        "open": "abre abrem abrir aberto aberta abertos abertas abertura",
        "close": "fecha fecham fechar fechado fechada fechados fechadas",
        "price": "preco precos custa custam custo valor valores",
        "deliver": "envia enviam enviar envio envios manda mandam mandar entrega entregam entregas entregar",
        "must": "devo deve devem deveria preciso precisa precisam tenho",
        "past": "era eram foi foram estava estavam",
    },
}
_POLITE = {
    "en": r"\bgood (?:morning|afternoon|evening|day)(?: team| all| everyone)?\b"
    r"|\b(?:hi|hello|hey|dear) (?:team|all|there|guys)\b|\bi am\b"
    r"|\b(?:can|could|would|please) (?:you )?(?:please )?(?:tell|let) (?:me|us)(?: know)?(?: if| whether)?\b"
    r"|\bplease (?:tell me|let me know)(?: if| whether)?\b|\b(?:just )?(?:a )?quick question\b|\bdo you know (?=w|h)"
    r"|\bi(?:['’]d| would)? (?:like|love|want|wanted) to (?:know|ask)(?: if| whether)?\b|\bmay (?=i\b|we\b|one\b)"
    r"|\bi(?:['’]m| am| was) wondering(?: if| whether)?\b|\bthanks? in advance\b",
    "de": r"\bgute[nrs]? (?:tag|morgen|abend)\b|\b(?:hallo|hi|hey|liebes) (?:team|zusammen|leute)\b|\bkurze frage\b"
    r"|\b(?:konnt|kannst|konntest|konntet|konnen|konnten) (?:ihr|du|sie) (?:mir|uns) (?:bitte )?sagen\b"
    r"|\b(?:ich )?(?:wollte|mochte|wurde gerne?|hatte gerne?) (?:mal |gerne? )?(?:wissen|fragen|gewusst)\b"
    r"|\bwisst ihr\b|\bweisst du\b|\bwissen sie\b",
    "es": r"\bbuen[oa]s (?:dias|tardes|noches)\b|\bbuen dia\b|\b(?:tengo )?una (?:pregunta|duda)\b|\bdime\b"
    r"|\b(?:queria|quiero|quisiera|me gustaria|puedes?|pueden|podeis|podrias?|podrian)"
    r" (?:saber|preguntar|decirme|decirnos)(?: si)?\b",
    "pt": r"\bbom dia\b|\bboa (?:tarde|noite)\b|\b(?:tenho )?uma (?:pergunta|duvida)\b"
    r"|\b(?:queria|quero|gostaria de|pode|podem|poderia|poderiam) (?:me )?(?:saber|perguntar|dizer|informar)(?: se)?\b",
}
_END = r"(?=\s*(?:[?.!,;]|$))"
_PHRASES = {
    "en": (
        (r"\bca(?=n't)", "can"),
        (r"n['’]t\b", " not"),
        (r"\b(?:opening|business|office|shop|store|working) (?:hours|times)\b|\byour hours\b", " xqwhen xkopen "),
        (r"\b(?:at |from )?what time\b|\b(?:on )?(?:what|which) days?\b", " xqwhen "),
        (r"\buntil when\b|\btill when\b|\bhow late\b", " xquntil "),
        (r"\bhow long\b", " xqlong "),
        (r"\bhow many\b", " xqmany "),
        (r"\bhow much (?:is|are|does|do|for)\b", " xkprice "),
        (r"\bhow much\b", " xqmuch "),
        (r"\bwhat(?: is| are|['’]s)\b", " "),
        (r"\b(?:is|would|does|will) it (?=possible|allowed|ok|okay|be possible|take)", " "),
        (r"\bhave to\b", " xkmust "),
        (r"\bthat (?=you|the|i\b|we)", " "),
    ),
    "de": (
        (r"\boffnungszeiten?\b", " xqwhen xkopen "),
        (r"\bum (?:wie ?viel|welche) uhr\b|\ban welche[mn] tag(?:en)?\b|\bab wann\b", " xqwhen "),
        (r"\bbis wann\b|\bbis wie ?viel uhr\b", " xquntil "),
        (r"\bwie lange?\b", " xqlong "),
        (r"\bwie ?viel (?:kostet|kosten|ist|sind)\b|\bwie teuer\b|\bwas (?=kostet|kosten)", " xkprice "),
        (r"\bwie ?viele?\b", " xqmany "),
        (r"\b(?:was|wie) (?:ist|sind|lautet|lauten)\b", " "),
        (rf"\bauf{_END}|\bauf (?=hab|mach|am\b|an\b|im\b)", " xkopen "),
        (rf"\bzu{_END}|\bzu (?=hab|mach|am\b|an\b|im\b)", " xkclose "),
        (rf"\b(?:an|ab|aus|ein|mit|vor|nach|um|weg|los|durch|bei){_END}", " xk\\g<0>"),
        (r"\b(?:gibt|geht|ist) es\b", " "),
    ),
    "es": (
        (r"\bhorarios?(?: de (?:apertura|atencion))?\b", " xqwhen xkopen "),
        (r"\b(?:a |desde )?que horas?\b|\bque dias?\b", " xqwhen "),
        (r"\bhasta (?:cuando|xqwhen)\b", " xquntil "),
        (r"\bcuanto tiempo\b|\bcuanto (?:tarda|tardan|dura|duran|demora)\b", " xqlong "),
        (r"\bcuantos\b|\bcuantas\b", " xqmany "),
        (r"\b(?:a )?cuanto (?:cuesta|cuestan|vale|valen|es|son|sale|salen)\b", " xkprice "),
        (r"\bpor que\b", " xqwhy "),
        (r"^\W*que\b", " xqwhat "),
        (r"\bcual(?:es)? (?:es|son)\b", " "),
        (r"\bcual(?:es)?\b", " xqwhat "),
        (r"\bhay que\b|\btengo que\b|\btienes que\b|\btiene que\b", " xkmust "),
        (r"\ba (?:donde|que)\b", " xqwhither "),
        (r"\bde donde\b", " xqwhence "),
    ),
    "pt": (
        (r"\bhorarios?(?: de (?:funcionamento|atendimento|abertura))?\b", " xqwhen xkopen "),
        (r"\bate (?:quando|que horas?)\b", " xquntil "),
        (r"\b(?:a |as |em )?que (?:horas?|dias?)\b|\bqual(?:is)? dias?\b", " xqwhen "),
        (r"\bquanto tempo\b|\bquanto (?:demora|demoram|dura|duram)\b", " xqlong "),
        (r"\bquanto (?:custa|custam|e|sao|fica|ficam|sai|saem)\b", " xkprice "),
        (r"\bpor ?que\b", " xqwhy "),
        (r"^\W*(?:o )?que\b", " xqwhat "),
        (r"\bqual(?:is)? (?:e|sao|o|a|os|as)\b", " "),
        (r"\bqual(?:is)?\b", " xqwhat "),
        (r"\bpara onde\b|\baonde\b", " xqwhither "),
        (r"\bde onde\b", " xqwhence "),
        (r"\btenho (?:que|de)\b|\btem que\b|\be preciso\b", " xkmust "),
        (r"\b(segunda|terca|quarta|quinta|sexta)s?[ -]feiras?\b", r" \1 "),
    ),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of a language's little words."""

    empty: frozenset[str]
    """They change nothing of what is asked."""
    negative: frozenset[str]
    moving: frozenset[str]
    """What they mean depends on when and where they are said."""
    kinds: Mapping[str, str]
    """Of question, by its word."""
    ways: Mapping[str, str]
    """`to` or `from`, by preposition."""
    notions: Mapping[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]


@cache
def lexicon(language: str) -> Lexicon:
    """Return what is known of one of the four languages."""
    return Lexicon(
        empty=frozenset(_NOTHING[language].split()),
        negative=frozenset(_NOT[language].split()),
        moving=frozenset(_MOVING[language].split()),
        kinds=_by_word(_KINDS[language]),
        ways=_by_word(_WAYS[language]),
        notions=_by_word(_NOTIONS[language]),
        phrases=tuple(
            (re.compile(pattern), words) for pattern, words in ((_POLITE[language], " "), *_PHRASES[language])
        ),
    )


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word: notion for notion, said in words.items() for word in said.split()}
