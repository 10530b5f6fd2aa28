"""Promises in what the team writes: `we'll get back to you on Friday`, in four languages.

A button offers what is found here, so a missed promise costs nothing, and a wrong one a glance.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from insight.calendar_words import DAYS, NUMBERS, ONE_WEEKDAY, UNITS, plain
from insight.weeks import first_instant
from insight.whens import read_moment, read_span

END_OF_DAY = "18:00"
"""Until then a promise holds that names a day alone, by local clocks."""
FURTHEST = timedelta(days=60)
LONGEST = 4_000
"""Characters that are read; no answer by the card is longer."""
FRIDAY = 4

_SENTENCES = re.compile(r"(?<=[!?…])\s+|(?<=[^\W\d]{2}\.)\s+|\n+")
_CLAUSES = re.compile(r"[,;:]\s+|\s[-–—]+\s|\s(?:but|aber|sondern|pero|sino|mas)\s")

_SAYS = (  # who of the team will say or do something
    (
        r"(?:we|i|our team|someone|somebody|a colleague|my colleague)(?:'ll| will| shall|'re going to|'m going to"
        r"| are going to| am going to)(?: \w+){0,3}? (?:get back|come back|reply|answer|respond|write|let you|tell"
        r"|inform"
        r"|update|follow up|be in touch|contact|call|send|confirm|have (?:an?|the|your|more|news)|know more|fix"
        r"|solve|sort"
        r"|deliver|ship|refund)"
    ),
    r"(?:we|i) (?:get back|come back) to you",
    r"you(?:'ll| will) (?:hear|have|get|receive|know)",
    r"expect (?:an?|our|my|the|your) (?:answer|reply|response|update|news)",
    r"(?:wir|ich) {de}|{de} (?:wir|ich)",
    (
        r"(?:(?:wir|ich) werden?|werden? (?:wir|ich)) .{0,200}(?:melden|antworten|schreiben|schicken|senden|geben"
        r"|sagen|klaren"
        r"|informieren|liefern|kummern|anrufen|erledigen|mitteilen|losen|wissen)"
    ),
    r"(?:du|sie|ihr) (?:horst|hort|horen|bekommst|bekommt|bekommen|erhaltst|erhaltet|erhalten) ",
    r"(?:horst|hort|horen|bekommst|bekommt|bekommen|erhaltst|erhaltet|erhalten) (?:du|sie|ihr) ",
    (
        r"respond(?:emos|eremos|ere|erei|o)|(?:contest|avis|inform|envi|mand|actualiz|confirm|llam|contact|retorn"
        r"|lig|contat)"
        r"(?:amos|aremos|are|arei|o)|(?:escrib)(?:imos|iremos|ire|o)|(?:escrev|resolv)(?:emos|eremos|ere|erei|o)"
    ),
    r"(?:damos|daremos|dare|darei|decimos|diremos|dire|direi) |entra(?:re)?mos em contato",
    r"(?:tendras|tendra|tendran|tendreis|tera|recibiras|recibira|recibireis|recebera|recebe) ",
    (
        r"(?:vamos|voy|vou)(?: a)?(?: \w+)? ?(?:respond|contest|escrib|avis|inform|envi|mand|actualiz|confirm|llam"
        r"|contact"
        r"|retorn|ligar|resolv|escrev|dar|decir|dizer|entrar em contato)"
    ),
    r"volt(?:amos|aremos|o|arei) (?:a|ao|com) ",
)
_GERMAN = (
    "(?:melden?|antworten?|beantworten?|schreiben?|schicken?|senden?|geben?|sagen?|klaren?|informieren?|liefern?"
    "|kummern?|rufen?|erledigen?|teilen?|lassen?|losen?|kommen?)"
)
_PROMISES = re.compile(r"\b(?:" + "|".join(_SAYS).replace("{de}", _GERMAN) + ")")
_DENIES = re.compile(
    r"\b(?:not|never|cannot|nicht(?! spater)|kein\w*|nie|niemals|nunca|jamas|nao|jamais"
    r"|no(?! (?:later|mas|mais|sabado|domingo|dia|proximo|fim|final|maximo)\b))\b|n't\b"
)
_HEDGES = re.compile(
    r"\b(?:try|hope|hopefully|aim|might|maybe|perhaps|probably|versuchen?|hoffen|hoffentlich|vielleicht|intentar\w*"
    r"|espera\w+|quiza\w*|tal vez|tentar\w*|talvez|usually|always|normally|immer|normalerweise|meistens|siempre"
    r"|normalmente|sempre|generalmente|geralmente)\b"
)
_CONDITION = r"(?:if|unless|once|when|as soon as|wenn|falls|sobald|si|cuando|caso|quando|se|assim que|en cuanto)\b"
_CONDITIONS = re.compile(rf"\b{_CONDITION}")
_STARTS_WITH_CONDITION = re.compile(rf"(?:and |und |y |e )?{_CONDITION}")

_BACK = re.compile(
    r"\b(?:from|since|of|last|every|each|seit|vom|von|letzten|letzter|jeden|desde|cada|tod[oa]s?|ultim[oa]|guten|por la"
    r"|de la|da|esta manha|(?<!antes )del?) $"
)
"""What stands before a day that nothing is promised for."""
_PAST = re.compile(r" (?:pasad[oa]|passad[oa]|last)\b")
_AHEAD = (
    r"(?:no later than|not later than|at the latest|latest|on|by|until|till|before|this|next|am|bis|bis zum|spatestens"
    r"|vor|der|dem|den|nachsten|kommenden|el|este|proximo|hasta|para|antes|del|de|na|no|ate|a|o|nesta|neste|proxima|in"
    r"|within|innerhalb|von|binnen|en|em|dentro|the|end|um|gegen|at|las|as) "
)
_STARTS_WITH_TIME = re.compile(rf"(?:{_AHEAD})*$")

_SHORT = ("mon", "tue", "wed", "thu", "thurs", "fri", "sat", "sun")
_FULL = tuple(word for word in ONE_WEEKDAY if len(word) > len("thur") and word not in _SHORT)
_TURNS = ("segunda", "terca", "quarta", "quinta", "sexta")
_WEEKDAYS = re.compile(
    r"\b(?:(?<=on )|(?<=by )|(?<=til )|(?<=till )|(?<=until )|(?<=before )|(?<=this )|(?<=next ))"
    rf"(?:{'|'.join(_SHORT)})\b"
    rf"|\b(?:{'|'.join(each for each in _FULL if each not in _TURNS)})\b"
    rf"|(?:(?<=\bna )|(?<=\bate )|(?<=\bate a )|(?<=nesta )|(?<=proxima )|(?<=para )|(?<=antes de )|(?<=antes da ))"
    rf"(?:{'|'.join(_TURNS)})\b(?! vez)"
)
_DAYS = re.compile(rf"\b(?<!la )(?<!esta )(?<!heute )(?<!am )(?:{'|'.join(DAYS)})\b")
_MONTH = r"(?:jan|ene|feb|fev|mar|apr|abr|may|mai|jun|jul|aug|ago|sep|set|oct|okt|out|nov|dec|dez|dic)[a-z]{0,7}"
_DATES = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}(?:\.|st|nd|rd|th)? (?:de |of )?{_MONTH}\b"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?(?![\d%])\.?"
)
_AMOUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = "|".join(
    sorted((each for each, unit in UNITS.items() if unit in {"minute", "hour", "day", "week"}), key=len)[::-1]
)
_SPANS = re.compile(
    r"\b(?:in|within|en|em|dentro de|daqui a|innerhalb von|binnen|en menos de|(?:in|within) the next|in den nachsten"
    r"|n[ao]s proxim[ao]s|en l[ao]s proxim[ao]s) "
    rf"(?:{_AMOUNT} ?(?:-|–|to|bis|a|or|oder|o|ou) ?)?(?P<many>{_AMOUNT}) ?(?P<unit>{_UNIT})\b"
)
_TODAY = re.compile(r"\b(?:end of (?:the |this )?day|ende des tages|fin(?:al)? del dia|(?:fim|final) do dia)\b")
_THIS_WEEK = re.compile(
    r"\b(?:(?:end of (?:the|this)|this) week|diese[rn]? woche|ende der woche|esta semana|final(?:es)? de (?:la )?semana"
    r"|(?:fim|final) da semana|nesta semana)\b"
)
_NEXT_WEEK = re.compile(
    r"\b(?:next week|(?:nachste[rn]?|kommende[rn]?) woche|(?:proxima semana)|semana que (?:viene|vem))\b"
)
_CLOCK = re.compile(
    r"(?<![\d.:/-])\d{1,2}(?:(?::|h)\d{2}|(?: ?(?:am|pm|a\.m\.|p\.m\.|h|uhr|hrs))(?!\w))(?: ?(?:am|pm|uhr)\b)?"
)
_LATER = {_TODAY: 0, _THIS_WEEK: 0, _NEXT_WEEK: 7}


def promised(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Find until when something is promised in a text.

    Args:
        text: what the team writes, in any of the four languages.
        now: when it is written, aware UTC.
        zone: of its days and times.

    Returns:
        Aware UTC; None where nothing is promised for a time that can be told, in the next `FURTHEST` days.
    """
    for sentence in _SENTENCES.split(text[:LONGEST].replace("’", "'")):
        if not sentence.rstrip().endswith("?"):
            found = _in_sentence(_CLAUSES.split(plain(sentence)), now, zone)
            if found is not None:
                return found
    return None


