"""Incidents: figures of a store that speak of the same event, side by side.

A figure joins the incident that it is most like. Likeness is a product of four factors (place, date, harm, cause), each said in
words with the figure, so that a recorder can see why it stands there. Places and dates are compared with those of the figure that
opened the incident, never with the last that joined it: daily shelling of one town does not run together into one of months.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from math import asin, cos, floor, radians, sin, sqrt
from pathlib import Path
from typing import Any

from marsad.lexicon import forms, load
from marsad.store import connect
from marsad.text import norm

WIDEST = 7  # days: a date that covers more ("in March") does not tell one incident from the next
EARTH = 6371.0  # its radius in km
KM_PER_DEGREE = EARTH * radians(1)

# Factors of likeness. What is named by one of two reports only speaks neither for nor much against them.
FARTHEST = 0.3  # taken off at the greatest distance allowed
LATEST = 0.4  # taken off at the greatest gap of days allowed
BORROWED = 0.9  # the place, or the date, is the document's, not the figure's own
SPAN = 0.8  # a date that covers several days
SAME_FAMILY = 0.9
OTHER_HARM = 0.5
ONE_CAUSE = 0.9
LIKE_CAUSE = 0.7
OTHER_CAUSE = 0.2

_ARMED = frozenset(("combatant", "soldier", "police"))

_FAMILY = {
    **dict.fromkeys(("killed", "injured", "casualties", "missing"), "hurt"),
    **dict.fromkeys(("detained", "abducted", "released"), "held"),
    **dict.fromkeys(("displaced", "evacuated", "besieged"), "moved"),
}
# Causes that are no violence. Fires and collapses follow from any other cause; the other kinds exclude one another.
_CONSEQUENCES = frozenset(("fire", "collapse"))
_UNMEANT = frozenset(
    ("earthquake", "flood", "storm", "drowning", "accident", "crush", "crash", "disease", "hunger", *_CONSEQUENCES)
)

Key = tuple[str, ...]
Cell = tuple[str | int, ...]


@dataclass(frozen=True)
class Thresholds:
    """What one incident may hold.

    days: between its dates; also how far back from its document's date a figure without a date may lie.
    km: kilometres between its places; 0 for the very same place only.
    similarity: the least likeness (0 to 1) of a figure to the incident that it joins.
    """

    days: int = 1
    km: float = 5.0
    similarity: float = 0.5


@dataclass(slots=True)
class Figure:
    """A claim of the store, as the grouping reads it. ``first`` and ``last`` bound the day of the event."""

    document: str
    claim: str
    document_date: date | None
    harm: str
    text: str
    low: int | None
    high: int | None
    qualifier: str
    who: list[str]
    part_of: str | None
    assertion: str
    scope: str
    attribution: str | None
    source_name: str | None
    source_type: str | None
    stance: str | None
    place: str | None
    place_id: str | None
    place_name: str | None
    latitude: float | None
    longitude: float | None
    first: date | None
    last: date | None
    cause: str | None
    sentence: str | None
    sentence_start: int | None
    own_place: bool = True
    own_date: bool = True
    similarity: float = 1.0
    why: str = ""

    @property
    def source(self) -> str:
        """Who says it, to read: the report itself where it names nobody."""
        return self.source_name or ("unnamed source" if self.attribution else f"report {self.document}")

    @property
    def source_key(self) -> str:
        """Sources are the same where their names are, in normalized spelling; unnamed ones differ by document."""
        return norm(" ".join(self.source_name.split())) if self.source_name else f"{self.source} {self.document}"

    @property
    def place_key(self) -> Key | None:
        """Places are the same where the gazetteer's id is or, without one, the name in normalized spelling."""
        if self.place_id:
            return ("id", self.place_id)
        return ("name", norm(self.place)) if self.place else None

    @property
    def people(self) -> str:
        """``armed`` where all are combatants, soldiers or police, else ``others``: their figures are not to be compared."""
        return "armed" if set(self.who) <= _ARMED else "others"

    @property
    def denied(self) -> bool:
        """Whether the source says that it is not so ("no casualties"; "denied that five were killed")."""
        return self.assertion == "negated" or self.stance == "deny"

    def to_dict(self) -> dict[str, Any]:
        """As JSON values, with why it stands in its incident."""
        return {
            "document": self.document,
            "claim": self.claim,
            "document_date": _iso(self.document_date),
            "source": self.source,
            "harm": self.harm,
            "text": self.text,
            "low": self.low,
            "high": self.high,
            "qualifier": self.qualifier,
            "who": self.who,
            "similarity": round(self.similarity, 3),
            "why": self.why,
            "sentence": self.sentence,
        }


