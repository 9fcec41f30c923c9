"""A passage as the casualty grammar reads it: marker phrases, person nouns and reporting verbs looked up by word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from marsad.casualties.conjugation import imperfect, perfect
from marsad.casualties.words import words as word_class
from marsad.lexicon import forms, load
from marsad.quantity import NounForm, noun_readings
from marsad.quantity.nouns import inflect
from marsad.quantity.vocabulary import vocabulary
from marsad.text import Passage, norm

ARTICLE = norm("ال")
AND = norm("و")
_AUGUST = norm("آب")
_EVENT_NOUNS = word_class("event_of_harm")
STOPS = frozenset(".!?؟؛;…")
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
QUOTES = frozenset("«»\"“”„‟‘’'")


class Match(NamedTuple):
    """A marker on words up to ``end``, with its row."""

    end: int
    row: Mapping[str, str]


_ByClass = dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]]


@cache
def _markers() -> dict[str, _ByClass]:
    """Markers by their first word, then by class, the longest first."""
    table: dict[str, _ByClass] = {}
    for row in load("casualty_markers"):
        variants = {tuple(norm(word) for word in row["form"].split()), tuple(Passage.of(row["form"]).norms)}
        for words in variants:
            table.setdefault(words[0], {}).setdefault(row["class"], []).append((words, row))
    for by_class in table.values():
        for entries in by_class.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _reporting() -> frozenset[str]:
    """Finite forms of the verbs that report (قال, أعلنت, يؤكد): a new clause begins at them."""
    found: set[str] = set()
    for row in load("cues"):
        found.update(norm(form.text) for form in perfect(row["verb"].rstrip("\u0651")) if not form.pronoun)
        if row["imperfect"]:
            found.update(norm(form.text) for form in imperfect(row["imperfect"]) if not form.pronoun)
    return frozenset(found) - vocabulary().keys()  # اثنين is "two" before it is "they praised"


@cache
def _nationals() -> dict[str, NounForm]:
    """Nationality and community nouns: عراقيين ("Iraqis"), أتراك ("Turks")."""
    found: dict[str, NounForm] = {}
    for row in load("nationalities"):
        base = row["base"]
        if base.startswith("=") or " " in base or row["class"] == "camp":
            continue
        entry = {"singular": base, "plurals": "", "gender": "m", "who": "", "harm": "", "gloss": row["english"]}
        more = [form for form in forms(row["more"]) if not form.startswith("ال") and " " not in form]
        if base.endswith("ي"):
            for form in inflect(base, [base + "ون"]):
                if not form.possessed and not form.construct:
                    found.setdefault(norm(form.text), NounForm(entry, *form[1:]))
            female = entry | {"gender": "f", "who": "woman"}
            for form in inflect(base + "ة", [base + "ات"]):
                if form.number != "singular" and not form.possessed and not form.construct:
                    found.setdefault(norm(form.text), NounForm(female, *form[1:]))
        for text in more:
            found.setdefault(norm(text), NounForm(entry, "plural"))
            found.setdefault(norm("ال" + text), NounForm(entry, "plural", definite=True))
    return found


@cache
def _compounds() -> dict[str, list[tuple[tuple[str, ...], NounForm]]]:
    """Person nouns of several words (رجل أمن, "security man"), by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], NounForm]]] = {}
    for row in load("persons"):
        head, _, rest = row["singular"].partition(" ")
        if not rest:
            continue
        tail = tuple(norm(word) for word in rest.split())
        definite = tuple(word if word.startswith(ARTICLE) else ARTICLE + word for word in tail)
        for form in inflect(head, []):
            if form.number == "plural" or form.possessed:
                continue
            reading = NounForm(row, form.number, form.definite)
            for ending in {tail, definite}:
                found.setdefault(norm(form.text), []).append(((norm(form.text), *ending), reading))
        for plural in forms(row["plurals"]):
            words = tuple(norm(word) for word in plural.split())
            found.setdefault(words[0], []).append((words, NounForm(row, "plural")))
            found.setdefault(words[0], []).append(
                (
                    tuple(w if i == 0 or w.startswith(ARTICLE) else ARTICLE + w for i, w in enumerate(words)),
                    NounForm(row, "plural"),
                )
            )
    return found


class Reading(NamedTuple):
    """A person noun on words ``start`` to ``end``."""

    end: int
    form: NounForm