def _in_sentence(clauses: list[str], now: datetime, zone: ZoneInfo) -> datetime | None:
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else ""
        if not _is_promise(clause) or _STARTS_WITH_CONDITION.match(before):
            continue
        found = _until(clause, now, zone)
        for beside in (*clauses[place + 1 : place + 2], before):
            found = found or _until(beside, now, zone, alone=True)
        if found is not None:
            return found
    return None


def _is_promise(clause: str) -> bool:
    return bool(_PROMISES.search(clause)) and not any(each.search(clause) for each in (_DENIES, _HEDGES, _CONDITIONS))


def _until(clause: str, now: datetime, zone: ZoneInfo, *, alone: bool = False) -> datetime | None:
    """Read the time in a clause; `alone`: only where it begins with it."""
    for read in (_dates, _spans, _weeks, _weekdays, _days, _clocks):
        moments = [
            moment
            for start, end, moment in _read(read, clause, now, zone)
            if now < moment <= now + FURTHEST
            and not _BACK.search(clause[:start])
            and not _PAST.match(clause[end:])
            and (not alone or _STARTS_WITH_TIME.match(clause[:start]))
        ]
        if moments:
            return max(moments)
    return None


_Found = tuple[int, int, datetime]
_Reader = Callable[[str, datetime, ZoneInfo], Iterator[_Found]]


