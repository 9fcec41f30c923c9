"""The lexicons of statements, indexed by norm: verb forms, phrases, heads of sources, closed classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from marsad import lexicon
from marsad.lexicon import forms
from marsad.statements.conjugation import Agreement, imperfect, participle, perfect, verbal_noun
from marsad.text import Passage, Phrases, norm


@dataclass(slots=True, frozen=True)
class Verb:
    """A row of ``cues.tsv``."""

    lemma: str
    stance: str
    negated: str
    government: frozenset[str]
    strength: str


class Form(NamedTuple):
    """A form of a verb: aspect is perfect, imperfect, participle or noun; ``object``: it ends in an object pronoun."""

    verb: Verb
    aspect: str
    agreement: Agreement
    object: bool = False


class Phrase(NamedTuple):
    """A row of ``cue_phrases.tsv``."""

    text: str
    kind: str
    stance: str
    type: str


class Head(NamedTuple):
    """A row of ``source_heads.tsv`` for one of its forms."""

    kind: str
    type: str


class Sense(NamedTuple):
    """A row of ``cue_senses.tsv``: phrases near a verb with which it states nothing."""

    side: str
    phrases: Phrases
    reach: int


_ARTICLE = norm("ال")
_US = norm("نا")
_ENCLITICS = ("هما", "ها", "هم", "هن", "نا", "ني", "كم", "ه", "ك")


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The other senses of verbs of saying, by lemma."""
    table: dict[str, tuple[Sense, ...]] = {}
    for row in lexicon.load("cue_senses"):
        sense = Sense(row["side"], Phrases(row["words"]), int(row["reach"]))
        table[row["verb"]] = (*table.get(row["verb"], ()), sense)
    return table


@cache
def verb_forms() -> dict[str, tuple[Form, ...]]:
    """All forms of the verbs of ``cues.tsv`` by norm."""
    index: dict[str, list[Form]] = {}

    def add(word: str, form: Form) -> None:
        entries = index.setdefault(norm(word), [])
        if form not in entries:
            entries.append(form)

    for row in lexicon.load("cues"):
        verb = Verb(
            row["verb"],
            row["stance"],
            row["negated"],
            frozenset(row["government"].split()),
            row["strength"],
        )
        for word, agreement in perfect(row["verb"]):
            add(word, Form(verb, "perfect", agreement))
        hollow = row["verb"][-2] == "ا"
        for word, agreement in imperfect(row["imperfect"], hollow) if row["imperfect"] else ():
            add(word, Form(verb, "imperfect", agreement))
        if row["participle"]:
            for word, agreement in participle(row["participle"]):
                add(word, Form(verb, "participle", agreement))
        for noun in forms(row["noun"]):
            for word, agreement in verbal_noun(noun):
                add(word, Form(verb, "noun", agreement))
            add(noun, Form(verb, "bare_noun", Agreement(3)))
    for word in words("homograph"):
        index.pop(word, None)
    return {word: tuple(entries) for word, entries in index.items()}


@cache
def read_verb(word: str) -> tuple[Form, ...]:
    """The verb forms that a normalized word may be, with or without an object pronoun (نفاه, "he denied it")."""
    index = verb_forms()
    found = index.get(word, ())
    ours = word.endswith(_US) and bool(found) and all(form.agreement.person == 1 for form in found)
    finite = any(form.aspect in ("perfect", "imperfect") for form in found)
    if (finite and not ours) or (word.startswith(_ARTICLE) and len(word) > 4):
        return found
    for enclitic in _ENCLITICS:
        if word.endswith(enclitic) and len(word) - len(enclitic) >= 3:
            stem = word[: -len(enclitic)]
            stems = [stem]
            if stem.endswith("و"):
                stems.append(stem + "ا")
            if stem.endswith("ا"):
                stems.append(stem[:-1] + norm("ى"))
            for candidate in stems:
                verbs = [f for f in index.get(candidate, ()) if f.aspect in ("perfect", "imperfect")]
                if verbs:
                    return tuple(f._replace(object=True) for f in verbs) + found
    return found


