"""Verbs with an object pronoun that takes up what was said: وهو ما أكده, "which he confirmed"; ما سماه «…», "what he called"."""

from __future__ import annotations

from marsad.statements.complements import find_complement
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import BA, FA, WAW, Reading
from marsad.statements.statement import Statement
from marsad.statements.vocabulary import Form
from marsad.text import norm

_MA, _FI = norm("ما"), norm("في")
_WAHUWA = frozenset(norm(w) for w in ("وهو", "هو", "الأمر", "أمر", "هذا", "ذلك"))
_JUDGING = frozenset(("اعتبر",))
_ABOUT = frozenset(norm(w) for w in ("من", "عن", "بشأن", "حول", "ب"))


def called(form: Form) -> bool:
    """ما سماه «…», وصفه بـ«…»: "what he called" and the words themselves."""
    return form.object and "describe" in form.verb.government


def reference_statement(reading: Reading, i: int, form: Form, stance: str, floor: int, limit: int) -> Statement | None:
    """The statement of a verb at word ``i`` whose pronoun refers to a clause, a name or words told after it, if it is one."""
    if called(form):
        return _naming(reading, i, form, stance, floor, limit)
    if not form.object or form.aspect not in ("perfect", "imperfect"):
        return None
    reference = _clause_reference(reading, i, floor)
    if reference is None:
        return _what_was_said(reading, i, form, stance, floor, limit)
    source_at = _past_asides(reading, i + 1, limit)
    judging = form.verb.lemma in _JUDGING
    end = noun_phrase(reading, source_at, limit)
    if judging:
        end = next((k for k in range(source_at + 1, end) if _verdict(reading, k)), end)
    clause = reference
    while clause - 1 > floor and (reading.norms[clause - 1] in (WAW, FA) or reading.comma(clause - 1)):
        clause -= 1
    said = (floor, clause)
    if clause <= floor:
        if floor == 0 or floor != reading.sentence(i)[0]:
            return None
        said = reading.sentence(floor - 1)
    statement = Statement(
        cue=(i, i + 1), stance=stance, rule="verb.reference", source=(source_at, end) if end > source_at else None,
        clause=reference, contents=[said], agreement=form.agreement, implied=end == source_at,
    )  # fmt: skip
    if judging and end < limit and not reading.mark(end):
        statement.rule, statement.start, statement.sign, statement.contents = "verb.judgement", end, "object", []
    return statement


def _naming(reading: Reading, i: int, form: Form, stance: str, floor: int, limit: int) -> Statement | None:
    if form.verb.strength == "naming" and (i == floor or reading.norms[i - 1] != _MA):
        return None
    complement = find_complement(reading, i, form, min(limit, i + 14))
    if complement is None or (complement.start not in reading.quotes.opening and complement.sign != "clause"):
        return None
    return Statement(
        cue=(i, i + 1), stance=stance, rule="verb.naming", source=complement.subject, clause=i, start=complement.start,
        sign="naming" if complement.start in reading.quotes.opening else complement.sign, agreement=form.agreement,
        nested=reading.norms[i - 1] not in (WAW, FA) if i else False, implied=complement.subject is None,
    )  # fmt: skip


def _clause_reference(reading: Reading, i: int, floor: int) -> int | None:
    """The word where the reference to the clause before begins: وهو ما أكده, الأمر الذي نفاه, وهي تهمة دحضها, في حصيلة أعلنها."""
    if i - 1 < floor + 1:
        return None
    if reading.norms[i - 1] == _MA and reading.norms[i - 2] in _WAHUWA:
        return i - 2
    if reading.is_(i - 1, "relative"):
        return i - 2 if reading.norms[i - 2] == norm("الأمر") else None
    for noun in (i - 1, i - 2):
        if noun - 1 > floor and reading.is_(noun, "referring"):
            introduced = reading.is_(noun - 1, "pronoun") or reading.norms[noun - 1] == _FI
            return noun - 1 if introduced else None
    return None


def _verdict(reading: Reading, k: int) -> bool:
    """Whether a word begins the judgement after its source (الحكومة تدخلا, "the government an interference")."""
    indefinite = not reading.definite(k) and not reading.name(k) and reading.ends_idafa(k - 1)
    return indefinite and reading.norms[k].endswith(("ا", norm("ة")))


def _past_asides(reading: Reading, j: int, limit: int) -> int:
    while j < limit and (reading.is_(j, "adverb") or reading.is_(j, "time") or (reading.norms[j] == BA and reading.joined(j + 1)
                         and reading.norms[j + 1] == norm("شدة"))):  # fmt: skip
        j += 1 if reading.norms[j] != BA else 2
    if j + 1 < limit and reading.is_(j, "preposition") and reading.is_(j + 1, "suffix"):
        j += 2
    return reading.aside(j) if j < limit else j


def _what_was_said(reading: Reading, i: int, form: Form, stance: str, floor: int, limit: int) -> Statement | None:
    """ما أعلنته واشنطن من أن …, "what Washington announced, that …"."""
    if i == floor or reading.norms[i - 1] != _MA or form.agreement.person != 3 or form.verb.strength == "relay":
        return None
    j = _past_asides(reading, i + 1, limit)
    end = noun_phrase(reading, j, limit, _ABOUT)
    k = _past_asides(reading, end, limit)
    if end == j or k + 2 >= limit or reading.norms[k] not in _ABOUT:
        return None
    clause = reading.is_(k + 1, "complementizer")
    if reading.norms[k] == BA and not clause:
        return None
    start = k + 2 if clause else k + 1
    return Statement(
        cue=(i, i + 1), stance=stance, rule="verb.what", source=(j, end), clause=i, start=start, sign="clause",
        agreement=form.agreement, nested=True, implied=False,
    )  # fmt: skip