@dataclass(slots=True)
class Bounds:
    """The least and the most; None where that side is open ("at least eight" has no high)."""

    low: int | None
    high: int | None

    @classmethod
    def over(cls, parts: Iterable[Bounds]) -> Bounds:
        """What holds all of them: open where one of them is."""
        lows, highs = zip(*((part.low, part.high) for part in parts), strict=True)
        return cls(None if None in lows else min(lows), None if None in highs else max(highs))

    @classmethod
    def sum(cls, parts: Iterable[Bounds]) -> Bounds:
        """All of them together."""
        lows, highs = zip(*((part.low, part.high) for part in parts), strict=True)
        return cls(None if None in lows else sum(lows), None if None in highs else sum(highs))

    def __str__(self) -> str:
        if self.high is None:
            return "?" if self.low is None else f"≥ {self.low:,}"
        if self.low is None:
            return f"≤ {self.high:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


@dataclass(slots=True)
class SourceToll:
    """What one source says of one harm. ``bounds`` are those of its latest reports, ``by_day`` those of each day of reporting."""

    source: str
    source_type: str | None
    figures: list[Figure]
    by_day: dict[date | None, Bounds]
    bounds: Bounds
    as_of: date | None


@dataclass(slots=True)
class Toll:
    """One harm of an incident, or a running total: each source's figures, their range, and how it moved.

    ``people``: ``armed`` or ``others``, as of ``Figure``.
    """

    harm: str
    people: str
    figures: list[Figure]

    @property
    def sources(self) -> list[SourceToll]:
        """Each source's toll, in the order of their first reports. Figures that are part of another are left out."""
        by_source: dict[str, list[Figure]] = defaultdict(list)
        for figure in sorted(self.whole, key=lambda f: (f.document_date or date.min, f.document)):
            by_source[figure.source_key].append(figure)
        return [_source_toll(figures) for figures in by_source.values()]

    @property
    def whole(self) -> list[Figure]:
        """The figures that are no part of another; all of them where only parts are known."""
        return [figure for figure in self.figures if not figure.part_of] or self.figures

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        sources = self.sources
        range_ = Bounds.over(source.bounds for source in sources)
        named = [n for source in sources for n in (source.bounds.low, source.bounds.high) if n is not None]
        days: dict[date | None, list[Bounds]] = defaultdict(list)
        for source in sources:
            for day, bounds in source.by_day.items():
                days[day].append(bounds)
        return {
            "harm": self.harm,
            "people": self.people,
            "low": range_.low,
            "high": range_.high,
            "highest_named": max(named, default=None),
            "sources": [
                {
                    "source": source.source,
                    "source_type": source.source_type,
                    "low": source.bounds.low,
                    "high": source.bounds.high,
                    "as_of": _iso(source.as_of),
                    "figures": [figure.to_dict() for figure in source.figures],
                }
                for source in sources
            ],
            "movement": [
                {"date": _iso(day), "low": bounds.low, "high": bounds.high, "sources": len(days[day])}
                for day in sorted(days, key=lambda d: d or date.min)
                for bounds in [Bounds.over(days[day])]
            ],
            "parts": [figure.to_dict() for figure in self.figures if figure.part_of],
        }


@dataclass(slots=True)
class Incident:
    """Figures of one event. ``anchor`` opened it; ``denied`` and ``feared`` speak of it and count in no range."""

    anchor: Figure
    figures: list[Figure] = field(default_factory=list)
    denied: list[Figure] = field(default_factory=list)
    feared: list[Figure] = field(default_factory=list)
    harms: set[str] = field(default_factory=set)
    cause: str | None = None

    def add(self, figure: Figure) -> None:
        """Take a figure in. The first that names a cause gives the incident its own."""
        self.figures.append(figure)
        self.harms.add(figure.harm)
        self.cause = self.cause or _kind(figure.cause)

    @property
    def tolls(self) -> list[Toll]:
        """A toll for each harm, of armed people apart."""
        return _tolls(self.figures)

    def source_count(self) -> int:
        """How many sources give a figure."""
        return len({figure.source_key for figure in self.figures})

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        anchor = self.anchor
        return {
            "kind": "incident",
            "id": f"{anchor.document}/{anchor.claim}",
            "place": _place(anchor),
            "first": _iso(anchor.first),
            "last": _iso(anchor.last),
            "causes": sorted({figure.cause for figure in self.figures if figure.cause}),
            "tolls": [toll.to_dict() for toll in self.tolls],
            "denied": [figure.to_dict() for figure in self.denied],
            "feared": [figure.to_dict() for figure in self.feared],
        }


