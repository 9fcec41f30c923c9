"""Where contents begin and end: to the end of the sentence or a change of source; quotations as far as they run."""

from __future__ import annotations

from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import FA, WAW, Reading, Span
from marsad.statements.statement import Statement
from marsad.statements.vocabulary import words
from marsad.text import norm

_MA = norm("ما")
_HIN, _MIN, _DUN = norm("حين"), norm("من"), norm("دون")
_LEADING = frozenset(norm(w) for w in ("في", "ب", "ل"))
_IN_ADDITION = (norm("إضافة"), norm("إلى"))
_TWO_WORDS = words("separating_first")
_SEPARATING = words("separating")
_CONTRAST = frozenset(norm(w) for w in ("فيما", "بينما"))


def separator(reading: Reading, statement: Statement, floor: int) -> int | None:
    """The word at which the clause of a statement parts from the one before it, None where it is part of that one."""
    if statement.sign == "inserted" and statement.contents and statement.source is not None:
        k = statement.contents[0][0] - 1
        return k if k > floor and reading.is_(k, "relative") else None
    if statement.rule == "noun":
        k = statement.cue[0]
        added = k - 2 > floor and (reading.norms[k - 2], reading.norms[k - 1]) == _IN_ADDITION
        return k - 2 if added else None
    if statement.nested and not statement.participle:
        return None
    i = statement.clause
    if i <= floor:
        return None
    k = i
    for _ in range(6):
        if k > floor and (reading.is_(k - 1, "adverb") or reading.is_(k - 1, "time") or reading.auxiliary(k - 1)):
            k -= 1
    parted = statement.participle or statement.sign == "before"
    if k > floor and reading.is_(k - 1, "pronoun"):
        k -= 1
    while k > floor:
        before = reading.norms[k - 1]
        if (before in (WAW, FA) and reading.passage.proclitic[k - 1]) or before in _SEPARATING or reading.comma(k - 1):
            parted = True
            k -= 1
            if (
                k > floor
                and before in (_HIN, norm("أن"), norm("الوقت"), norm("وقت"))
                and reading.norms[k - 1] in _TWO_WORDS
            ):
                k -= 1
        elif reading.norms[k - 1] == _MA and k - 2 >= floor and reading.is_(k - 2, "adverb"):
            k -= 2
        elif (
            reading.norms[k - 1] == norm("أن")
            and k - 2 >= floor
            and (reading.norms[k - 2] in _TWO_WORDS or reading.norms[k - 2] == FA)
        ):
            parted = True
            k -= 2
        else:
            break
    return k if parted else None


def set_contents(reading: Reading, statements: list[Statement]) -> None:
    """Fill in the contents of all statements; they are in text order."""
    cuts: dict[int, list[tuple[int, Statement]]] = {}
    for statement in statements:
        sentence = reading.sentence_of[statement.cue[0]]
        cut = separator(reading, statement, reading.passage.sentences[sentence][0])
        if cut is not None:
            cuts.setdefault(sentence, []).append((cut, statement))
    for statement in statements:
        if statement.start is not None:
            own = cuts.get(reading.sentence_of[statement.cue[0]], [])
            later = [
                cut
                for cut, other in own
                if other is not statement and other.cue[0] > statement.start and _cuts(statement, other)
            ]
            _forward(reading, statement, later)
        elif statement.sign == "around":
            own = cuts.get(reading.sentence_of[statement.cue[0]], [])
            _around(reading, statement, [cut for cut, other in own if other is not statement])
        elif statement.contents and statement.shares is None and statement.sign != "inserted":
            _backward(reading, statement)
    for number, statement in enumerate(statements):
        if (
            statement.rule == "verb.reference"
            and number
            and statements[number - 1].cue[0] >= reading.sentence(statement.cue[0])[0]
        ):
            statement.shares = statements[number - 1]
    for statement in statements:
        if statement.prefix is not None:
            statement.contents.insert(0, statement.prefix)
        if statement.shares is not None:
            statement.contents, statement.kind = list(statement.shares.contents), statement.shares.kind
        statement.contents = [
            span for span in (trim(reading, *span) for span in statement.contents) if span is not None
        ]


def _cuts(statement: Statement, other: Statement) -> bool:
    if statement.through:
        return other.sign == "before" and not other.nested
    return True