class View:
    """Lookups over one passage. All indices are word indices of ``passage``."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.norms = passage.norms
        self.size = len(passage)
        self._nouns: dict[tuple[int, bool], Reading | None] = {}
        self._begun = self._markers_begun()
        self.sentence_of = [0] * self.size
        for number, (start, end) in enumerate(passage.sentences):
            for i in range(start, end):
                self.sentence_of[i] = number

    def _markers_begun(self) -> dict[int, list[tuple[_ByClass, int]]]:
        """The words that markers may begin at, which are few, with the word after their first."""
        table = _markers()
        begun: dict[int, list[tuple[_ByClass, int]]] = {}
        for i in range(self.size):
            found = [(table[form], after) for form, after in self.joined(i) if form in table]
            if found:
                begun[i] = found
        return begun

    def at(self, i: int) -> str:
        """The norm of word i, "" outside the passage."""
        return self.norms[i] if 0 <= i < self.size else ""

    def stop(self, i: int) -> int:
        """The end of the sentence of word i."""
        return self.passage.sentences[self.sentence_of[i]][1] if 0 <= i < self.size else self.size

    def begin(self, i: int) -> int:
        """The first word of the sentence of word i."""
        return self.passage.sentences[self.sentence_of[i]][0] if 0 <= i < self.size else 0

    def joined(self, i: int) -> list[tuple[str, int]]:
        """The norms that may stand at word i with the word after each: as it is, and with a particle cut off it put back."""
        form = self.at(i)
        found = [(form, i + 1)]
        if 0 <= i < self.size - 1 and self.passage.proclitic[i]:
            found.append((form + self.norms[i + 1], i + 2))
        return found

    def match(self, i: int, *classes: str) -> Match | None:
        """The longest marker of the classes that begins at word i."""
        begun = self._begun.get(i)
        if begun is None:
            return None
        best: Match | None = None
        for name in classes:
            for by_class, after in begun:
                for words, row in by_class.get(name, ()):
                    end = after + len(words) - 1
                    if tuple(self.norms[after:end]) == words[1:] and (best is None or end > best.end):
                        best = Match(end, row)
                        break
        return best

    def is_(self, i: int, *classes: str) -> bool:
        return self.match(i, *classes) is not None

    def noun(self, i: int, nationals: bool = False) -> Reading | None:
        """The person noun at word i, the longest compound first, likeliest reading."""
        key = (i, nationals)
        if key not in self._nouns:  # every step of the reading asks for the same ones
            self._nouns[key] = self._noun(i, nationals)
        return self._nouns[key]

    def _noun(self, i: int, nationals: bool) -> Reading | None:
        if not 0 <= i < self.size or (
            self.norms[i] == _AUGUST and self.passage.spelling(i) == "آب"
        ):  # August, not "father"
            return None
        for words, form in sorted(_compounds().get(self.at(i), ()), key=lambda entry: -len(entry[0])):
            if tuple(self.norms[i : i + len(words)]) == words:
                return Reading(i + len(words), form)
        if self.preposition(i) and not self.passage.spelling(i).startswith("إ"):
            return None  # أمام, "in front of", has the norm of إمام, "imam"
        for form_, after in self.joined(i):
            for form in self._readings(form_, self.passage.word(after - 1)):
                if not self.is_(i, "never_person"):
                    return Reading(after, form)
        if nationals and (national := _nationals().get(self.at(i))):
            return Reading(i + 1, national)
        return None

    def _readings(self, form: str, written: str) -> list[NounForm]:
        """The readings of a norm that its spelling allows: سائقه is "his driver", سائقة a woman who drives."""
        readings = [
            reading for reading in noun_readings(form, written) if not (reading.possessed and written.endswith("ة"))
        ]
        if written.endswith("ه") and readings and not readings[0].possessed and readings[0].number == "singular":
            owned = [
                reading for reading in noun_readings(form[:-1]) if reading.number == "singular" and not reading.definite
            ]
            readings = [reading._replace(possessed=True, construct=True) for reading in owned] + readings
        return readings

    def number(self, i: int) -> bool:
        """Whether word i is a figure or a number word."""
        return self.at(i)[:1].isdigit() or self.at(i) in vocabulary()

    def national(self, i: int) -> bool:
        return self.at(i) in _nationals()

    def reports(self, i: int) -> bool:
        """Whether word i is a finite verb of saying."""
        return self.at(i) in _reporting()

    def definite(self, i: int) -> bool:
        """Whether word i has the article."""
        form = self.at(i)
        return form.startswith(ARTICLE) and len(form) > 3

    def idafa(self, i: int, start: int) -> bool:
        """Whether a definite word that is no nationality stands at i, in the sentence of word start: it makes the noun before
        it definite (ضحايا الحرب, "the victims of the war")."""
        stop = self.stop(start)
        if i < stop and self.definite(i) and not self.national(i):
            return True
        # ضحايا مجزرة الفرن, "the victims of the bakery massacre"
        return i + 1 < stop and self.definite(i + 1) and self.at(i) in _EVENT_NOUNS

    def preposition(self, i: int) -> bool:
        return self.is_(i, "preposition")

    def punctuation(self, i: int) -> bool:
        form = self.at(i)
        return bool(form) and not form[0].isalnum()

    def closes(self, i: int) -> bool:
        """Whether word i ends every clause: a full stop or its like."""
        return self.at(i)[:1] in STOPS if self.at(i) else True

    def skip_brackets(self, i: int) -> int:
        """The word after a bracketed stretch that begins at word i (at most twenty words), or i."""
        if self.at(i) in OPENING:
            for j in range(i + 1, min(i + 20, self.stop(i))):
                if self.at(j) in CLOSING:
                    return j + 1
        return i
