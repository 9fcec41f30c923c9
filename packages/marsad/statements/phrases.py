"""Statements by other cues than a verb with its subject: according-to, nouns, passives, relays, locutions, the colon."""

from __future__ import annotations

from marsad.statements.complements import find_complement
from marsad.statements.conjugation import Agreement
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import BA, FA, LAM, WAW, Reading, Span
from marsad.statements.statement import Statement
from marsad.statements.subjects import find_before
from marsad.statements.vocabulary import Form, Phrase, Verb, phrases, read_verb
from marsad.text import norm

_AN, _FI, _BIHI = norm("عن"), norm("في"), frozenset((norm("به"), norm("بها")))
_KAMA = norm("كما")
_HARMED = frozenset(norm(w) for w in ("جرحى", "الجرحى", "ضحايا", "الضحايا", "مصابون", "المصابون", "مصابين", "المصابين"))
_SPEAKING_DOCUMENTS = frozenset(norm(w) for w in ("بيان", "تقرير", "دراسة", "وثيقة", "رسالة", "استطلاع"))
_ISSUED_BY = frozenset(norm(w) for w in ("من", "صادر", "صادرة", "عن"))
_OWN = {norm("ها"): Agreement(3, "f", "s"), norm("هم"): Agreement(3, "m", "p"), norm("ه"): Agreement(3, "m", "s")}
_LABEL = 2  # words after the colon of a form or a timetable, at most
_RESUMED = 20
_CIRCUMSTANCES = frozenset(
    norm(w) for w in ("وسط", "مع", "تردد", "ورود", "وردت", "هناك", "ثمة", "بعد", "إثر", "رغم", "بسبب", "و")
)


def matches(reading: Reading, i: int) -> list[tuple[Phrase, int]]:
    """The cue phrases that begin at word ``i`` with their ends, the longest first."""
    rows = phrases().get(reading.norms[i], ())
    return [(phrase, i + len(key)) for key, phrase in rows if tuple(reading.norms[i : i + len(key)]) == key]


def match_phrase(reading: Reading, i: int) -> tuple[Phrase, int] | None:
    """The longest cue phrase that begins at word ``i``, and its end."""
    return next(iter(matches(reading, i)), None)


def phrase_statements(reading: Reading, i: int, floor: int, limit: int) -> tuple[list[Statement], int]:
    """Statements of the phrase that begins at word ``i``.

    RETURNS: the statements, and the word to go on from (``i`` itself where no phrase begins here).
    """
    aside = reading.aside(i)
    if aside - i > 2:
        return [], aside
    for phrase, end in matches(reading, i):
        statements, stop = _of_phrase(reading, phrase, i, end, floor, limit)
        if stop > i:
            return statements, stop
    return [], i


def _of_phrase(
    reading: Reading, phrase: Phrase, i: int, end: int, floor: int, limit: int
) -> tuple[list[Statement], int]:
    if phrase.kind == "formula":
        return [], end
    if phrase.kind == "aside":
        return [], i
    made = {
        "according": _according,
        "according_verb": _according_verb,
        "according_own": _according_own,
        "noun": _noun,
        "impersonal": _impersonal,
        "locution": _locution,
        "locution_own": _locution_own,
    }[phrase.kind](reading, phrase, (i, end), floor, limit)
    if made is None:
        return [], i
    return [made], made.cue[1]