@dataclass(slots=True)
class Found:
    """What a store holds: incidents by date, running totals by place and harm, and how many figures stand in neither, and why."""

    incidents: list[Incident]
    totals: list[Toll]
    left_out: Counter[str]

    def of_sources(self, least: int) -> Found:
        """The same with only the incidents that at least so many sources give figures for."""
        return Found([i for i in self.incidents if i.source_count() >= least], self.totals, self.left_out)

    def to_dicts(self) -> Iterator[dict[str, Any]]:
        """JSON values: a record an incident, a record a running total, and at last what was left out."""
        yield from (incident.to_dict() for incident in self.incidents)
        for total in self.totals:
            yield {"kind": "running_total", "place": _place(total.figures[0]), **total.to_dict()}
        yield {"kind": "left_out", **self.left_out}


def find_incidents(store: Path, thresholds: Thresholds | None = None) -> Found:
    """The incidents of a store.

    store: a file that ``marsad extract`` made.
    RAISES: marsad.extras.MissingExtra without the extra ``store``; marsad.store.StoreError for what is no store.
    """
    thresholds = thresholds or Thresholds()
    with connect(store, read_only=True) as connection:
        return group(_figures(connection), thresholds)


def group(figures: Iterable[Figure], thresholds: Thresholds) -> Found:
    """Group figures; those of one document are to follow one another.

    Time grows with n log n of the figures: each is compared with the incidents of its days and its place or those near it.
    """
    left_out: Counter[str] = Counter()
    events: list[Figure] = []
    asides: list[Figure] = []
    totals: dict[tuple[Key, str, str], list[Figure]] = defaultdict(list)
    for _, of_document in groupby(figures, lambda figure: figure.document):
        for figure in _settled(list(of_document), thresholds):
            key = figure.place_key
            if key is None:
                left_out["no place"] += 1
            elif figure.scope == "cumulative" and figure.assertion == "asserted" and not figure.denied:
                totals[key, figure.harm, figure.people].append(figure)
            elif figure.first is None or figure.last is None:
                left_out["no date"] += 1
            elif (figure.last - figure.first).days >= max(WIDEST, thresholds.days + 1):
                left_out["date too wide"] += 1
            elif figure.denied or figure.assertion != "asserted":
                asides.append(figure)
            else:
                events.append(figure)
    index = _Index(thresholds)
    # What is dated best opens the incidents.
    for figure in sorted(events, key=_order):
        incident = index.find(figure)
        if incident is None:
            incident = Incident(figure)
            figure.why = "opens the incident"
            index.add(incident)
        incident.add(figure)
    for figure in asides:
        incident = index.find(figure)
        if incident is None:
            left_out["denied or feared, of no incident known"] += 1
        else:
            (incident.denied if figure.denied else incident.feared).append(figure)
    return Found(
        sorted(index.incidents, key=lambda i: _order(i.anchor)[2:]),
        [Toll(harm, people, figures) for (_, harm, people), figures in totals.items()],
        left_out,
    )


def _order(figure: Figure) -> tuple[bool, int, date, str, int, str]:
    assert figure.first is not None and figure.last is not None  # only dated figures are grouped
    width = (figure.last - figure.first).days
    return not figure.own_date, width, figure.first, figure.document, len(figure.claim), figure.claim


