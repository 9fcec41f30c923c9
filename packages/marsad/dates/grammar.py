"""The grammar of dates; its words are data (``lexicon/dates.tsv``).

Weekday, day, month and year in their orders, month pairs (كانون الثاني (يناير), "January"), ranges, periods with what
moves them (الأسبوع الماضي, "last week"), parts of periods, spans back (قبل شهرين, "two months ago").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from marsad.gazetteer import key_of
from marsad.gazetteer_context import words
from marsad.lexicon import load
from marsad.text import Passage, norm

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})")
_AROUND = frozenset(norm(w) for w in ("في", "منذ", "حتى", "شهر", "خلال", "مطلع", "نهاية", "بداية", "منتصف", "أواخر"))
_NOT_TODAY = frozenset(
    norm(w) for w in ("ذلك", "الأول", "الثاني", "التالي", "نفسه", "ذاته", "الواحد", "السابق", "الذي")
)
_NO_DAY = frozenset(norm(w) for w in ("صلاة", "إمام", "خطبة", "خطيب", "مسجد"))
_SINCE = frozenset(norm(w) for w in ("منذ", "في", "حتى"))
_MONTHS = {"summer": 6, "winter": 12, "spring": 3, "autumn": 9}


@dataclass(slots=True, frozen=True)
class Spec:
    """What the words of a date say. ``shift``: periods back (-1) or on (1); ``ago``: how many units back.

    ``months``: for a season or a range of months, how many; ``last_day``: of a range of days.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    months: int = 1
    weekday: int | None = None
    offset: int | None = None
    unit: str = ""
    shift: int | None = None
    ago: int | None = None
    part: str = ""
    decade: int | None = None
    hijri: bool = False


class DateMatch(NamedTuple):
    """Words ``i`` to ``j`` (exclusive) are a date."""

    i: int
    j: int
    spec: Spec


class Word(NamedTuple):
    length: int
    value: str
    alone: bool


Parse = tuple[int, Spec] | None


