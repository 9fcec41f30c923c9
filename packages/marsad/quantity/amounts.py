"""Amounts in running text: numbers with their bounds, vague magnitudes, numbers hidden in nouns.

Two views of one reading. ``find_amounts`` gives records with offsets, for any text. ``amounts`` gives word indices, for
the grammars built on top (casualties): every number of the passage, those that are no amount too, with the reason.

Order of the reading: runs of number words and figures → numbers → ranges → bounds before and after → contexts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.quantity.bounds import Bound, bound_after, bounds_before, combine, limits
from marsad.quantity.contexts import Contexts, Numeral
from marsad.quantity.implicit import counting_nouns, some
from marsad.quantity.items import AND, OR, TO, Item, has_article, read_items
from marsad.quantity.matches import AmountKind, AmountMatch, Words
from marsad.quantity.nouns import noun_readings
from marsad.quantity.numerals import number_of
from marsad.quantity.vocabulary import Exact, vocabulary
from marsad.records import Amount, Qualifier, TextSpan
from marsad.text import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPREADING = ("date", "year", "article", "designation")
_DAYS = 31
_FEW = 9
_LIST = frozenset({AND, OR, "،", ",", "/", "-", *TO})
_ORDINAL_KINDS = ("tens", "hundred", "hundreds", "scale", "scale_dual")


def find_amounts(source: str | Doc | Passage, nouns: bool = True) -> list[Amount]:
    """The amounts of a text, in text order.

    source: a text, a spaCy Doc (any tokenizer) or a Passage.
    nouns: whether to give the number hidden in person nouns too (قتيلان, two dead; جرحى, wounded).
    RETURNS: amounts whose span is the number words with their bound words (``ما لا يقل عن 19``); what they count is not
        part of it. Dates, times, ages, money, percentages, labels and the like are left out.
    """
    passage = Passage.of(source)
    return [
        _record(passage, match) for match in amounts(passage) if not match.reject and (nouns or match.kind != "noun")
    ]


def find_ordinals(source: str | Doc | Passage) -> list[Amount]:
    """The ordinals of a text, in text order: الفرقة الرابعة (fourth division), القرن العشرين (twentieth century).

    source: a text, a spaCy Doc (any tokenizer) or a Passage.
    RETURNS: amounts whose value is the rank. Hours (الساعة الرابعة) and months (كانون الثاني) are left out.
    """
    passage = Passage.of(source)
    return [_record(passage, match) for match in amounts(passage) if match.reject == "ordinal"]


def amounts(passage: Passage) -> list[AmountMatch]:
    """Every number, vague magnitude and counting noun of a passage, in text order, those that are no amount too.

    passage: any passage.
    RETURNS: matches that do not overlap; look at ``reject`` first. Time is linear in the length of the passage.
    """
    contexts = Contexts(passage)
    items = read_items(
        passage,
        is_score=lambda first, second: contexts.score(_numeral(first), _numeral(second)),
        is_label=lambda item: bool(contexts.reason(_numeral(item))),
    )
    cardinals = [item.start for item in items if item.reject != "ordinal"]
    starts = {*cardinals, *(start - 1 for start in cardinals if has_article(passage, start))}
    found: list[AmountMatch] = []
    for item in items:
        found.append(_bounded(passage, item, starts, contexts, found[-1].end if found else 0))
    found = _after_duals(passage, _two_sided(passage, _spread(passage, found)))
    found += some(passage, _taken(found))
    taken = _taken(found)
    for noun in list(counting_nouns(passage, taken)):
        bounded = _bounded_noun(passage, noun, taken)
        taken.update(range(bounded.start, bounded.end))  # a bound between two nouns belongs to one
        found.append(bounded)
    return sorted(found, key=lambda match: match.start)


def _record(passage: Passage, match: AmountMatch) -> Amount:
    start, end = _start(passage, match.start), passage.ends[match.end - 1]
    words = [TextSpan(*passage.slice(i, j)) for i, j in match.words]
    text = passage.text[start:end]
    return Amount(start, end, text, match.value, match.low, match.high, match.qualifier, match.rule, words)


def _start(passage: Passage, i: int) -> int:
    """Where word ``i`` begins, without a و that the tokenizer left on a number word (وخمسين)."""
    start = passage.starts[i]
    form = passage.norms[i]
    joined = form[:1] == AND and form not in vocabulary() and form[1:] in vocabulary()
    return start + 1 if joined and passage.text[start] == AND else start


def _taken(found: list[AmountMatch]) -> set[int]:
    return {i for match in found for i in range(match.start, match.end)}


def _numeral(item: Item, whole_start: int | None = None) -> Numeral:
    symbols = item.symbols
    single = symbols[0] if len(symbols) == 1 else None
    value = item.number.value
    unit = single is not None and single.kind == "unit"
    return Numeral(
        start=item.start,
        end=item.end,
        whole_start=item.start if whole_start is None else whole_start,
        figure=single is not None and single.plain,
        value=float(value) if value is not None else 0.0,
        definite=item.definite,
        ordinal_like=item.definite and symbols[0].kind in _ORDINAL_KINDS and item.second is None,
        one=unit and value == 1,
        two=unit and value == 2,
        hundred=single is not None and single.kind == "hundred",
    )


def _bounded(passage: Passage, item: Item, starts: set[int], contexts: Contexts, floor: int) -> AmountMatch:
    """An item with its bounds, its meaning, and the reason why it is none, if there is one.

    floor: where the number before it ends, with its bound: words between the two are one's or the other's.
    """
    norms = passage.norms
    head = item.opening if item.opening >= 0 else item.start - has_article(passage, item.start)
    before = [bound for bound in bounds_before(norms, head) if bound.start >= floor or not bound.near]
    after = bound_after(norms, item.end, _sentence_end(passage, item.start), starts.__contains__)
    near = [bound for bound in before if bound.near]
    start = near[-1].start if near else item.opening if item.opening >= 0 else item.start
    qualifiers = [bound.qualifier for bound in before] + ([after.qualifier] if after is not None else [])
    qualifier, value, low, high = _meaning(item, combine(qualifiers))
    reject = contexts.ordinal(item.start, item.end) if item.reject == "ordinal" else item.reject
    reject = reject or contexts.reason(_numeral(item, start))
    if item.second is not None:
        reject = reject or item.second.reject or contexts.reason(_numeral(item.second))
        reject = reject or ("year" if contexts.years(_numeral(item), _numeral(item.second)) else "")
    return AmountMatch(
        start=start,
        end=after.end if after is not None and after.near else item.end,
        number=(item.start, item.end),
        before=(near[-1].start, near[0].end) if near else (item.opening, item.start) if item.opening >= 0 else None,
        after=(after.start, after.end) if after is not None else None,
        value=value,
        low=low,
        high=high,
        qualifier=qualifier,
        kind=_kind(item),
        rule="range" if item.second else item.number.rule,
        definite=item.definite,
        unit=contexts.unit(_numeral(item.second or item)),
        reject=reject,
        words=_cues(item, before, after),
    )


def _bounded_noun(passage: Passage, match: AmountMatch, taken: set[int]) -> AmountMatch:
    """أكثر من شخص, "more than one person"; قتيلان على الأقل, "at least two dead".

    A bare verb of bounding before a noun is a verb of its own (تجاوز جندي الحاجز, "a soldier passed the barrier").
    """
    norms = passage.norms
    before = [bound for bound in bounds_before(norms, match.start) if bound.near and bound.end - bound.start > 1]
    after = bound_after(norms, match.end, _sentence_end(passage, match.start), taken.__contains__)
    if after is not None and after.start - match.end > 1:
        after = None
    if match.value is None or taken.intersection(range(before[-1].start if before else match.start, match.start)):
        return match
    qualifier = combine([bound.qualifier for bound in before] + ([after.qualifier] if after is not None else []))
    low, high = limits(int(match.value), qualifier)
    ranges = [(bound.start, bound.end) for bound in reversed(before)] + [match.number]
    return replace(
        match,
        start=before[-1].start if before else match.start,
        end=after.end if after is not None and after.near else match.end,
        before=(before[-1].start, before[0].end) if before else None,
        after=(after.start, after.end) if after is not None else None,
        low=_plain(low),
        high=_plain(high),
        qualifier=qualifier,
        words=(*ranges, (after.start, after.end)) if after is not None else tuple(ranges),
    )


def _kind(item: Item) -> AmountKind:
    return "vague" if item.number.value is None else "number"


def _sentence_end(passage: Passage, i: int) -> int:
    sentence = bisect_right(passage.sentences, (i, len(passage) + 1)) - 1
    return passage.sentences[sentence][1] if sentence >= 0 else len(passage)


def _cues(item: Item, before: list[Bound], after: Bound | None) -> tuple[Words, ...]:
    ranges: list[Words] = [(bound.start, bound.end) for bound in reversed(before)]
    if item.opening >= 0:
        ranges.append((item.opening, item.start))
    if item.second is not None:
        ranges += [(item.start, item.second.start), (item.second.start, item.second.end)]
    else:
        ranges.append((item.start, item.end))
    return (*ranges, (after.start, after.end)) if after is not None else tuple(ranges)


def _meaning(
    item: Item, qualifier: Qualifier
) -> tuple[Qualifier, int | float | None, int | float | None, int | float | None]:
    """Qualifier, value, low and high."""
    if item.second is not None:
        return "between", None, _plain(item.low), _plain(item.high)
    number = item.number
    if number.value is None:
        return "vague", None, number.low, number.high
    low, high = limits(number.value, qualifier)
    return qualifier, _plain(number.value), _plain(low), _plain(high)


def _plain(value: Exact | None) -> int | float | None:
    return None if value is None else number_of(value)


def _two_sided(passage: Passage, found: list[AmountMatch]) -> list[AmountMatch]:
    """أكثر من 20 وأقل من 30 is one range; على الأكثر 100 وعلى الأقل 20 too."""
    merged: list[AmountMatch] = []
    for match in found:
        last = merged[-1] if merged else None
        pair = _pair(passage, last, match) if last is not None else None
        if last is None or pair is None:
            merged.append(match)
            continue
        merged[-1] = replace(
            last,
            end=match.end,
            number=(last.number[0], match.number[1]),
            after=match.after,
            value=None,
            low=pair[0],
            high=pair[1],
            qualifier="between",
            rule="range",
            words=(*last.words, *match.words),
            unit=match.unit,
        )
    return merged


def _pair(passage: Passage, first: AmountMatch, second: AmountMatch) -> tuple[float | int, float | int] | None:
    between = passage.norms[first.end : second.start]
    if first.reject or second.reject or (between != [AND] and (between or passage.norms[second.start][:1] != AND)):
        return None
    low = next((match.low for match in (first, second) if match.qualifier in ("more_than", "at_least")), None)
    high = next((match.high for match in (first, second) if match.qualifier in ("less_than", "at_most")), None)
    return (low, high) if low is not None and high is not None and low < high else None


def _after_duals(passage: Passage, found: list[AmountMatch]) -> list[AmountMatch]:
    """شخصين أو ثلاثة, "two persons or three": the dual is the lower end of a range."""
    for k, match in enumerate(found):
        at = match.start - 2
        exact = match.qualifier == "exact" and not match.reject and match.value is not None and 2 < match.value <= _FEW
        if not exact or at < 0 or passage.norms[at + 1] != OR or (k and found[k - 1].end > at):
            continue
        readings = noun_readings(passage.norms[at], passage.word(at))
        if any(reading.number == "dual" and not reading.construct for reading in readings[:1]):
            words = ((at, at + 1), *match.words)
            found[k] = replace(
                match,
                start=at,
                number=(at, match.end),
                value=None,
                low=2,
                qualifier="between",
                rule="range",
                words=words,
            )
    return found


def _spread(passage: Passage, found: list[AmountMatch]) -> list[AmountMatch]:
    """A label holds for the rest of its list (المادتان 5 و7), a month for the days before its own (8 و14 آذار)."""
    for k in range(len(found) - 1, 0, -1):
        match, following = found[k - 1], found[k]
        day = match.rule == "figure" and not match.reject and match.value is not None and match.value <= _DAYS
        if day and following.reject == "date" and _listed(passage, match, following):
            found[k - 1] = replace(match, reject="date")
    for k in range(1, len(found)):
        last, match = found[k - 1], found[k]
        bare = match.rule == "figure" and match.start == match.number[0] and not match.reject
        if last.reject not in _SPREADING or not bare or not _listed(passage, last, match):
            continue
        value = match.value or 0
        fits = value >= 1000 if last.reject == "year" else value <= _DAYS if last.reject == "date" else True
        if fits and not noun_readings(passage.norms[match.end] if match.end < len(passage) else ""):
            found[k] = replace(match, reject=last.reject)
    return found


def _listed(passage: Passage, first: AmountMatch, second: AmountMatch) -> bool:
    """Whether nothing but a conjunction or a mark of listing stands between two figures."""
    between = passage.norms[first.end : second.start]
    return len(between) == 1 and between[0] in _LIST
