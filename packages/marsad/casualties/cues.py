"""Harm cues: the verbs, nouns and predicates of a passage that say what happened to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from marsad.casualties.conjugation import Agreement, Form, imperfect, perfect
from marsad.casualties.view import AND, View
from marsad.casualties.words import words
from marsad.lexicon import forms, load
from marsad.text import Phrases, norm

Kind = Literal["verb", "noun", "predicate"]
_COMPANION_REACH = 14  # words between a verb and the word that completes it: أودى القصف على … بحياة
_SUFFIXES = ("", "ه", "ها", "هم", "هما", "هن")
_IN = words("noun_preposition")
_FOR_BY = frozenset(norm(form) for form in ("ل", "ب", "بحق"))
_HANDS = words("hand")  # على يد, "at the hands of"
_NAME_PARTS = words("name_part")
_TANWIN = "\u064b"
_LOST = norm("فقد")
_OURS = norm("نا")  # or the ending of "we" in a perfect: فقد شاهدنا, "so we have seen"
_AND_OR = frozenset(norm(form) for form in ("و", "أو"))


@dataclass(slots=True)
class Cue:
    """Words ``start`` to ``end`` that say a harm.

    frame: subject, object, genitive (nouns and completed phrases), the preposition that the harmed follow, or preposition:
    one of ``prepositions``, after a noun that is definite and governs nothing else (الاغتيال الغامض لفلان).
    active, passive: the voices the form can have. form: agreement and clitic pronoun of a verb. prepositions: what may
    stand before the harmed besides nothing. people: whether only people can follow; name: whether an unknown word can be
    a name there; numbered: whether only counted people are meant. agentive: the harm where the verb has an agent, if
    another (فقد, "be missing" or "lose"). used: whether somebody was bound.
    """

    start: int
    end: int
    harm: str
    kind: Kind
    frame: str
    prepositions: frozenset[str] = frozenset()
    active: bool = True
    passive: bool = False
    form: Form | None = None
    people: bool = False
    name: bool = False
    numbered: bool = False
    agentive: str | None = None
    used: bool = False
    rule: str = ""


class _Verb(NamedTuple):
    row: Mapping[str, str]
    form: Form
    active: bool
    passive: bool


@cache
def _verbs() -> dict[str, tuple[_Verb, ...]]:
    table: dict[str, list[_Verb]] = {}
    for row in load("harm_verbs"):
        found: dict[tuple[str, Agreement, bool, bool], list[bool]] = {}
        kept: dict[tuple[str, Agreement, bool, bool], Form] = {}
        parts = ((0, "perfect", "imperfect"), (1, "passive", "imperfect_passive"))
        for voice, past, present in parts:
            shapes = list(perfect(row[past])) if row[past] else []
            shapes += list(imperfect(row[present], row["jussive"])) if row[present] else []
            for form in shapes:
                key = (norm(form.text), form.agreement, form.feminine, form.pronoun)
                found.setdefault(key, [False, False])[voice] = True
                kept.setdefault(key, form)
        for key, (active, passive) in found.items():
            table.setdefault(key[0], []).append(_Verb(row, kept[key], active, passive))
    return {key: tuple(verbs) for key, verbs in table.items()}


@cache
def _nouns() -> dict[str, list[tuple[tuple[str, ...], Mapping[str, str], bool]]]:
    """Rows by the norm of their first word; the flag says whether a pronoun is written on it (مقتلهم, "their death")."""
    table: dict[str, list[tuple[tuple[str, ...], Mapping[str, str], bool]]] = {}
    for row in load("harm_nouns"):
        head, *rest = row["noun"].split()
        tail = tuple(norm(word) for word in rest)
        bare = head[:-1] + "ت" if head.endswith("ة") else head
        for article in ("", "ال"):
            table.setdefault(norm(article + head), []).append(((norm(article + head), *tail), row, False))
        if not rest:
            for suffix in _SUFFIXES[1:]:
                table.setdefault(norm(bare + suffix), []).append(((norm(bare + suffix),), row, True))
        if head[-1] not in "ةءاى":
            table.setdefault(norm(head + "ا"), []).append(((norm(head + "ا"), *tail), row, False))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _senses() -> dict[str, list[tuple[Phrases, int]]]:
    """By lemma: the phrases of another sense and how far they are looked for."""
    table: dict[str, list[tuple[Phrases, int]]] = {}
    for row in load("harm_senses"):
        phrases = Phrases(row["words"])
        for lemma in forms(row["lemma"]):
            table.setdefault(lemma, []).append((phrases, int(row["reach"])))
    return table


@cache
def _companions(cell: str) -> frozenset[str]:
    found: set[str] = set()
    for form in forms(cell):
        bare = form[:-1] + "ت" if form.endswith("ة") else form
        found.update(norm(form if not suffix else bare + suffix) for suffix in _SUFFIXES)
        found.add(norm("ال" + form))
    return frozenset(found)


def find_cues(view: View) -> list[Cue]:
    """All harm cues of a passage in text order, coordinated ones (مقتل وإصابة, "killing and wounding of") made one."""
    found: list[Cue] = []
    i = 0
    while i < view.size:
        cue = _cue(view, i)
        if cue is None or _other_sense(view, cue):
            i += 1
            continue
        found.append(cue)
        i = max(cue.end, i + 1)
    return _coordinated(view, sorted(found, key=lambda cue: cue.start))


def _cue(view: View, i: int) -> Cue | None:
    if view.is_(i, "manner") or view.at(i - 1) in _NAME_PARTS:  # أبو ياسر, a name, not يأسر "captures"
        return None
    noun = _noun(view, i)
    verb = _verb(view, i)
    if noun is not None and verb is not None:
        if verb.form is not None and verb.form.pronoun:
            return noun
        # قتل, خطف, أسر are verb and verbal noun alike: a noun after a preposition, a noun or a possessive context.
        before = view.at(i - 1)
        nominal = (view.preposition(i - 1) and before != norm("قبل")) or view.is_(i - 1, "hypothetical", "demand")
        if nominal or noun.end > verb.end:
            return noun
    if verb is not None and noun is not None:
        verb.prepositions |= noun.prepositions
    plural = verb is not None and verb.form is not None and verb.form.agreement == "plural"
    if verb is not None and noun is None and not plural and view.preposition(i - 1) and view.at(i - 1) in _IN:
        return None  # a homograph noun: في سجن, "in the prison of"
    return verb or noun


def _other_sense(view: View, cue: Cue) -> bool:
    """Whether a word follows with which the cue says no harm: طعن في الحكم, "appeal against the verdict"."""
    for phrases, reach in _senses().get(cue.rule.partition(":")[2], ()):
        stop = min(view.stop(cue.start), cue.end + reach)
        for j in range(cue.end, stop):
            reading = view.noun(j)
            if view.closes(j) or (reading is not None and reading.form.entry["harm"]):
                break
            if view.at(j) == AND and view.noun(j + 1) is None and not view.number(j + 1):
                break  # a new clause
            if phrases.begin_at(view.norms, j):
                return True
    return False


def _noun(view: View, i: int) -> Cue | None:
    for form, after in view.joined(i):
        for phrase, row, possessed in _nouns().get(form, ()):
            end = after + len(phrase) - 1
            if tuple(view.norms[after:end]) != phrase[1:]:
                continue
            prepositions = frozenset(norm(p) for p in forms(row["prepositions"]))
            required = row["prepositions"] in ("عن", "على")
            if view.definite(i) and form.startswith(norm("ال")) and not required and not rest_of(phrase):
                prepositions, closed = prepositions & _FOR_BY, True
            else:
                closed = False
            frame = next(iter(prepositions)) if required else "preposition" if closed else "genitive"
            if closed and not prepositions:
                return None
            return Cue(
                i, end, row["harm"], "noun", frame, prepositions, True, False,
                Form(form, pronoun=possessed), row["complement"] in ("people", "name"), row["complement"] == "name",
                row["complement"] == "number", rule="noun:" + row["noun"],
            )  # fmt: skip
    return None


def rest_of(phrase: tuple[str, ...]) -> bool:
    """Whether a noun's phrase has a second word."""
    return len(phrase) > 1