def _place(reading: Reading, statement: Statement, end: int, floor: int, limit: int) -> Statement | None:
    """Where the content of an according-to phrase is: after it at the head of a clause, before it elsewhere."""
    i = statement.cue[0]
    while floor < i and reading.mark(floor) and not reading.quotation_mark(floor):
        floor += 1
    resumed = _resumed(reading, end, limit)
    if resumed is not None:
        statement.start, statement.sign, statement.through = resumed, "leading", True
        return statement
    head = i
    while head > floor and (reading.norms[head - 1] in (WAW, FA) or reading.is_(head - 1, "adverb")):
        head -= 1
    if (
        head <= floor
        or (reading.comma(head - 1) and head < i)
        or reading.is_(head - 1, "complementizer")
        or (reading.quotation_mark(head - 1) and head - 1 in reading.quotes.opening)
    ):
        return _leading(reading, statement, end, limit)
    begin = end + 1 if end < limit and reading.comma(end) else end
    begin = begin + 1 if begin < limit and reading.norms[begin] == BA else begin
    if begin + 1 < limit and reading.is_(begin, "complementizer"):
        statement.start, statement.sign = begin + 1, "within"
        return statement
    after = reading.norms[end] if end < limit else ""
    if (
        not reading.comma(i - 1)
        and after
        and not reading.mark(end)
        and after not in (WAW, FA)
        and not reading.is_(end, "preposition")
    ):
        clause = next((k + 1 for k in range(i - 1, max(floor, i - 8), -1) if reading.is_(k, "relative")), i)
        if clause < i:
            stop = next((k for k in range(end, limit) if reading.comma(k) or reading.norms[k] == norm("بعد")), limit)
            statement.contents, statement.sign = [(clause, i), (end, stop)], "inserted"
            return statement
    statement.contents = [(floor, i)]
    statement.sign = "before"
    if statement.rule != "according.verb" and _runs_on(reading, i, end, limit):
        statement.contents.append((end, limit))
        statement.sign = "around"
        return statement
    if _goes_on(reading, i, end, limit):
        statement.contents.append((end + 1, limit))
        statement.sign = "around"
    return statement


def _runs_on(reading: Reading, i: int, end: int, limit: int) -> bool:
    """Whether the clause goes on after a phrase without commas (قتل بحسب الشرطة في غارة, "was killed, police say, in a raid")."""
    if end + 1 >= limit or reading.comma(i - 1) or reading.passage.proclitic[end]:
        return False
    return reading.is_(end, "preposition") and not _said_at(reading, end)


def _said_at(reading: Reading, i: int) -> bool:
    """Whether a prepositional phrase after a source tells of the saying itself (في بيان, لرويترز)."""
    k = i + 1
    return (
        reading.is_(k, "speech") or reading.is_(k, "addressee") or reading.is_(k, "time") or reading.quotation_mark(k)
    )


def _goes_on(reading: Reading, i: int, end: int, limit: int) -> bool:
    """Whether the clause goes on after a phrase between commas (قتل، بحسب الشرطة، ثلاثة, "were killed, police say, three")."""
    if end + 2 >= limit or not (reading.comma(i - 1) and reading.comma(end)):
        return False
    k = end + 1
    if reading.norms[k] in (WAW, FA) or reading.is_(k, "relative") or reading.is_(k, "adverb"):
        return False
    if reading.is_(k, "conjunction") and not reading.is_(k, "preposition"):
        return False
    return not (reading.mark(k) or reading.is_(k, "complementizer") or read_verb(reading.norms[k]))


def _resumed(reading: Reading, i: int, limit: int) -> int | None:
    """The word after فإن where it takes up the clause that an according-to phrase opened (وحسب الوزير الذي زار …، فإن …)."""
    for k in range(i, min(i + _RESUMED, limit - 2)):
        if reading.stop(k) or (read_verb(reading.norms[k]) and reading.norms[k - 1] == WAW):
            return None
        if reading.norms[k] == FA and reading.is_(k + 1, "complementizer"):
            return k + 2
    return None