@cache
def _table(name: str) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """The forms of a class by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in load("dates"):
        if row["class"] == name:
            form = tuple(key_of(row["form"]).split())
            table.setdefault(form[0], []).append((form, row["value"], row["alone"] == "yes"))
    for forms in table.values():
        forms.sort(key=lambda item: -len(item[0]))
    return table


def _word(norms: Sequence[str], i: int, name: str) -> Word | None:
    """The form of a class at word ``i``."""
    if 0 <= i < len(norms):
        for form, value, alone in _table(name).get(norms[i], ()):
            if tuple(norms[i : i + len(form)]) == form:
                return Word(len(form), value, alone)
    return None


def _number(norms: Sequence[str], i: int, low: int, high: int) -> int | None:
    if i < len(norms) and norms[i].isascii() and norms[i].isdigit() and len(norms[i]) <= 4:
        value = int(norms[i])
        return value if low <= value <= high else None
    return None


def _at(norms: Sequence[str], i: int, *words: str) -> bool:
    return 0 <= i < len(norms) and norms[i] in words


def _month(norms: Sequence[str], i: int) -> tuple[int, Spec, bool] | None:
    """A month, with its other name beside it: كانون الثاني (يناير), شباط/فبراير. Whether it is one without a doubt."""
    hijri = _word(norms, i, "hijri")
    word = _word(norms, i, "month") or hijri
    if word is None:
        return None
    j, sure = i + word.length, word.alone
    spec = Spec(month=int(word.value), hijri=hijri is not None)
    for opening, closing in (("(", ")"), ("/", None)):
        other = _word(norms, j + 1, "month") if _at(norms, j, opening) else None
        if other is not None and other.value == word.value:
            end = j + 1 + other.length
            if closing is None or _at(norms, end, closing):
                return end + (closing is not None), spec, True
    return j, spec, sure


def _day(norms: Sequence[str], i: int) -> tuple[int, int] | None:
    """A day of the month, in figures or as an ordinal, with the من ("of") after it."""
    value = _number(norms, i, 1, 31)
    j = i + 1
    if value is None:
        ordinal = _word(norms, i, "ordinal")
        if ordinal is None:
            return None
        value, j = int(ordinal.value), i + ordinal.length
    return (j + 1 if _at(norms, j, norm("من")) else j), value


def _moved(norms: Sequence[str], j: int, spec: Spec) -> tuple[int, Spec]:
    """A year or a word that moves the period, after it: 2014, الماضي, من العام الماضي."""
    at = j + _at(norms, j, norm("من"), norm("عام"), norm("سنة"))
    year = _number(norms, at, 1300, 2100)
    if year is not None:
        return at + 1, replace(spec, year=year, hijri=spec.hijri or year < 1500)
    for name, shift in (("past", -1), ("next", 1), ("current", 0)):
        word = _word(norms, j, name)
        if word is not None:
            return j + word.length, replace(spec, shift=shift)
    unit = _period(norms, j + 1) if _at(norms, j, norm("من")) or spec.unit else _period(norms, j)
    if unit is not None and unit[1].unit == "year" and unit[1].shift is not None:
        return unit[0], replace(spec, shift=unit[1].shift, unit="year")
    return j, spec


def _absolute(norms: Sequence[str], i: int) -> Parse:
    """Day and month (a range of days too), or a month alone; the year or what moves it after them."""
    day = _day(norms, i)
    last: tuple[int, int] | None = None
    if day is not None:
        j = day[0]
        if _at(norms, j, "-", "–", norm("إلى"), norm("و"), norm("حتى")):
            last = _day(norms, j + 1)
            j = last[0] if last else j
        month = _month(norms, j)
        if month is None:
            current = _period(norms, j)
            if current and current[1].unit == "month" and current[1].shift is not None and norms[j - 1] == norm("من"):
                return current[0], replace(current[1], day=day[1])
            return None
        return _moved(norms, month[0], replace(month[1], day=day[1], last_day=last[1] if last else None))
    month = _month(norms, i)
    if month is None:
        return None
    j, spec, sure = month
    if _at(norms, j, "-", "–"):
        other = _month(norms, j + 1)
        if other is not None and other[1].month and spec.month:
            j, sure = other[0], True
            spec = replace(spec, months=(other[1].month - spec.month) % 12 + 1)
    end, moved = _moved(norms, j, spec)
    sure = sure and not (i > 0 and norms[i - 1] in words("place_contexts", "head"))
    sure = sure or moved != spec or (i > 0 and norms[i - 1] in _AROUND and not spec.hijri)
    return (end, moved) if sure else None


def _period(norms: Sequence[str], i: int) -> Parse:
    """A period and what moves it: الأسبوع الماضي, هذا العام, عام 2014, صيف 2011, سبعينات القرن الماضي."""
    this = _word(norms, i, "this")
    if this is not None:
        unit = _word(norms, i + 1, "unit")
        if unit is None or not norms[i + 1].startswith("ال"):
            return None
        return i + 1 + unit.length, _unit(unit.value, 0)
    season, decade = _word(norms, i, "season"), _word(norms, i + _at(norms, i, norm("عقد")), "decade")
    if season is not None:
        end, spec = _moved(norms, i + season.length, Spec(month=int(season.value), months=3))
        return (end, spec) if spec.year or spec.shift is not None else None
    if decade is not None:
        j = i + _at(norms, i, norm("عقد")) + decade.length
        century = _period(norms, j)
        return century[0] if century and century[1].unit == "century" else j, Spec(decade=int(decade.value))
    unit = _word(norms, i, "unit")
    if unit is None:
        return None
    j = i + unit.length
    year = _number(norms, j, 1300, 2100)
    if unit.value == "year" and year is not None:
        return j + 1, Spec(year=year, hijri=year < 1500)
    week = _week_of_month(norms, j) if unit.value == "week" else None
    if week is not None:
        return week
    if norms[i].startswith("ال"):
        for name, shift in (("past", -1), ("next", 1), ("current", 0)):
            word = _word(norms, j, name)
            if word is not None:
                return j + word.length, _unit(unit.value, shift)
    return None


def _week_of_month(norms: Sequence[str], j: int) -> Parse:
    """The rest of الأسبوع الأول من شباط, "the first week of February"."""
    ordinal, last = _word(norms, j, "ordinal"), _word(norms, j, "past")
    word = ordinal or last
    month = _absolute(norms, j + word.length + 1) if word and _at(norms, j + word.length, norm("من")) else None
    if month is None or month[1].month is None or month[1].day is not None:
        return None
    return month[0], replace(month[1], unit="week", day=int(ordinal.value) if ordinal else 5)


def _years(norms: Sequence[str], i: int) -> Parse:
    """Two years, or a bare one after a preposition: عامي 1992 و1998, منذ 1993."""
    first = _number(norms, i + 1, 1900, 2100)
    if _at(norms, i, norm("عامي"), norm("عاما")) and first is not None and _at(norms, i + 2, norm("و"), "-"):
        last = _number(norms, i + 3, first, 2100)
        return (i + 4, Spec(year=first, month=1, months=12 * (last - first + 1))) if last is not None else None
    year = _number(norms, i, 1900, 2100)
    closed = i + 1 >= len(norms) or norms[i + 1] in (".", "،", ")", ":", norm("و"), norm("حتى"))
    return (i + 1, Spec(year=year)) if year is not None and closed and i and norms[i - 1] in _SINCE else None


def _unit(unit: str, shift: int) -> Spec:
    return Spec(month=_MONTHS[unit], months=3, shift=shift) if unit in _MONTHS else Spec(unit=unit, shift=shift)


def _part(norms: Sequence[str], i: int) -> Parse:
    """A part of a period: مطلع عام 2020, نهاية الشهر, أواخر شباط/فبراير."""
    part = _word(norms, i, "part")
    if part is None:
        return None
    j = i + part.length
    whole = _period(norms, j) or _absolute(norms, j)
    if whole is None:
        unit = _word(norms, j, "unit")
        if unit is None or not norms[j].startswith("ال") or unit.value == "day":
            return None
        whole = j + unit.length, _unit(unit.value, 0)
    return whole[0], replace(whole[1], part=part.value)


def _relative(norms: Sequence[str], i: int) -> Parse:
    """A day from that of writing, with its name: أمس, أول من أمس, اليوم الجمعة. اليوم ("the day") alone is one
    only sometimes."""
    word = _word(norms, i, "day")
    if word is None:
        return None
    j, spec = i + word.length, Spec(offset=int(word.value))
    named = _weekday(norms, j)
    if named is not None:
        return named[0], spec
    counted = _word(norms, j, "ordinal") or (j < len(norms) and (norms[j] in _NOT_TODAY or norms[j][-1:].isdigit()))
    if spec.offset == 0 and (counted or _at(norms, i - 1, norm("ذلك"), norm("في"))):
        return None
    return j, spec


def _weekday(norms: Sequence[str], i: int) -> Parse:
    """A day of the week, with its date or what moves it: السبت الماضي, الخميس 9 آذار."""
    at = i + _at(norms, i, norm("يوم"), norm("يومي"))
    word = _word(norms, at, "weekday") if i == 0 or norms[i - 1] not in _NO_DAY else None
    if word is None:
        if at > i:
            absolute = _absolute(norms, at)
            return absolute if absolute and absolute[1].day else None
        return None
    j, spec = at + word.length, Spec(weekday=int(word.value))
    start = j + _at(norms, j, norm("الموافق"), "،")
    absolute = _numeric(norms, start) or _absolute(norms, start)
    if absolute is not None and absolute[1].day is not None:
        return absolute
    for name, shift in (("past", -1), ("next", 1)):
        moved = _word(norms, j, name)
        if moved is not None:
            return j + moved.length, replace(spec, shift=shift)
    return j, spec


def _numeric(norms: Sequence[str], i: int) -> Parse:
    """A date in figures: 14/12/2023, 2023-12-14, 16 / 5 / 2014."""
    for j in (i + 1, i + 5):
        text = "".join(norms[i:j])
        found = _NUMERIC.fullmatch(text) if len(text) <= 10 and j <= len(norms) else None
        if found is not None:
            first, _, month, last = found.groups()
            year, day = (first, last) if len(first) == 4 else (last, first)
            spec = Spec(year=int(year) + 2000 * (len(year) == 2), month=int(month), day=int(day))
            if len(year) != 3 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                return j, spec
    return None


def _ago(norms: Sequence[str], i: int) -> Parse:
    """A span back from the day of writing: قبل شهرين, قبل عشر سنوات, قبل 3 أيام."""
    if not _at(norms, i, norm("قبل")):
        return None
    j = i + 1
    count = _number(norms, j, 1, 999)
    if count is None:
        word = _word(norms, j, "count")
        count = int(word.value) if word else None
    j += count is not None
    unit = _word(norms, j, "ago")
    if unit is None:
        return None
    name, own = unit.value.split()
    if own == ("0" if count is None else "2"):
        return None
    return j + unit.length, Spec(unit=name, ago=count or int(own))


_RULES: tuple[Callable[[Sequence[str], int], Parse], ...] = (
    _numeric, _relative, _weekday, _ago, _part, _absolute, _period, _years,
)  # fmt: skip


def _longest(norms: Sequence[str], i: int) -> Parse:
    found = [parse for rule in _RULES if (parse := rule(norms, i)) is not None]
    return max(found, key=lambda parse: parse[0]) if found else None


def find_dates(source: str | Passage) -> list[DateMatch]:
    """The dates of a text, in order, without overlaps. Takes time linear in its length."""
    norms = Passage.of(source).norms
    matches: list[DateMatch] = []
    i = 0
    while i < len(norms):
        parse = _longest(norms, i)
        if parse is None:
            i += 1
        else:
            matches.append(DateMatch(i, *parse))
            i = parse[0]
    return matches
