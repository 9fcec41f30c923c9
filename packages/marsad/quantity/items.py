"""Numbers of a passage before their bounds: read from the runs, joined in ranges (بين 20 و30, 20-30, خمسة أو ستة)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from marsad.quantity.grammar import Number, Reader
from marsad.quantity.ordinals import ordinal
from marsad.quantity.symbols import Symbol, runs
from marsad.quantity.vocabulary import Exact
from marsad.text import Passage, norm

ARTICLE = norm("ال")
AND = norm("و")
OR = norm("أو")
TO = frozenset(norm(word) for word in ("إلى", "حتى", "لغاية"))
DASHES = frozenset("-–—−~‐‑ـ")
_COMPARED = frozenset("<>=≤≥")
_VERSUS = norm("مقابل")
_BETWEEN = norm("بين")
_MA = norm("ما")
_FROM = norm("من")
_CHANGES = frozenset(
    norm(word)
    for word in (
        "ارتفع", "ارتفعت", "ارتفاع", "ترتفع", "يرتفع", "انخفض", "انخفضت", "انخفاض", "زاد", "زادت", "زيادة", "تراجع",
        "تراجعت", "رفع", "رفعت", "خفض", "خفضت", "قفز", "قفزت", "هبط", "هبطت", "تقلص", "انتقل", "ليرتفع", "لترتفع",
    )
)  # fmt: skip
_CHANGE_WINDOW = 6  # words before من … إلى … in which a verb of change makes it two amounts, not a range


@dataclass(slots=True)
class Item:
    """A number or vague magnitude on words ``start`` to ``end``; with ``second``, a range from ``low`` to ``high``.

    opening: first word of بين or من, where a range begins with one, else -1. joined: و is written on the number and not
    cut from it. reject: a reason that the pair it stands in gives it.
    """

    start: int
    end: int
    number: Number
    symbols: list[Symbol]
    joined: bool = False
    second: Item | None = None
    opening: int = -1
    low: Exact | None = None
    high: Exact | None = None
    reject: str = ""

    @property
    def definite(self) -> bool:
        return self.symbols[0].definite


def has_article(passage: Passage, start: int) -> bool:
    """Whether the article stands before word ``start`` as a word of its own (الـ15)."""
    return start > 0 and passage.norms[start - 1] == ARTICLE


def read_items(
    passage: Passage, is_score: Callable[[Item, Item], bool], is_label: Callable[[Item], bool]
) -> list[Item]:
    """The numbers, vague magnitudes and ranges of a passage, in text order.

    passage: any passage. is_score: whether a pair of figures is the score of a match.
    is_label: whether a number alone is no amount (a year, an hour), so that no range begins with it.
    """
    return _ranges(passage, _numbers(passage), is_score, is_label)


def _numbers(passage: Passage) -> list[Item]:
    items: list[Item] = []
    for run in runs(passage):
        k = 0
        reader = Reader(run)
        while k < len(run):
            rank = ordinal(run, k)
            if rank is not None:
                value, end = rank
                items.append(_ordinal(run, k, value, end))
                k = end
                continue
            number = reader.number(k)
            if number is None:
                k += 1
                continue
            number = _as_fraction(passage, run, k, number)
            start = run[k].i
            if _negative(passage, start) and number.value is not None:
                start, number = start - 1, number._replace(value=-number.value)
            joined = k > 0 and run[k - 1].kind == "and" and run[k - 1].j == run[k].i == run[k - 1].i
            items.append(Item(start, run[number.end - 1].j, number, run[k : number.end], joined))
            k = number.end
    return items


def _ordinal(run: list[Symbol], k: int, value: int, end: int) -> Item:
    return Item(run[k].i, run[end - 1].j, Number(value, end, "ordinal"), run[k:end], reject="ordinal")


def _as_fraction(passage: Passage, run: list[Symbol], k: int, number: Number) -> Number:
    """خمس before a definite noun is a fifth (خمس السكان), before another five (خمس نساء)."""
    symbol = run[k]
    if number.end != k + 1 or symbol.part is None or symbol.definite or symbol.tanwin or symbol.j >= len(passage):
        return number
    following = passage.norms[symbol.j]
    definite = following.startswith(ARTICLE) and len(following) > 3 and number.end == len(run)
    return number._replace(value=symbol.part, rule="fraction") if definite else number


def _negative(passage: Passage, start: int) -> bool:
    """A minus is a sign only after a comparison (<-30): elsewhere it is a dash."""
    if start < 2 or passage.norms[start - 1] not in ("-", "−") or passage.ends[start - 1] != passage.starts[start]:
        return False
    return passage.norms[start - 2][-1:] in _COMPARED


def _ranges(
    passage: Passage,
    items: list[Item],
    is_score: Callable[[Item, Item], bool],
    is_label: Callable[[Item], bool],
) -> list[Item]:
    found: list[Item] = []
    k = 0
    while k < len(items):
        first = items[k]
        if k + 1 < len(items):
            second = items[k + 1]
            link = _link(passage, first, second)
            if (link in DASHES or link == _VERSUS) and is_score(first, second):
                first.reject = second.reject = "score"
            elif (merged := _range(passage, first, second, link)) is not None and not is_label(first):
                found.append(merged)
                k += 2
                continue
        found.append(_between_inside(passage, first) or first)
        k += 1
    return found


def _link(passage: Passage, first: Item, second: Item) -> str:
    """The one word between two numbers, or ""."""
    words = passage.norms[first.end : second.start - has_article(passage, second.start)]
    if not words and second.joined:
        return AND
    return words[0] if len(words) == 1 else ""


def _opening(passage: Passage, start: int) -> tuple[str, int]:
    """بين, ما بين or من before a number: which, and its first word."""
    at = start - 1 - has_article(passage, start)
    if at < 0:
        return "", -1
    form = passage.norms[at]
    if form == _BETWEEN:
        return form, at - 1 if at and passage.norms[at - 1] == _MA else at
    return (form, at) if form == _FROM else ("", -1)


def _range(passage: Passage, first: Item, second: Item, link: str) -> Item | None:
    if not link or first.reject or second.reject or first.number.value is None or second.number.value is None:
        return None
    low, high = _shared(first.number, second.number)
    if not low < high:
        return None
    opening, at = _opening(passage, first.start)
    if link == AND:
        fits = opening == _BETWEEN
    elif link in TO:
        at = at if opening else -1
        fits = opening != _FROM or not any(word in _CHANGES for word in passage.norms[max(at - _CHANGE_WINDOW, 0) : at])
    elif link == OR:
        at, fits = -1, high <= 3 * low + 3
    else:
        at, fits = at if opening == _BETWEEN else -1, link in DASHES
    return replace(first, end=second.end, second=second, opening=at, low=low, high=high) if fits else None


def _shared(first: Number, second: Number) -> tuple[Exact, Exact]:
    """The scale of the second number said for both: بين 20 و30 ألفا is 20,000 to 30,000."""
    low, high = first.value or 0, second.value or 0
    coefficient = second.coefficient
    if coefficient is not None and first.scale == 1 and second.scale > 1 and coefficient > low:
        low = low * second.scale
    return low, high


def _between_inside(passage: Passage, item: Item) -> Item | None:
    """بين خمسة وعشرة آلاف, where one number would swallow both: split it at a و that gives a rising pair."""
    opening, at = _opening(passage, item.start)
    if opening != _BETWEEN:
        return None
    for k in range(len(item.symbols) - 2, 0, -1):
        if item.symbols[k].kind != "and":
            continue
        left, right = Reader(item.symbols[:k]).number(0), Reader(item.symbols[k + 1 :]).number(0)
        if left is None or right is None or left.end != k or right.end != len(item.symbols) - k - 1:
            continue
        low, high = _shared(left, right)
        if low < high:
            second = Item(item.symbols[k + 1].i, item.end, right, item.symbols[k + 1 :])
            return replace(item, number=left, symbols=item.symbols[:k], second=second, opening=at, low=low, high=high)
    return None