def _leading(reading: Reading, statement: Statement, end: int, limit: int) -> Statement | None:
    j = end
    for _ in range(10):
        if j < limit and reading.is_(j, "relative"):
            comma = next((k for k in range(j, min(j + _RESUMED, limit)) if reading.comma(k)), None)
            j = comma if comma is not None else min(j + 2, limit)
            while j + 1 < limit and reading.is_(j, "preposition"):
                j = max(noun_phrase(reading, j + 1, limit), j + 2)
        if (
            (j < limit and (reading.comma(j) or reading.norms[j] == FA or reading.is_(j, "complementizer")))
            or (j < limit and (reading.is_(j, "time") or reading.is_(j, "adverb")))
            or (j < limit and reading.colon(j))
        ):
            j += 1
        elif j < limit and reading.norms[j] == "(":
            close = next((k for k in range(j, min(j + 12, limit)) if reading.norms[k] == ")"), None)
            if close is None:
                break
            j = close + 1
        elif j < limit and reading.norms[j] in (_FI,) and j + 1 < limit and reading.is_(j + 1, "speech"):
            j = max(noun_phrase(reading, j + 1, limit), j + 2)
        else:
            break
    if j >= limit:
        return None
    statement.start = j
    statement.sign = "leading"
    statement.through = True
    return statement


def _source(reading: Reading, j: int, limit: int) -> Span | None:
    """The noun phrase after an according-to phrase, None where what follows is a law, a plan or nothing that speaks."""
    while j < limit and (reading.is_(j, "adverb") or reading.is_(j, "time")):
        j += 1
    if j >= limit:
        return None
    end = noun_phrase(reading, j, limit, objects=True)
    if end == j:
        return None
    found = reading.head(j)
    if found is not None and found[0].kind == "law" and not reading.name(j):
        return None
    if found is None and not any(reading.name(k) or reading.quotation_mark(k) for k in range(j, end)):
        inner = [reading.head(k) for k in range(j, end)]
        known = any(h is not None and h[0].kind not in ("law", "modifier") for h in inner)
        unknown_name = (
            not reading.definite(j)
            and end - j <= 4
            and not reading.begins_content(j)
            and not reading.passage.spelling(j).endswith(("ه", "ها"))
            and not any(reading.definite(k) for k in range(j, end))
        )
        if not known and not unknown_name:
            return None
    return j, end