def _read(read: _Reader, clause: str, now: datetime, zone: ZoneInfo) -> list[_Found]:
    try:
        return list(read(clause, now, zone))
    except (ValueError, OverflowError):  # 31 February
        return []


def _named(pattern: re.Pattern[str], clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    clock = _CLOCK.search(clause)
    for each in pattern.finditer(clause):
        yield each.start(), each.end(), read_moment(f"{each[0]} {clock[0] if clock else END_OF_DAY}", now, zone)


def _dates(clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    return _named(_DATES, clause, now, zone)


def _weekdays(clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    return _named(_WEEKDAYS, clause, now, zone)


def _days(clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    return _named(_DAYS, clause, now, zone)


def _spans(clause: str, now: datetime, _zone: ZoneInfo) -> Iterator[_Found]:
    for each in _SPANS.finditer(clause):
        yield each.start(), each.end(), now + read_span(f"{each['many']} {each['unit']}")


def _weeks(clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    """Take a week for its Friday."""
    today = now.astimezone(zone).date()
    for pattern, days in _LATER.items():
        day = today if pattern is _TODAY else today + timedelta(days=FRIDAY - today.weekday() + days)
        for each in pattern.finditer(clause):
            yield each.start(), each.end(), first_instant(datetime.combine(day, time.fromisoformat(END_OF_DAY)), zone)


def _clocks(clause: str, now: datetime, zone: ZoneInfo) -> Iterator[_Found]:
    for each in _CLOCK.finditer(clause):
        yield each.start(), each.end(), read_moment(each[0], now, zone)