def _settled(figures: list[Figure], thresholds: Thresholds) -> list[Figure]:
    """The figures of one document; what has no place takes the document's only one, what has no date its date of writing."""
    placed = {figure.place_key: figure for figure in figures if figure.place_key}
    only = next(iter(placed.values())) if len(placed) == 1 else None
    for figure in figures:
        if only is not None and figure.place_key is None:
            figure.place, figure.place_id, figure.place_name = only.place, only.place_id, only.place_name
            figure.latitude, figure.longitude = only.latitude, only.longitude
            figure.own_place = False
        if figure.first is None and figure.document_date is not None:
            figure.first = figure.document_date - timedelta(
                days=min(thresholds.days, figure.document_date.toordinal() - 1)
            )
            figure.last = figure.document_date
            figure.own_date = False
    return figures


class _Index:
    """Incidents by where and when, to be found by what is near."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.incidents: list[Incident] = []
        self._thresholds = thresholds
        self._by_cell: dict[tuple[Cell, int], list[Incident]] = defaultdict(list)

    def add(self, incident: Incident) -> None:
        self.incidents.append(incident)
        cell = self._cells(incident.anchor)[0]
        for day in _days(incident.anchor, 0):
            self._by_cell[cell, day].append(incident)

    def find(self, figure: Figure) -> Incident | None:
        """The incident that a figure joins, which is then said in the figure; of equal ones the first."""
        near: dict[int, Incident] = {}
        for cell in self._cells(figure):
            for day in _days(figure, self._thresholds.days):
                near.update((id(incident), incident) for incident in self._by_cell.get((cell, day), ()))
        best: Incident | None = None
        for incident in near.values():
            similarity, why = likeness(figure, incident, self._thresholds)
            if similarity >= self._thresholds.similarity and (best is None or similarity > figure.similarity):
                best, figure.similarity, figure.why = incident, similarity, why
        return best

    def _cells(self, figure: Figure) -> list[Cell]:
        """The cell of a figure's place, then those around it."""
        km = self._thresholds.km
        if not km or figure.latitude is None or figure.longitude is None:
            return [figure.place_key or ()]
        height = km / KM_PER_DEGREE
        row = floor(figure.latitude / height)
        cells: list[Cell] = []
        for r in (row, row - 1, row + 1):
            # A degree of longitude is shorter away from the equator: a row's cells are as wide as it wants at its far edge.
            edge = min(89.0, max(abs(r), abs(r + 1)) * height)
            column = floor(figure.longitude * cos(radians(edge)) / height)
            cells += [(r, c) for c in (column, column - 1, column + 1)]
        return cells


def likeness(figure: Figure, incident: Incident, thresholds: Thresholds) -> tuple[float, str]:
    """How alike a figure and an incident are, and why.

    RETURNS: 0 (places or dates too far apart) to 1, and the factors in words.
    """
    factors = (
        _place_factor(figure, incident.anchor, thresholds.km),
        _date_factor(figure, incident.anchor, thresholds.days),
        _harm_factor(figure, incident),
        _cause_factor(figure, incident),
    )
    product = 1.0
    for factor, _ in factors:
        product *= factor
    return product, ", ".join(f"{words} ({factor:.2f})" for factor, words in factors)


def _place_factor(figure: Figure, anchor: Figure, km: float) -> tuple[float, str]:
    name = anchor.place_name or anchor.place
    if figure.place_key == anchor.place_key:
        factor, words = 1.0, f"same place: {name}"
    else:
        apart = _distance(figure, anchor)
        if apart is None or apart > km:
            return 0.0, f"not at {name}"
        factor, words = 1.0 - FARTHEST * apart / km, f"{apart:.1f} km from {name}"
    return (factor, words) if figure.own_place else (factor * BORROWED, f"{words}, the only place of the report")


def _date_factor(figure: Figure, anchor: Figure, days: int) -> tuple[float, str]:
    assert figure.first and figure.last and anchor.first and anchor.last  # only dated figures are grouped
    gap = max(0, (figure.first - anchor.last).days, (anchor.first - figure.last).days)
    if gap > days:
        return 0.0, f"{gap} days apart"
    factor = 1.0 - LATEST * gap / days if gap else 1.0
    words = f"{gap} day{'s' * (gap > 1)} apart" if gap else "same day"
    if not figure.own_date:
        return factor * BORROWED, f"{words} by the date of the report"
    if figure.first != figure.last:
        return factor * SPAN, f"{words} within {_iso(figure.first)} to {_iso(figure.last)}"
    return factor, words