def _verb(view: View, i: int) -> Cue | None:
    best: Cue | None = None
    for form, after in view.joined(i):
        for row, shape, active, passive in _verbs().get(form, ()):
            written = view.passage.word(after - 1)
            if (
                (shape.pronoun and row["frame"] == "subject")
                or view.passage.spelling(after - 1).startswith("آ")
                or (shape.jussive and not view.is_(i - 1, "negation"))
                or (form == _LOST and after > i + 1 and not _lost_people(view, after))
                or (shape.agreement == "dual" and _TANWIN in written)
            ):
                continue
            cue = _framed(view, i, after, row, shape, active, passive)
            if cue is None:
                continue
            if best is not None and {best.harm, cue.harm} == {"missing", "killed"} and best.rule == cue.rule:
                best.harm, best.agentive, best.active, best.passive = "missing", "killed", True, True
            elif (
                best is None
                or cue.rule.startswith("with:")
                or (cue.prepositions and view.at(after) in cue.prepositions)
            ):
                best = cue
        if best is not None:
            return best
    return None


def _lost_people(view: View, i: int) -> bool:
    """Whether a فقد that the tokenizer cut (ف + قد, "so has …") is the verb after all: people follow."""
    reading = view.noun(i)
    known = reading is not None and not (reading.form.possessed and view.at(i).endswith(_OURS))
    return known or view.at(i)[:1].isdigit() or (view.definite(i) and view.definite(i + 1)) or view.national(i)


