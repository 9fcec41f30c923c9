"""What makes a number no amount: dates, clock times, ages, money, percentages, scores, labels, and the like.

``Contexts`` looks at the words beside a number and at the characters it is written with; the words are data
(``lexicon/units.tsv``), the code says how far each class looks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from marsad.lexicon import forms, load
from marsad.quantity.nouns import noun_readings
from marsad.quantity.stretches import written
from marsad.text import Passage, norm

UNIT_CLASSES = ("duration", "measure", "frequency")
_ARTICLE = norm("ال")
_PARTICLES = "ولبفك"
_LONGEST = 3
_YEARS = range(1800, 2050)
_HIJRI = range(1300, 1500)
_SPORT_WINDOW = 12
_SMALL_SCORE = 30
_OPENERS = ("(", "[", "{", "«", '"', "“")
_CLOSERS = (")", "]", "}", "»")
_COMMAS = ("،", ",")
_DASHES = ("-", "–", "—", "ـ", "*", "•")
_NUMBERING = (":", "-", "–", ".", ")", "ـ")
_PLURAL_ENDINGS = ("ات", "ين")
_LEAST_RESOLUTION = 100  # smaller figures that far from قرار count something
_LETTER_NAME = 3  # letters in the name of a letter (إف, جي), which a dash may join to a figure
_HALVES = frozenset(norm(word) for word in ("الأول", "الثاني"))
_IN = frozenset(norm(word) for word in ("في", "ب"))
_FROM = norm("من")
_SECOND = norm("ثانية")
_DAYS_BEFORE = [[norm(word) for word in phrase.split()] for phrase in ("أول من أمس", "الأول من أمس", "أول أمس")]
_PERCENT_WORDS = frozenset(norm(word) for word in ("المئة", "المائة", "المية", "الماية"))
_DAY_UNITS = frozenset(
    norm(word) for word in ("عاما", "عام", "سنة", "سنوات", "أعوام", "شهرا", "أشهر", "ربيعا", "عامين", "سنتين")
)
_AGED = frozenset(
    norm(word) for word in ("البالغ", "البالغة", "يبلغ", "تبلغ", "ابن", "ابنة", "بعمر", "ذو", "ذي", "ذات", "بالغا")
)
_FUNCTION = frozenset(
    norm(word)
    for word in (
        "و", "في", "على", "من", "إلى", "عن", "أن", "إن", "التي", "الذي", "حيث", "بعد", "قبل", "ثم", "عندما", "لكن",
        "أو", "لم", "ما", "لا", "كما",
    )
)  # fmt: skip


@cache
def _table() -> dict[str, dict[tuple[str, ...], str]]:
    table: dict[str, dict[tuple[str, ...], str]] = {"before": {}, "after": {}, "near": {}}
    for row in load("units"):
        for side in ("before", "after") if row["side"] == "both" else (row["side"],):
            for form in forms(row["forms"]):
                words = tuple(norm(word) for word in form.split())
                table[side].setdefault(words, row["class"])
                if side == "after" and len(words) == 1:
                    table[side].setdefault((_ARTICLE + words[0],), row["class"])
    return table


def class_before(norms: Sequence[str], at: int) -> str:
    """The class of the words that end at word ``at`` (the longest known), or ""."""
    table = _table()["before"]
    for length in range(min(_LONGEST, at), 0, -1):
        words = tuple(norms[at - length : at])
        found = table.get(words)
        if found is None and len(words[0]) > 3 and words[0][0] in _PARTICLES:
            found = table.get((words[0][1:], *words[1:]))
        if found is not None:
            return found
    return ""


def class_after(norms: Sequence[str], at: int) -> str:
    """The class of the words that begin at word ``at`` (the longest known), or ""."""
    table = _table()["after"]
    for length in range(_LONGEST, 0, -1):
        found = table.get(tuple(norms[at : at + length])) if at + length <= len(norms) else None
        if found is not None:
            return found
    return ""


class Numeral(NamedTuple):
    """What ``Contexts`` needs to know of a number: its words, the words with their bounds, and how it is written."""

    start: int
    end: int
    whole_start: int
    figure: bool  # one plain figure without separators
    value: float
    definite: bool
    ordinal_like: bool  # definite tens, hundreds or thousands in words
    one: bool  # واحد
    two: bool  # اثنان alone
    hundred: bool  # مئة alone


class Contexts:
    """Reads the surroundings of the numbers of one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.norms = passage.norms
        self.stretches = written(passage.text)
        self._at = 0

    @cached_property
    def _firsts(self) -> set[int]:
        return {start for start, _ in self.passage.sentences}

    @cached_property
    def _sport(self) -> list[int]:
        near = _table()["near"]
        return [i for i, form in enumerate(self.norms) if (form,) in near]

    def reason(self, number: Numeral) -> str:
        """Why a number is no amount, or "". Numbers must come in text order."""
        return self._written(number) or self._beside(number)

    def unit(self, number: Numeral) -> str:
        """The class of unit a number counts (duration, measure, frequency), or ""."""
        found = class_after(self.norms, number.end)
        return found if found in UNIT_CLASSES else ""

    def ordinal(self, start: int, end: int) -> str:
        """What an ordinal is: an hour (الساعة الرابعة), part of a month (كانون الثاني), a unit of time, or a rank."""
        before = class_before(self.norms, start)
        if before == "clock":
            return before
        month = _table()["before"].get(tuple(self.norms[max(start - 1, 0) : end]))
        if month == "date" or self.norms[start : start + 1] + self.norms[end : end + 2] in _DAYS_BEFORE:
            return "date"
        return "unit" if self.norms[start] == _SECOND and self._norm(start - 1)[:1].isdigit() else "ordinal"

    def _written(self, number: Numeral) -> str:
        start, end = self.passage.starts[number.start], self.passage.ends[number.end - 1]
        while self._at < len(self.stretches) and self.stretches[self._at].end <= start:
            self._at += 1
        if self._at < len(self.stretches) and self.stretches[self._at].start < end:
            return self.stretches[self._at].reason
        return ""

    def _norm(self, i: int) -> str:
        return self.norms[i] if 0 <= i < len(self.norms) else ""

    def _counts_person(self, number: Numeral) -> bool:
        readings = noun_readings(self._norm(number.end))
        return bool(readings) and not readings[0].definite

    def _beside(self, number: Numeral) -> str:
        head = number.start - 1 if self._norm(number.start - 1) == _ARTICLE else number.start
        before = self._before(head) or class_before(self.norms, number.whole_start)
        after = class_after(self.norms, number.end)
        return (
            self._percent(number, before, after)
            or (after if after in ("money", "coordinate", "score", "name") else "")
            or self._date(number, before, after)
            or (before if before in ("age", "coordinate") else "")
            or ("clock" if before == "clock" and not self._counts_person(number) else "")
            or ("clock" if after == "clock" and number.value <= 24 else "")
            or self._age(number, head, after)
            or self._label(number, before, head)
        )

    def _before(self, head: int) -> str:
        """The class of the words before a number, a mark between them allowed where it may stand: رقم «1», إف - 16."""
        found, mark = class_before(self.norms, head), self._norm(head - 1)
        if found or mark[:1].isalnum() or not head:
            return found
        found = class_before(self.norms, head - 1)
        fits = (
            mark in _OPENERS
            or (mark in _CLOSERS and found == "date")
            or (mark in _DASHES and found == "designation" and len(self._norm(head - 2)) <= _LETTER_NAME)
        )
        return found if fits else ""

    def _percent(self, number: Numeral, before: str, after: str) -> str:
        if after == "percent" or (before == "percent" and not self._counts_person(number)):
            return "percent"
        if self._norm(number.end) in _IN and self._norm(number.end + 1) in _PERCENT_WORDS:
            return "percent"
        return "percent" if number.hundred and number.definite and self._norm(number.start - 1) in _IN else ""

    def _date(self, number: Numeral, before: str, after: str) -> str:
        if before == "date" and (number.figure or number.value >= 1000) and not self._counts_person(number):
            return "date"
        if after == "date" or (self._norm(number.end) == _FROM and class_after(self.norms, number.end + 1) == "date"):
            return "date"
        if before == "weekday" and number.figure and number.value <= 31 and not self._counts_person(number):
            return "date"
        if number.two and number.definite:
            previous = noun_readings(self._norm(number.start - 1))
            return "" if previous and previous[0].number == "dual" else "date"
        return "year" if self._year(number, before) else ""

    def _year(self, number: Numeral, before: str) -> bool:
        if self._counts_person(number):
            return False
        if before == "year":
            return number.value >= 1000 or number.figure
        hijri = before == "year_event" and number.value in _HIJRI
        if not number.figure or not (hijri or number.value in _YEARS):
            return False
        if before in ("year_event", "year_open"):
            return before == "year_event" or self._closed(number.end) or self._norm(number.start - 1) in _IN
        previous = self._norm(number.start - 1)
        named = previous.startswith(_ARTICLE) and len(previous) > 4 and not noun_readings(previous)
        return self._closed(number.end) and (named or previous in _OPENERS or previous in _CLOSERS)

    def _closed(self, at: int) -> bool:
        """Whether no counted noun can begin at a word: the end, a mark, a function word or a definite noun."""
        form = self._norm(at)
        return not form[:1].isalnum() or form in _FUNCTION or form.startswith(_ARTICLE)

    def years(self, first: Numeral, second: Numeral) -> bool:
        """Whether a range is one of years: بين 2003 و2007."""
        plain = first.figure and second.figure and first.value in _YEARS and second.value in _YEARS
        return plain and self._closed(second.end)

    def _age(self, number: Numeral, head: int, after: str) -> str:
        if after == "age" or (self._norm(number.end) == _FROM and class_after(self.norms, number.end + 1) == "age"):
            return "age"
        if self._norm(number.end) not in _DAY_UNITS:
            return ""
        previous = self._norm(min(head, number.whole_start) - 1)
        apposed = previous in _COMMAS and self._norm(number.end + 1) in (*_COMMAS, *_CLOSERS, ".")
        if previous in _AGED or previous in _OPENERS or apposed:
            return "age"
        for i in range(number.whole_start - 1, max(number.whole_start - 5, -1), -1):
            if class_before(self.norms, i + 1) == "age":
                return "age"
            if not self.norms[i][:1].isalpha() or class_after(self.norms, i) == "duration":
                break
        return ""

    def _label(self, number: Numeral, before: str, head: int) -> str:
        """What a number names or ranks: a unit, an article, an item; nothing where a counted person follows."""
        definite = number.definite or head != number.start
        if number.one and (before == "idiom" or number.definite):
            return "idiom"
        if self._counts_person(number):
            return ""
        bare = number.whole_start >= head
        closed = number.figure and bare and self._closed(number.end)
        if before in ("designation", "article", "phone"):
            return before if bare and (number.figure or definite) else ""
        tests = (
            ("ordinal", before == "ordinal" and (definite or closed)),
            ("ordinal", number.ordinal_like and self._modifies(head - 1)),
            ("article", closed and number.value >= _LEAST_RESOLUTION and self._article_far(head)),
            ("idiom", 0 < number.value < 1 and definite and self._norm(number.end) in _HALVES),
            ("list", self._begins_item(number, head)),
        )
        return next((reason for reason, holds in tests if holds), "")

    def _article_far(self, head: int) -> bool:
        """Whether a resolution is named a few words before its number: قرار مجلس الأمن 1701."""
        for at in range(head - 1, max(head - 4, 0), -1):
            if not self.norms[at][:1].isalpha():
                return False
            if class_before(self.norms, at) == "article":
                return True
        return False

    def _modifies(self, i: int) -> bool:
        """Whether word ``i`` is a definite noun not known as a plural: definite tens after it are its ordinal."""
        form = self._norm(i)
        readings = noun_readings(form)
        plural = readings[0].number != "singular" if readings else form.endswith(_PLURAL_ENDINGS)
        return form.startswith(_ARTICLE) and len(form) > 4 and not plural

    def _begins_item(self, number: Numeral, head: int) -> bool:
        """Whether a figure numbers an item: at the beginning of a sentence or after a dash, and before a mark."""
        opens = head in self._firsts or (head > 0 and self._norm(head - 1) in _DASHES)
        return number.figure and opens and self._norm(number.end) in _NUMBERING

    def score(self, first: Numeral, second: Numeral) -> bool:
        """Whether a pair of figures (3-1) is the score of a match: small, with a word of sport near."""
        if max(first.value, second.value) > _SMALL_SCORE:
            return False
        at = bisect_left(self._sport, first.start - _SPORT_WINDOW)
        return at < len(self._sport) and self._sport[at] <= second.end + _SPORT_WINDOW