def _harm_factor(figure: Figure, incident: Incident) -> tuple[float, str]:
    if figure.harm in incident.harms:
        return 1.0, f"same harm: {figure.harm}"
    family = _FAMILY.get(figure.harm)
    near = [harm for harm in sorted(incident.harms) if _FAMILY.get(harm) == family]
    return (SAME_FAMILY, f"{figure.harm} beside {near[0]}") if near else (OTHER_HARM, f"another harm: {figure.harm}")


def _cause_factor(figure: Figure, incident: Incident) -> tuple[float, str]:
    mine, theirs = _kind(figure.cause), incident.cause
    if mine is None or theirs is None:
        return ONE_CAUSE, f"cause named once: {mine or theirs}" if mine or theirs else "no cause named"
    if mine == theirs:
        return 1.0, f"same cause: {mine}"
    violent = mine not in _UNMEANT and theirs not in _UNMEANT
    if violent or _CONSEQUENCES & {mine, theirs}:
        return LIKE_CAUSE, f"like causes: {mine}, {theirs}"
    return OTHER_CAUSE, f"other causes: {mine}, {theirs}"


@cache
def _kinds() -> dict[str, str]:
    return {
        " ".join(norm(article + word) for word in form.split()): row["kind"]
        for row in load("causes")
        for form in forms(row["form"])
        for article in ("", "ال")
    }


def _kind(cause: str | None) -> str | None:
    """What kind of cause the words name; words that the lexicon has not are a kind of their own."""
    if not cause:
        return None
    words = " ".join(norm(word) for word in cause.split())
    return _kinds().get(words, words)


def _distance(one: Figure, other: Figure) -> float | None:
    """Kilometres between two places, on a sphere."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def _days(figure: Figure, around: int) -> range:
    assert figure.first and figure.last  # only dated figures are grouped
    return range(figure.first.toordinal() - around, figure.last.toordinal() + around + 1)


def _tolls(figures: Sequence[Figure]) -> list[Toll]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.harm, figure.people].append(figure)
    order = list(_FAMILY)
    return [Toll(*key, groups[key]) for key in sorted(groups, key=lambda key: (order.index(key[0]), key[1] == "armed"))]


def _source_toll(figures: list[Figure]) -> SourceToll:
    """figures: of one source and harm, by date of document."""
    days: dict[date | None, list[Bounds]] = defaultdict(list)
    for (_, day), of_document in groupby(figures, lambda figure: (figure.document, figure.document_date)):
        days[day].append(_document_bounds(list(of_document)))
    by_day = {day: Bounds.over(bounds) for day, bounds in days.items()}
    as_of = max(by_day, key=lambda day: day or date.min)
    return SourceToll(figures[0].source, figures[0].source_type, figures, by_day, by_day[as_of], as_of)


def _document_bounds(figures: list[Figure]) -> Bounds:
    """What a source says in one document: figures of one sentence for different people add up, others are alternatives."""
    sentences: dict[int | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        sentences[figure.sentence_start].append(figure)
    told = []
    for of_sentence in sentences.values():
        distinct = list({(f.low, f.high, *sorted(f.who)): f for f in of_sentence}.values())
        people = [who for figure in distinct for who in figure.who]
        # "Three civilians and five soldiers" are eight; "eight people … three civilians" need not be eleven.
        apart = "person" not in people and len(people) == len(set(people))
        bounds = [Bounds(figure.low, figure.high) for figure in distinct]
        told.append(Bounds.sum(bounds) if apart else Bounds.over(bounds))
    return Bounds.over(told)


_QUERY = """
SELECT document, claim, documents.date, harm, claims.text, low, high, qualifier, who, part_of, assertion, scope, attribution,
    source_name, source_type, stance, place, place_id, place_name, latitude, longitude,
    TRY_CAST(date_first AS DATE), TRY_CAST(date_last AS DATE), cause, sentence, sentence_start
FROM claims JOIN documents ON documents.id = claims.document
ORDER BY document, length(claim), claim
"""


def _figures(connection: Any) -> Iterator[Figure]:
    result = connection.execute(_QUERY)
    while rows := result.fetchmany(1024):
        yield from (Figure(*row) for row in rows)


def _place(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.place,
        "id": figure.place_id,
        "name": figure.place_name,
        "latitude": figure.latitude,
        "longitude": figure.longitude,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