def _framed(
    view: View, i: int, after: int, row: Mapping[str, str], shape: Form, active: bool, passive: bool
) -> Cue | None:
    frame, harm = row["frame"], row["harm"]
    name = row["perfect"] or row["passive"]
    if frame in ("with", "subject_with", "object_with"):
        at = _find_companion(view, after, row["companions"])
        if at < 0:
            return None
        if frame == "with":
            # the harmed follow the companion: أودى … بحياة N
            return Cue(at, at + 1, harm, "noun", "genitive", people=True, rule="with:" + name)
        frame = frame.removesuffix("_with")
        return Cue(i, after, harm, "verb", frame, active=active, passive=passive, form=shape, rule="with:" + name)
    prepositions = frozenset({norm(frame)}) if frame not in ("subject", "object") else frozenset()
    if prepositions and not _governs(view, after, norm(frame)):
        return None
    return Cue(i, after, harm, "verb", frame, prepositions, active, passive, shape, rule="verb:" + name)


def _governs(view: View, start: int, preposition: str) -> bool:
    """Whether a verb's preposition follows, with a pronoun or without."""
    stem = preposition[:-1] if preposition.endswith("ي") else preposition
    for j in range(start, min(start + 10, view.stop(start - 1))):
        form = view.at(j)
        if form == preposition:
            return view.at(j + 1) not in _HANDS
        if form.startswith(stem) and form[-1:] in ("ه", "م", "ا", "ن") and len(form) <= len(preposition) + 3:
            return True
        if view.closes(j) or view.reports(j):
            return False
    return False


def _find_companion(view: View, start: int, cell: str) -> int:
    wanted = _companions(cell)
    for j in range(start, min(start + _COMPANION_REACH, view.stop(start - 1))):
        if any(form in wanted for form, _ in view.joined(j)):
            return j
        if view.closes(j) or view.reports(j):
            break
    return -1


def _coordinated(view: View, cues: list[Cue]) -> list[Cue]:
    """قتل وجرح 17, مقتل أو إصابة: two harms for one amount are one cue; killed and injured make casualties."""
    found: list[Cue] = []
    for cue in cues:
        last = found[-1] if found else None
        if last is not None and last.end + 1 == cue.start and view.at(last.end) in _AND_OR and last.kind == cue.kind:
            harms = {last.harm, cue.harm}
            pronoun = cue.form is not None and cue.form.pronoun
            if cue.kind == "verb" and cue.form and last.form:
                # in أن جنديا قتل وأصيب آخر the first verb has its subject already
                opens = (
                    last.start == view.begin(last.start)
                    or view.at(last.start - 1) in _AND_OR
                    or view.punctuation(last.start - 1)
                )
                opens = (
                    opens
                    or view.is_(last.start - 1, "break", "negation", "negation_dialect")
                    or last.form.agreement == "plural"
                )
                pronoun = pronoun or cue.form.agreement != last.form.agreement or not opens
            if harms in ({"killed", "injured"}, {"killed"}, {"injured"}, {"casualties", "killed"}) and not pronoun:
                last.harm = "casualties" if len(harms) > 1 else cue.harm
                last.end = cue.end
                last.people |= cue.people
                last.passive |= cue.passive
                continue
        if last is None or cue.start >= last.end:
            found.append(cue)
    return found