def _according(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    measured = _measured(reading, span[1], limit)
    source = _source(reading, measured or span[1], limit)
    if source is None:
        return None
    if measured is not None:
        span = (span[0], measured)
    statement = Statement(
        cue=span, stance=_claimed(reading, span[1] - 1, phrase.stance), rule=f"according.{phrase.text}", source=source,
        clause=span[0], implied=False, type=phrase.type,
    )  # fmt: skip
    return _place(reading, statement, source[1], floor, limit)


def _measured(reading: Reading, i: int, limit: int) -> int | None:
    """The end of the words after an according-to phrase that stand for a source's figures or words and belong to the cue.

    أرقام الوزارة, "the figures of the ministry"; حصيلة أعدتها الوكالة, "a toll compiled by the agency". None without a source.
    """
    if i + 1 >= limit or not reading.is_(i, "measure"):
        return None
    if reading.is_(i + 1, "publishing"):
        return i + 2 if i + 2 < limit else None
    return i + 1 if _possessor(reading, i + 1) else None


def _claimed(reading: Reading, i: int, stance: str) -> str:
    """The stance of an according-to phrase whose last word is a claim (حسب ادعاء, بحسب مزاعم)."""
    forms = read_verb(reading.norms[i])
    return "claim" if any(f.aspect == "bare_noun" and f.verb.stance == "claim" for f in forms) else stance


def _possessor(reading: Reading, i: int) -> bool:
    """Whether a noun is the second part of an idafa (أرقام المكتب, "the bureau's figures") and no adjective (أرقام أولية)."""
    found = reading.head(i)
    return (
        reading.definite(i)
        or reading.name(i)
        or reading.quotation_mark(i)
        or (found is not None and found[0].kind != "modifier")
    )


def _according_verb(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    j = span[1]
    if j >= limit:
        return None
    if reading.auxiliary(j):
        j += 1
    located = match_phrase(reading, j) if j < limit else None
    if located is not None and located[0].kind == "locution":
        source = _source(reading, located[1], limit)
        if source is None:
            return None
        statement = Statement(
            cue=(span[0], located[1]),
            stance="say",
            rule="according.locution",
            source=source,
            clause=span[0],
            implied=False,
        )
        return _place(reading, statement, source[1], floor, limit)
    finite = [f for f in read_verb(reading.norms[j]) if f.aspect in ("perfect", "imperfect")] if j < limit else []
    if not finite or finite[0].agreement.person == 2:
        return None
    form = finite[0]
    if form.verb.lemma == "علم" and not _learns(reading, j + 1, limit):
        return None
    if form.object and "describe" in form.verb.government:
        return None
    if reading.norms[span[0]] == _KAMA and not form.verb.government & {"أن", "quote"}:
        return None
    if reading.norms[span[0]] == _KAMA and span[1] == span[0] + 1:
        if find_complement(reading, j, form, limit) is not None:
            return None
        if span[0] > floor and not reading.comma(span[0] - 1) and not reading.quotation_mark(span[0] - 1):
            return None
    end = j + 1
    if end < limit and reading.norms[end] in _BIHI:
        end += 1
    elif end + 1 < limit and reading.norms[end] == BA and reading.norms[end + 1] in (norm("ه"), norm("ها")):
        end += 2
    source = None
    if form.agreement.person == 3 and form.agreement.number != "p":
        begin = end
        while begin < limit and (reading.is_(begin, "adverb") or reading.is_(begin, "time")):
            begin += 1
        stop = noun_phrase(reading, begin, limit)
        source = (begin, stop) if stop > begin else None
    statement = Statement(
        cue=(span[0], end), stance=form.verb.stance, rule="according.verb", source=source, clause=span[0],
        agreement=form.agreement, implied=source is None,
    )  # fmt: skip
    return _place(reading, statement, source[1] if source else end, floor, limit)


def _learns(reading: Reading, i: int, limit: int) -> bool:
    """كما علمت «المستقبل», "as al-Mustaqbal has learned": whether an outlet follows."""
    if i >= limit:
        return False
    head = reading.head(i)
    return i in reading.quotes.opening or (head is not None and head[0].kind == "media")


def _according_own(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    last = reading.norms[span[1] - 1]
    agreement = next((a for ending, a in _OWN.items() if last.endswith(ending)), Agreement())
    if last in (norm("قالت"), norm("تقول")):
        agreement = Agreement(3, "f", "s")
    if span[0] == floor:
        return None
    if reading.norms[span[0]] == _KAMA and span[1] < limit and not reading.comma(span[1]) and not reading.stop(span[1]):
        return None
    return Statement(
        cue=span, stance=phrase.stance, rule="according.own", clause=span[0], contents=[(floor, span[0])], sign="before",
        agreement=agreement,
    )  # fmt: skip


def _noun(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    i, end = span
    if end < limit and reading.is_(end, "complementizer"):
        end += 1
    if end >= limit:
        return None
    quoted = end in reading.quotes.opening
    further = norm("أخرى") in reading.norms[i:end]
    bare = reading.norms[i] in (norm("معلومات"), norm("معطيات"), norm("أحاديث"), norm("دعوات"), norm("مطالبات"))
    if bare and phrase.text.count(" ") == 1 and not quoted and not (
        reading.begins_content(end) and (i == floor or reading.norms[i - 1] in _CIRCUMSTANCES or reading.mark(i - 1))
    ):  # fmt: skip
        return None
    return Statement(
        cue=span, stance=phrase.stance, rule="noun", clause=i, start=end, sign="noun", nested=True, implied=further,
        type="" if further else phrase.type,
    )  # fmt: skip


def _impersonal(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    j = span[1]
    if j + 1 >= limit or (span[0] > floor and reading.is_(span[0] - 1, "negation")):
        return None
    if reading.norms[j] in (BA, _FI) and reading.is_(j + 1, "complementizer"):
        j += 1
    if not reading.is_(j, "complementizer") or j + 1 >= limit:
        return None
    for form in read_verb(reading.norms[span[0]]):
        if find_before(reading, span[0], form, floor) is not None:
            return None
    return Statement(
        cue=span, stance=phrase.stance, rule="impersonal", clause=span[0], start=j + 1, sign="clause", type=phrase.type,
        nested=True, implied=False,
    )  # fmt: skip


def _locution(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    """جاء في البيان أن …, "it says in the statement that …": the document is in the cue."""
    source = _source(reading, span[1], limit)
    if source is None:
        return None
    form = Form(_say(), "perfect", Agreement())
    complement = find_complement(reading, source[1] - 1, form, limit, has_subject=True)
    if complement is None or complement.sign == "object":
        return None
    return Statement(
        cue=(span[0], source[1]), stance=phrase.stance, rule="locution", source=source, clause=span[0], start=complement.start,
        sign=complement.sign, type=phrase.type, implied=False,
    )  # fmt: skip


def _locution_own(reading: Reading, phrase: Phrase, span: Span, floor: int, limit: int) -> Statement | None:
    """… بيان جاء فيه أن …, "a statement in which it says that …": the document goes before."""
    complement = find_complement(reading, span[1] - 1, Form(_say(), "perfect", Agreement()), limit, has_subject=True)
    if complement is None or complement.sign == "object":
        return None
    feminine = reading.norms[span[1] - 1].endswith("ا")
    return Statement(
        cue=span, stance=phrase.stance, rule="locution.own", clause=span[0], start=complement.start, sign=complement.sign,
        type=phrase.type, agreement=Agreement(3, "f" if feminine else "m", "s"), nested=True,
    )  # fmt: skip


def _say() -> Verb:
    return read_verb(norm("قال"))[0].verb


def _signature(reading: Reading, i: int, end: int) -> bool:
    """Whether nothing but a person's name follows the colon (رئيس المجلس: عبد الناصر عودة)."""
    return i + 1 < end <= i + 6 and all(reading.person(k) or reading.mark(k) for k in range(i + 1, end))


def headline_colon(reading: Reading, i: int, sentence: Span) -> Statement | None:
    """«المرصد: مقتل …»: a source, a colon, what it says. ``i``: the colon."""
    start = sentence[0]
    while start < i and (
        (reading.mark(start) and not reading.quotation_mark(start)) or reading.norms[start] == norm("عاجل")
    ):
        start += 1
    if i - start > 16 or i == start or i + 1 >= reading.size:
        return None
    end = noun_phrase(reading, start, i)
    if (
        end != i
        and not (end == i - 1 and reading.quotation_mark(end))
        and not (reading.dash(end) and i - end <= 6 and end > start)
        and not (reading.norms[end] == LAM and end > start and i - end <= 5)
    ):
        return None
    named = reading.named[start]
    if named is not None and named.label == "GPE" and any(reading.dash(k) for k in range(start, i)):
        return None  # a dateline: غزة - وفا:
    said = sum(not reading.mark(k) for k in range(i + 1, sentence[1]))
    if said <= _LABEL and not reading.quotation_mark(i + 1):
        return None  # a form's or a timetable's label: قسم الشكاوى: الطابق الأول
    following = reading.head(i + 1)
    if following is not None and following[0].type == "document" and not reading.begins_content(i + 1):
        return None
    found = reading.head(start)
    organisation = named is not None and named.label in ("ORG", "PERSON")
    if found is not None and found[0].kind in ("law", "addressee", "modifier") and not organisation:
        return None
    quoted = reading.quotation_mark(start)
    if found is None and not organisation and not quoted and not reading.person(start):
        return None
    if reading.norms[start] in _HARMED or _signature(reading, i, sentence[1]):
        return None
    if found is not None and found[0].kind == "title" and not reading.name(start + 1):
        return None
    if (
        found is not None
        and found[0].type == "document"
        and (
            reading.norms[start] not in _SPEAKING_DOCUMENTS
            or any(reading.norms[k] in _ISSUED_BY for k in range(start, i))
        )
    ):
        return None
    return Statement(
        cue=(i, i + 1),
        stance="say",
        rule="colon",
        source=(start, end if end < i and reading.norms[end] == LAM else i),
        clause=start,
        start=i + 1,
        sign="colon",
        implied=False,
    )
