"""The steps from a passage to its attributions, in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from marsad.gazetteer import load_gazetteer
from marsad.records import Attribution, Kind, SourceType, Stance, TextSpan
from marsad.statements.contents import set_contents
from marsad.statements.nouns import noun_phrase
from marsad.statements.phrases import headline_colon, phrase_statements
from marsad.statements.reading import WAW, Entity, Reading, Span
from marsad.statements.relays import noun_statement, relay_statements
from marsad.statements.speakers import Speakers
from marsad.statements.statement import Statement
from marsad.statements.verbs import verb_statement
from marsad.statements.vocabulary import Form, read_verb
from marsad.text import Passage

_PEOPLE = frozenset(("person", "title", "office", "settled", "expert"))


def find_attributions(passage: Passage, entities: Sequence[Entity] = ()) -> list[Attribution]:
    """Every statement of a passage that is ascribed to a source.

    passage (Passage): the text by words.
    entities (Sequence): (start, end, label, gazetteer record or None), offsets in code points; may be empty.
    RETURNS (list[Attribution]): in text order of the cues, ids a1, a2, …
    """
    if not len(passage):
        return []
    reading = Reading(passage, entities or _gazetteer(passage))
    statements = _statements(reading)
    set_contents(reading, statements)
    statements = [s for s in statements if s.contents]
    Speakers(reading).resolve(statements)
    _nest(statements)
    return _records(reading.passage, statements)


def _gazetteer(passage: Passage) -> list[Entity]:
    """Entities by the gazetteer alone, where the caller has none."""
    return [
        (passage.starts[i], passage.ends[j - 1], entry.label, entry.to_dict())
        for i, j, entry in load_gazetteer().match(passage.norms, passage.proclitic)
    ]


def _statements(reading: Reading) -> list[Statement]:
    found: list[Statement] = []
    for sentence in reading.passage.sentences:
        found.extend(_of_sentence(reading, sentence))
    found.sort(key=lambda s: s.cue)
    for before, statement in pairwise(found):
        if statement.sign == "within" and before.start is not None and before.start == statement.start:
            statement.relayed_by, before.shares = before, statement
    return found


def _of_sentence(reading: Reading, sentence: Span) -> list[Statement]:
    found: list[Statement] = []
    taken: set[int] = set()
    i = sentence[0]
    while i < sentence[1]:
        floor, limit = _frame(reading, i, sentence)
        made, end = phrase_statements(reading, i, floor, limit)
        if end > i:
            found.extend(made)
            taken.update(range(i, end))
            i = end
            continue
        if i not in taken:
            new = relay_statements(reading, i, floor, limit)
            if not new and read_verb(reading.norms[i]):
                last = found[-1] if found else None
                one = verb_statement(reading, i, floor, limit, last) or noun_statement(reading, i, floor, limit)
                new = [one] if one is not None else _inserted(reading, i, floor, limit)
            if not new and reading.colon(i):
                colon = headline_colon(reading, i, sentence) if not found else None
                new = [colon] if colon is not None else []
            for statement in new:
                if found and _repeats(statement, found[-1]):
                    continue
                statement.prefix = _quotation_before(reading, statement, floor)
                found.append(statement)
                taken.update(range(*statement.cue))
        i += 1
    return found


def _repeats(statement: Statement, before: Statement) -> bool:
    """Whether it is the mere القول of the verb before it (علّق بالقول: «…», "commented by saying")."""
    return statement.rule == "noun.own" and before.start == statement.start and not statement.agreement.number


def _frame(reading: Reading, i: int, sentence: Span) -> Span:
    """The words that a cue may reach: its sentence, or the quotation around it."""
    around = reading.quotes.around[i]
    if around is None:
        return sentence
    return max(sentence[0], around.open + 1), min(sentence[1], around.close)


def _quotation_before(reading: Reading, statement: Statement, floor: int) -> Span | None:
    """In «…»، قال، «…» the quotation that ends before the cue, where the one after it goes on."""
    i = statement.cue[0]
    if statement.start not in reading.quotes.opening or statement.sign not in ("quote", "colon") or i - 2 < floor:
        return None
    quote = reading.quotes.closing.get(i - 2) if reading.comma(i - 1) else None
    return quote.inside if quote is not None and quote.close - quote.open > 3 else None


def _inserted(reading: Reading, i: int, floor: int, limit: int) -> list[Statement]:
    """A verb after or inside what is said: «…»، يقول أحدهم، «…»."""
    forms = [
        f for f in read_verb(reading.norms[i]) if f.aspect in ("perfect", "imperfect") and "quote" in f.verb.government
    ]
    if not forms or i - 1 <= floor or reading.is_(i, "preposition"):
        return []
    k = i - 1
    while k > floor and (reading.comma(k) or reading.dash(k)):
        k -= 1
    quote = reading.quotes.closing.get(k)
    if quote is None:
        return _told(reading, i, forms[0], floor, limit)
    if (k == i - 1 and quote.close - quote.open < 4) or quote.close - quote.open < 3:
        return []
    form = forms[0]
    begin = i + 1
    while begin < limit and (reading.is_(begin, "adverb") or reading.is_(begin, "time")):
        begin += 1
    third = form.agreement.person == 3 and form.agreement.number != "p"
    end = noun_phrase(reading, begin, limit) if third else begin
    statement = Statement(
        cue=(i, i + 1), stance=form.verb.stance, rule="verb.inserted", source=(begin, end) if end > begin else None,
        clause=i, contents=[quote.inside], kind="direct", sign="inserted", agreement=form.agreement, implied=end == begin,
    )  # fmt: skip
    after = end
    while after < limit and (reading.comma(after) or reading.colon(after)):
        after += 1
    follows = reading.quotes.opening.get(after)
    if follows is not None and after > end:
        statement.contents.append(follows.inside)
    return [statement]


def _told(reading: Reading, i: int, form: Form, floor: int, limit: int) -> list[Statement]:
    """A verb with its subject after words without quotation marks (…، تقول الممرضة زهراء, "…, says the nurse Zahra")."""
    if form.aspect != "imperfect" or form.agreement.person != 3 or not reading.comma(i - 1) or i + 1 >= limit:
        return []
    if reading.is_(i, "described"):
        return []
    end = noun_phrase(reading, i + 1, limit)
    head = reading.head(i + 1)
    speaks = reading.name(i + 1) or (head is not None and head[0].kind in _PEOPLE)
    closed = end >= limit or reading.stop(end) or reading.is_(end, "relative") or reading.norms[end] == WAW
    if end == i + 1 or not speaks or not closed:
        return []
    told = Statement(
        cue=(i, i + 1), stance=form.verb.stance, rule="verb.told", source=(i + 1, end), clause=i, contents=[(floor, i)],
        sign="before", agreement=form.agreement, implied=False,
    )  # fmt: skip
    return [told]


def _nest(statements: list[Statement]) -> None:
    """The parent of a statement: the one that relays it, or the innermost in whose content its cue stands."""
    kept = set(map(id, statements))
    for statement in statements:
        if statement.relayed_by is not None and id(statement.relayed_by) in kept:
            statement.parent = statement.relayed_by
    open_: list[tuple[int, int, Statement]] = sorted(
        ((i, j, s) for s in statements for i, j in s.contents), key=lambda item: (item[0], -item[1])
    )
    stack: list[tuple[int, int, Statement]] = []
    at = 0
    for statement in statements:
        if statement.parent is not None:
            continue
        cue = statement.cue[0]
        while at < len(open_) and open_[at][0] <= cue:
            stack.append(open_[at])
            at += 1
        stack = [item for item in stack if item[1] > cue]
        around = [item for item in stack if item[2] is not statement]
        if around:
            statement.parent = min(around, key=lambda item: item[1] - item[0])[2]


def _records(passage: Passage, statements: list[Statement]) -> list[Attribution]:
    ids = {id(statement): f"a{number}" for number, statement in enumerate(statements, start=1)}

    def span(words: Span) -> TextSpan:
        return TextSpan(*passage.slice(*words))

    return [
        Attribution(
            id=ids[id(s)],
            cue=span(s.cue),
            source=span(s.source) if s.source is not None else None,
            source_name=s.name,
            source_type=cast(SourceType, s.type or "other"),
            contents=[span(content) for content in s.contents],
            kind=cast(Kind, s.kind),
            stance=cast(Stance, s.stance),
            parent=ids[id(s.parent)] if s.parent is not None else None,
            rule=s.rule,
        )
        for s in statements
    ]