@cache
def words(kind: str) -> frozenset[str]:
    """Norms of a class of ``statement_words.tsv``."""
    return frozenset(
        norm(form) for row in lexicon.load("statement_words") if row["class"] == kind for form in forms(row["form"])
    )


@cache
def narrating() -> frozenset[str]:
    """The verbs of ``cues.tsv``, as written there, of those who tell what they lived through."""
    return frozenset(
        form for row in lexicon.load("statement_words") if row["class"] == "narrating" for form in forms(row["form"])
    )


@cache
def content_heads() -> frozenset[str]:
    """Norms of the nouns that begin a content."""
    return frozenset(norm(form) for row in lexicon.load("content_heads") for form in forms(row["form"]))


@cache
def given_names() -> frozenset[str]:
    return frozenset(norm(row["form"]) for row in lexicon.load("given_names"))


@cache
def heads() -> dict[tuple[str, ...], Head]:
    """Heads and modifiers of sources by their norms, with and without the article, and in the accusative; the first row wins."""
    index: dict[tuple[str, ...], Head] = {}
    for row in lexicon.load("source_heads"):
        head = Head(row["class"], row["type"])
        for form in (f for listed in forms(row["form"]) for f in _inflected(listed)):
            bare = tuple(norm(word) for word in form.split())
            accusative = (bare[0] + norm("ا"),) if len(bare) == 1 else bare
            for key in (
                bare,
                accusative,
                tuple("ال" + word for word in bare),
                (bare[0], *("ال" + word for word in bare[1:])),
            ):
                index.setdefault(key, head)
    return index


LONGEST_HEAD = 4
_SOUND = ("ون", "ين")


def _inflected(form: str) -> tuple[str, ...]:
    """A head with the other cases of a sound plural (مهاجرون, مهاجرين, مهاجرو) and the duals of a feminine (وزارتان, وزارتا)."""
    if " " in form:
        return (form,)
    if form.endswith(_SOUND) and len(form) > 4:
        return form, *(form[:-2] + ending for ending in (*_SOUND, "و", "ي"))
    if form.endswith("ة") and len(form) > 3:
        return form, *(form[:-1] + ending for ending in ("تان", "تين", "تا"))
    return (form,)


@cache
def nationalities() -> frozenset[str]:
    """Norms of the words of nationality in all inflections."""
    index: set[str] = set()
    for row in lexicon.load("nationalities"):
        base = row["base"].lstrip("=")
        for ending in ("", "ة", "ين", "ون", "ان", "ات", "تان", "تين"):
            stem = norm(base + ending)
            index.update((stem, "ال" + stem))
        index.update(norm(form) for form in forms(row["more"]))
    return frozenset(index)


@cache
def content_classes() -> dict[str, str]:
    """The class of each noun of ``content_heads.tsv`` that gives a verb of expressing its stance (believe, condemn)."""
    return {
        norm(form): row["class"]
        for row in lexicon.load("content_heads")
        if row["class"] in ("believe", "condemn")
        for form in forms(row["form"])
    }


@cache
def places() -> frozenset[str]:
    """Norms of the one-word names of countries and of the capitals that stand for their governments."""
    countries = (norm(name) for row in lexicon.load("countries") for name in forms(row["names"]) if " " not in name)
    return frozenset(countries) | words("capital")


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], Phrase], ...]]:
    """Cue phrases by their first word, the longest first; each as words cut the way a text is."""
    index: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    for row in lexicon.load("cue_phrases"):
        phrase = Phrase(row["phrase"], row["class"], row["stance"], row["type"])
        whole = tuple(norm(word) for word in row["phrase"].split())
        for key in {whole, tuple(Passage.of(row["phrase"]).norms)}:
            index.setdefault(key[0], []).append((key, phrase))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in index.items()}