def _forward(reading: Reading, statement: Statement, cuts: list[int]) -> None:
    start = statement.start
    assert start is not None
    around = reading.quotes.around[statement.cue[0]]
    sentence_end = reading.sentence(min(start, reading.size - 1))[1] if not reading.colon(statement.cue[0]) else (
        reading.sentence(statement.cue[0])[1] if start < reading.sentence(statement.cue[0])[1] else reading.sentence(start)[1]
    )  # fmt: skip
    limit = around.close if around is not None and start < around.close else sentence_end
    quote = reading.quotes.opening.get(start)
    if quote is not None and (statement.sign == "naming" or _alone(reading, quote.close, limit, cuts, statement)):
        statement.kind = "direct"
        statement.contents = [(_past_complementizer(reading, start + 1, quote.close), quote.close)]
        return
    end = _end(reading, start, limit, cuts, statement)
    if statement.sign == "named object":
        end = min(end, max(noun_phrase(reading, start, end, _LEADING), start + 1))
    statement.contents = [(start, end)]
    statement.kind = "mixed" if quotes_speech(reading, start, end) else "indirect"


def _past_complementizer(reading: Reading, i: int, limit: int) -> int:
    return i + 1 if i + 1 < limit and reading.is_(i, "complementizer") else i


def _alone(reading: Reading, close: int, limit: int, cuts: list[int], statement: Statement) -> bool:
    """Whether the quotation is all that is said: the clause ends with it."""
    after = close + 1
    brief = statement.sign == "clause" and close - (statement.start or 0) <= 3
    if brief and after < limit and not reading.stop(after) and not reading.comma(after):
        return False
    if after >= limit or reading.stop(after) or reading.comma(after) or after in cuts or reading.mark(after):
        return True
    if reading.norms[after] in (WAW, FA) and statement.sign in ("colon", "quote"):
        return True
    if statement.sign in ("colon", "quote"):
        return True
    return reading.norms[after] in _SEPARATING or (reading.norms[after] in (WAW, FA) and after + 1 in cuts)


def _end(reading: Reading, start: int, limit: int, cuts: list[int], statement: Statement) -> int:
    j = start
    cut = set(cuts)
    while j < limit:
        if (j in cut and j > start) or (j > start + 1 and _comment(reading, j)):
            return j
        if statement.rule == "colon" and j > start and j in reading.lines:
            return j
        quote = reading.quotes.opening.get(j)
        if quote is not None and quote.closed:
            if quote.close >= limit:
                limit = max(limit, min(reading.sentence(quote.close)[1], quote.close + 1))
            j = quote.close + 1
            continue
        if j in reading.quotes.closing and reading.quotes.closing[j].open < start:
            return j
        if statement.rule == "noun" and reading.comma(j):
            return j
        if j > start and ((statement.sign == "object" and _contrast(reading, j)) or reading.norms[j] in (";", "؛")):
            return j
        j += 1
    return limit


def _comment(reading: Reading, j: int) -> bool:
    """Where the reporter remarks on the statement: ولم يحدد …, "and did not specify"; دون أن يسمي …, "without naming"."""
    if j + 2 >= reading.size or not (reading.norms[j] == WAW or reading.comma(j - 1)):
        return False
    k = j + 1 if reading.norms[j] == WAW else j
    if reading.is_(k, "negation") and reading.is_(k + 1, "remark"):
        return True
    k += reading.norms[k] == _MIN
    if k + 2 >= reading.size or reading.norms[k] != _DUN:
        return False
    return reading.is_(k + 1, "remark") or (reading.norms[k + 1] == norm("أن") and reading.is_(k + 2, "remark"))


def _contrast(reading: Reading, j: int) -> bool:
    """فيما, في حين, after a comma and a noun: the reporter goes on in his own words (a clause would run on)."""
    if not reading.comma(j - 1):
        return False
    return reading.norms[j] in _CONTRAST or (
        reading.norms[j] == norm("في") and j + 1 < reading.size and reading.norms[j + 1] == _HIN
    )


