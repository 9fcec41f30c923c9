"""The days that a date covers."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date, timedelta

from marsad.dates.grammar import Spec, find_dates

Span = tuple[date, date]


def resolve(text: str, document_date: str | None = None) -> tuple[str, str] | None:
    """The first and the last day that a date covers.

    text: the words of one date. document_date: the day of writing (ISO 8601), for dates told from it; a day or month
    without a
        year is then the one nearest to it (الماضي, "last": before it; المقبل, "next": after it),
        a weekday the one at or before it.
    RETURNS: ISO 8601 days, alike for a single day; None for no date, a Hijri one, or one that wants the day of writing.
    """
    matches = find_dates(text)
    try:
        written = date.fromisoformat((document_date or "")[:10])
    except ValueError:
        written = None
    if not matches or matches[0].spec.hijri:
        return None
    try:
        span = _days(matches[0].spec, written)
    except (ValueError, OverflowError):
        return None
    if span is None:
        return None
    first, last = _cut(*span, matches[0].spec.part)
    return first.isoformat(), last.isoformat()


def _cut(first: date, last: date, part: str) -> Span:
    """The first, middle or last third of a period."""
    third = (last - first) // 3
    if part == "start":
        return first, first + third
    if part == "middle":
        return first + third, last - third
    return (last - third, last) if part == "end" else (first, last)


def _days(spec: Spec, written: date | None) -> Span | None:
    if spec.month is not None:
        return _of_month(spec, written)
    if spec.decade is not None:
        first = 1900 + spec.decade if spec.decade > 20 else 2000 + spec.decade
        return date(first, 1, 1), date(first + 9, 12, 31)
    if spec.year is not None:
        return date(spec.year, 1, 1), date(spec.year, 12, 31)
    if written is None:
        return None
    if spec.offset is not None:
        day = written + timedelta(days=spec.offset)
        return day, day
    if spec.weekday is not None:
        back = (written.weekday() - spec.weekday) % 7
        day = written - timedelta(days=back or 7 * (spec.shift == -1))
        day += timedelta(days=7 * (spec.shift == 1))
        return day, day
    steps = -spec.ago if spec.ago is not None else spec.shift or 0
    if spec.unit == "day" and spec.ago is None:
        return None if steps else (written, written)
    return _unit_days(spec.unit, written, steps, spec)


def _unit_days(unit: str, written: date, steps: int, spec: Spec) -> Span | None:
    """A day, week (from Monday), month, year, decade or century, so many steps from the day of writing."""
    if unit == "day":
        day = written + timedelta(days=steps)
        return day, day
    if unit == "week":
        first = written - timedelta(days=written.weekday() - 7 * steps)
        return first, first + timedelta(days=6)
    if unit == "month":
        year, month = divmod(written.year * 12 + written.month - 1 + steps, 12)
        if spec.day is not None:
            return date(year, month + 1, spec.day), date(year, month + 1, spec.day)
        return _months(year, month + 1, 1)
    length = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if length is None:
        return None
    year = (written.year // length + steps) * length
    return date(max(year, 1), 1, 1), date(year + length - 1, 12, 31)


def _months(year: int, month: int, count: int) -> Span:
    years, last = divmod(month - 1 + count - 1, 12)
    return date(year, month, 1), date(year + years, last + 1, calendar.monthrange(year + years, last + 1)[1])


def _of_month(spec: Spec, written: date | None) -> Span | None:
    """A day, days, a week or the whole of a month or season; without a year, by the day of writing."""

    def in_year(year: int) -> Span:
        month = spec.month or 1
        if spec.unit == "week" and spec.day is not None:
            _, end = _months(year, month, 1)
            if spec.day > 4:
                return end - timedelta(days=6), end
            return date(year, month, 7 * spec.day - 6), date(year, month, min(7 * spec.day, end.day))
        if spec.day is None:
            return _months(year, month, spec.months)
        return date(year, month, spec.day), date(year, month, spec.last_day or spec.day)

    if spec.year is not None:
        return in_year(spec.year)
    if written is None:
        return None
    if spec.unit == "year" and spec.shift is not None:
        return in_year(written.year + spec.shift)
    spans = []
    for year in (written.year - 1, written.year, written.year + 1):
        with suppress(ValueError):  # 29 February
            spans.append(in_year(year))
    if spec.shift == -1:
        return max((span for span in spans if span[0] < written), default=None)
    if spec.shift == 1:
        return min((span for span in spans if span[0] > written), default=None)
    return min(spans, key=lambda span: abs((span[0] - written).days), default=None)