def _backward(reading: Reading, statement: Statement) -> None:
    """The content goes before the cue: the quotation that ends there, or the clause from the sentence's beginning."""
    floor, i = statement.contents[0]
    k = i
    comma = False
    while k > floor and (reading.comma(k - 1) or reading.norms[k - 1] in (WAW, FA) or reading.dash(k - 1)):
        comma = comma or reading.comma(k - 1)
        k -= 1
    quote = reading.quotes.closing.get(k - 1)
    if quote is not None and quote.open >= floor and (not comma or quote.open <= floor + 1):
        name = is_name(reading, quote.open, quote.close) and quote.open > floor + 1
        if (quote.close - quote.open > 2 and not name) or quote.open <= floor + 1:
            statement.kind = "direct"
            statement.contents = [quote.inside]
            return
    begin = opening(reading, _last_clause(reading, floor, k), k)
    statement.contents = [(begin, k)]
    statement.kind = "mixed" if quotes_speech(reading, begin, k) else "indirect"


def _around(reading: Reading, statement: Statement, cuts: list[int]) -> None:
    """A phrase between commas inside what is said: the content goes on after it to the end of the clause."""
    before, (start, limit) = statement.contents
    end = _end(reading, start, limit, [cut for cut in cuts if cut > start], statement)
    statement.contents = [before]
    _backward(reading, statement)
    statement.contents.append((start, end))
    if statement.kind == "direct" or quotes_speech(reading, start, end):
        statement.kind = "mixed"


_BREAKS = frozenset(norm(w) for w in ("بينما", "فيما", "بعدما"))


def _last_clause(reading: Reading, floor: int, limit: int) -> int:
    """Where the last clause before an according-to phrase begins, if a conjunction of another scene parts it off."""
    for k in range(limit - 3, floor, -1):
        if reading.norms[k] in _BREAKS:
            return k + 1
    return floor


_LINKS = words("link")


def opening(reading: Reading, floor: int, limit: int) -> int:
    """The first word of a clause past its particles and a linking phrase (من جهة أخرى، …, "on the other hand")."""
    j = floor
    while j < limit and (
        reading.norms[j] in (WAW, FA) or (reading.mark(j) and not reading.quotation_mark(j) and reading.norms[j] != "(")
    ):
        j += 1
    comma = next((k for k in range(j, min(j + 6, limit)) if reading.comma(k)), None)
    if comma is not None and any(reading.norms[k] in _LINKS for k in range(j, comma)) and comma + 1 < limit:
        j = comma + 1
    return j


def quotes_speech(reading: Reading, i: int, j: int) -> bool:
    """Whether words of the content stand in quotation marks, other than a name («قسد»)."""
    for k in range(i, j):
        quote = reading.quotes.opening.get(k)
        if quote is not None and not is_name(reading, quote.open, quote.close):
            return True
    return False


def is_name(reading: Reading, opens: int, close: int) -> bool:
    """Whether a quotation is a name: short, and after a noun that takes one, an entity, Latin, or one definite word."""
    inside = range(opens + 1, close)
    if len(inside) > 5 or not inside:
        return not inside
    before = opens - 1
    while before >= 0 and reading.passage.proclitic[before]:
        before -= 1
    after_head = before >= 0 and (reading.is_(before, "name_head") or reading.is_(before, "time"))
    article_head = before >= 0 and reading.definite(before) and reading.norms[before][2:] in words("name_head")
    named = reading.named[opens + 1]
    if (
        after_head
        or article_head
        or named is not None
        or all(reading.name(k) or reading.norms[k].isdigit() for k in inside)
    ):
        return True
    if len(inside) == 1:
        return reading.definite(opens + 1) and not reading.nationality(opens + 1)
    return not any(reading.norms[k] >= "ء" for k in inside)


def trim(reading: Reading, i: int, j: int) -> Span | None:
    """Without the punctuation around it; a quotation mark stays where its pair is inside."""
    while i < j:
        if reading.quotation_mark(i):
            quote = reading.quotes.opening.get(i)
            if quote is not None and quote.close < j:
                break
            i += 1
        elif (reading.mark(i) and reading.norms[i] not in ("(", "[", "#", "%")) or (
            reading.norms[i] in (WAW, FA) and reading.passage.proclitic[i]
        ):
            i += 1
        else:
            break
    while j > i:
        if reading.quotation_mark(j - 1):
            quote = reading.quotes.closing.get(j - 1)
            if quote is not None and quote.open >= i:
                break
            j -= 1
        elif reading.norms[j - 1] in (")", "]", "%") or not reading.mark(j - 1):
            break
        else:
            j -= 1
    return (i, j) if i < j else None
