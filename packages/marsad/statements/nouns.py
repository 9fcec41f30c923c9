"""Noun phrases that may be sources: where one ends, read from left to right without a parser.

A source is a head with what depends on it: adjectives, the second parts of an idafa, names, prepositional phrases that tell
where it belongs (مصدر في الشرطة, "a source in the police"), coordinated heads, names in quotation marks or brackets.
"""

from __future__ import annotations

from marsad.statements.reading import BA, LAM, WAW, Reading, definite_event
from marsad.statements.vocabulary import heads, read_verb, words
from marsad.text import norm

_FI, _MIN, _AN, _ALA, _BAYN, _LADA = norm("في"), norm("من"), norm("عن"), norm("على"), norm("بين"), norm("لدى")
_NAME_OF = frozenset(
    (norm("اسم"), norm("لسان"), norm("باسم"), norm("بلسان"), norm("اسمها"), norm("اسمه"), norm("عنوان"))
)
_OTHER = frozenset(norm(w) for w in ("أخرى", "آخر", "آخرون", "آخرين"))
_TAKES_AN = frozenset(
    norm(w)
    for w in (
        "المسؤول",
        "المسؤولة",
        "المسؤولين",
        "المسؤولون",
        "مسؤول",
        "صادر",
        "الصادر",
        "صادرة",
        "الناطق",
        "ناطق",
        "عضو",
    )
)
_TAKES_ALA = frozenset(
    norm(w) for w in ("القائم", "القائمون", "القائمين", "المشرف", "المشرفون", "المشرفين", "مشرف", "التعليق")
)
_ABD = norm("عبد")
_OWNERS = (norm("ها"), norm("هم"), norm("هما"), norm("ته"))
_COUNTING = frozenset((norm("كم"), norm("لم")))
_AWWAL = norm("أول")
LONGEST = 24
_BRACKET = 8


def noun_phrase(
    reading: Reading, i: int, limit: int, governed: frozenset[str] = frozenset(), objects: bool = False
) -> int:
    """The end of the noun phrase that begins at a word; ``i`` itself where none does.

    governed: prepositions that belong to the verb and end the phrase. objects: whether the noun that begins a content
    (مقتل, "the killing of") may follow without any sign.
    """
    j = i
    limit = min(limit, i + LONGEST)
    persons = 0
    while j < limit:
        word = reading.norms[j]
        if j > i and reading.named[j] is not None and reading.named[j] is reading.named[j - 1]:
            persons += reading.person(j)
            j += 1
            continue
        quote = reading.quotes.opening.get(j)
        if quote is not None:
            if quote.closed and quote.close < limit and quote.close - quote.open <= _BRACKET:
                if j > i and not _takes_name(reading, i, j):
                    break
                j = quote.close + 1
                continue
            break
        if word == "(":
            close = _bracket(reading, j, limit)
            if close is None or j == i:
                break
            j = close + 1
            continue
        if reading.mark(j) or _breaks(reading, j) or (j > i and _ends_before(reading, j)):
            break
        if word == WAW and reading.passage.proclitic[j]:
            if j == i or not _coordinates(reading, j + 1, limit):
                break
            j += 1
            continue
        if reading.is_(j, "preposition"):
            if j == i or not _attaches(reading, i, j, limit, governed, persons):
                break
            j += 1
            continue
        if j > i and objects and _new_phrase(reading, i, j, persons):
            break
        if j > i and _verb_follows(reading, i, j):
            break
        persons += reading.person(j)
        j += 1
    while (
        j > i + 1
        and (reading.norms[j - 1] == WAW or reading.is_(j - 1, "preposition") or reading.dash(j - 1))
        and not _closing(reading, j - 1)
    ):
        j -= 1
    return j


def _ends_before(reading: Reading, j: int) -> bool:
    """What begins after a phrase and is no part of it: a line, an aside, a participle of saying beside a definite noun
    (المتظاهرون قائلين, "the demonstrators, saying")."""
    if j in reading.lines or reading.aside(j) > j:
        return True
    if not reading.ends_idafa(j - 1) or reading.definite(j):
        return False
    return any(f.aspect == "participle" and f.verb.strength == "strong" for f in read_verb(reading.norms[j]))


def _takes_name(reading: Reading, i: int, j: int) -> bool:
    """Whether a quotation at ``j`` is the name of the noun before it (حزب «الأمة») and not the object."""
    k = j - 1
    while k > i and reading.passage.proclitic[k]:
        k -= 1
    if reading.is_(k, "name_head") or reading.is_(k, "preposition"):
        return True
    found = reading.head(k)
    return found is not None and found[0].kind in ("body", "media", "office", "settled") and not reading.definite(k)


def _closing(reading: Reading, j: int) -> bool:
    return reading.norms[j] == ")" or reading.quotation_mark(j)


def _bracket(reading: Reading, j: int, limit: int) -> int | None:
    for k in range(j + 1, min(j + _BRACKET, limit)):
        if reading.norms[k] == ")":
            return k
    return None


def _breaks(reading: Reading, j: int) -> bool:
    """Words that no noun phrase goes over."""
    word = reading.norms[j]
    if reading.is_(j, "finite") and not reading.name(j):
        return True
    if (
        reading.is_(j, "complementizer")
        or reading.is_(j, "pronoun")
        or reading.auxiliary(j)
        or reading.is_(j, "particle")
    ):
        return True
    if (reading.is_(j, "relative") and word != _MIN) or (
        word == _AWWAL and j + 1 < reading.size and reading.norms[j + 1] == _MIN
    ):
        return True
    if reading.is_(j, "time") and not reading.name(j):
        return not (
            reading.is_(j, "time_tail") and j > 0 and reading.definite(j - 1) and not reading.is_(j - 1, "time")
        )
    if (reading.is_(j, "adverb") and word not in _OTHER) or (reading.is_(j, "question") and word not in _COUNTING):
        return True
    return reading.is_(j, "conjunction") and word != WAW and not reading.is_(j, "preposition")


def _verb_follows(reading: Reading, i: int, j: int) -> bool:
    """A finite verb of saying after the phrase (a clause that describes it, or the next statement)."""
    if reading.definite(j) or reading.name(j):
        return False
    forms = read_verb(reading.norms[j])
    return any(f.aspect == "imperfect" or (f.aspect == "perfect" and f.verb.strength == "strong") for f in forms) and (
        reading.definite(j - 1) or reading.name(j - 1) or any(f.aspect == "imperfect" for f in forms)
    )


def _coordinates(reading: Reading, j: int, limit: int) -> bool:
    """Whether و goes on with the same phrase (وأخرى طبية, "and medical ones") and does not begin a clause."""
    if j >= limit:
        return False
    word = reading.norms[j]
    if word in _OTHER or reading.head(j) is not None or reading.name(j) or reading.nationality(j):
        return (
            not any(f.aspect in ("perfect", "imperfect") for f in read_verb(word))
            or reading.definite(j)
            or reading.name(j)
        )
    if read_verb(word) or _breaks(reading, j) or reading.is_(j, "preposition") or reading.mark(j):
        return False
    return reading.definite(j)


def _attaches(reading: Reading, i: int, j: int, limit: int, governed: frozenset[str], persons: int) -> bool:
    """Whether the preposition at ``j`` belongs to the phrase that began at ``i``."""
    word = reading.norms[j]
    if j + 1 >= limit:
        return False
    after = reading.norms[j + 1]
    if word == BA and after in _NAME_OF:
        return True
    if (
        word in governed
        or reading.is_(j + 1, "complementizer")
        or (reading.quotation_mark(j + 1) and word not in (LAM, _FI))
    ):
        return False
    free = persons == 0 or _titled_after(reading, i, j)
    if word == _FI:
        return free and not reading.is_(j + 1, "speech") and not reading.is_(j + 1, "time") and _place(reading, j + 1)
    if word == _MIN:
        return not reading.is_(j + 1, "speech") and after not in words("preposition") and _origin(reading, i, j)
    if word == LAM:
        entity = reading.named[j + 1]
        record = entity.record if entity is not None else None
        if (
            reading.is_(j + 1, "addressee")
            or (record or {}).get("source_type") == "media"
            or reading.quotation_mark(j + 1)
        ):
            return False
        return free and (
            reading.definite(j - 1) or _document(reading, i) or (_body(reading, i) and reading.definite(j + 1))
        )
    if word == BA:
        return persons == 0 and j - i <= 5 and (reading.definite(j + 1) or reading.head(j + 1) is not None)
    if word == _AN:
        return reading.norms[j - 1] in _TAKES_AN
    if word == _ALA:
        return reading.norms[j - 1] in _TAKES_ALA
    return word in (_LADA, _BAYN)


def _titled_after(reading: Reading, i: int, j: int) -> bool:
    """Whether a title stands after the name, so that what follows may belong to it (جورج إسحاق المنسق العام لـ…)."""
    for k in range(j - 1, i, -1):
        if reading.person(k):
            return False
        found = reading.head(k)
        if found is not None and found[0].kind in ("office", "settled", "expert"):
            return True
    return False


def _place(reading: Reading, k: int) -> bool:
    """Whether the noun after في can be where a source belongs rather than what happened (في ضربة جوية, "in an air strike")."""
    if reading.definite(k) or reading.name(k) or reading.head(k) is not None or reading.is_(k, "name_head"):
        return True
    if reading.begins_content(k) or k + 1 >= reading.size:
        return False
    return reading.definite(k + 1) or reading.name(k + 1) or reading.quotation_mark(k + 1)


def _origin(reading: Reading, i: int, j: int) -> bool:
    """Whether من at ``j`` tells of whom or whence a source is, and not what its verb is about (سخر الناطق من الخطوة)."""
    k = j + 1
    if not reading.definite(j - 1) and not reading.name(j - 1):
        return True
    told = reading.name(k) or reading.head(k) is not None or reading.nationality(k) or reading.is_(k, "name_head")
    return told or reading.norms[k].endswith(("ين", "ات")) or reading.norms[k].isdigit()


def _document(reading: Reading, i: int) -> bool:
    found = reading.head(i)
    return found is not None and found[0].type == "document"


def _body(reading: Reading, i: int) -> bool:
    found = reading.head(i)
    return found is not None and found[0].kind in ("body", "office", "settled", "media")


def _construct(reading: Reading, j: int) -> bool:
    """Whether the word asks for a second part of an idafa: an office or a body without the article."""
    if reading.definite(j):
        return False
    found = reading.head(j)
    if found is None:
        return False
    return found[0].kind in ("office", "settled", "body", "media") or reading.norms[j].endswith("و")


def _new_phrase(reading: Reading, i: int, j: int, persons: int) -> bool:
    """Whether a noun at ``j`` begins the object and no longer belongs to the subject that began at ``i``.

    An idafa goes on until a definite word; after it adjectives agree, names and titles stand beside it, and any other noun
    is a phrase of its own.
    """
    if reading.named[j] is not None and reading.named[j] == reading.named[j - 1]:
        return False
    if reading.is_(j - 1, "preposition") or reading.norms[j - 1] == WAW:
        return False
    if reading.norms[j] in words("performative"):
        return True
    if reading.is_(j, "attribute"):
        return False
    if reading.definite(j) and not reading.definite(j - 1) and _adjective(reading, j - 1) and not reading.name(j - 1):
        return True
    before_construct = _construct(reading, j - 1)
    complete = _complete(reading, j - 1) or _foreign_names(reading, i, j) > 1
    if reading.begins_content(j):
        return not before_construct
    if not complete or before_construct:
        return False
    if reading.is_(j, "demonstrative") or reading.is_(j, "number") or reading.norms[j][:1].isdigit():
        return True
    if reading.is_(j, "share"):
        return True
    entity = reading.named[j]
    if entity is not None and entity.i == j:
        return entity.label in ("GPE", "ORG", "NORP") and not reading.nationality(j)
    found = reading.head(j)
    if found is not None and reading.norms[j].endswith("ا") and (reading.norms[j][:-1],) in heads():
        return True
    noun = found is not None and found[0].kind in ("body", "document", "media", "addressee", "law", "unnamed")
    noun = noun or (reading.is_(j, "corporate") and not reading.name(j - 1))
    if reading.definite(j):
        return noun or _unlike(reading, i, j, persons)
    if reading.name(j):
        return False
    before = reading.head(j - 1)
    kin = before is not None and before[0].kind == "person" and not reading.definite(j - 1)
    return noun or (_common(reading, j) and not kin)


def _complete(reading: Reading, j: int) -> bool:
    """Whether the phrase may end with this word: it is definite, a name, has a pronoun, or is an indefinite adjective."""
    return (
        reading.ends_idafa(j)
        or _adjective(reading, j)
        or _owned(reading, j)
        or reading.norms[j] == ")"
        or reading.quotation_mark(j)
    )


def _owned(reading: Reading, j: int) -> bool:
    word = reading.norms[j]
    return len(word) > 4 and word.endswith(_OWNERS) and not reading.name(j)


def _common(reading: Reading, j: int) -> bool:
    """An indefinite word that is no name: a feminine or plural ending, a written accusative, or a pronoun on it."""
    word, written = reading.norms[j], reading.passage.word(j)
    if "\u064b" in written or _owned(reading, j) or word.endswith("ات"):
        return True
    return word.endswith(norm("ة")) and reading.head(j) is None


def _foreign_names(reading: Reading, i: int, j: int) -> int:
    """How many indefinite words of no class stand before ``j`` after a definite one: a person's names (… كليمانس سالومون)."""
    k = j - 1
    while k > i and not reading.definite(k) and reading.head(k) is None and not reading.is_(k, "preposition"):
        if reading.mark(k) or reading.norms[k] == WAW or reading.nationality(k) or reading.begins_content(k):
            return 0
        k -= 1
    return (
        j - 1 - k
        if reading.definite(k) or (reading.named[k] is not None and reading.named[k] != reading.named[j - 1])
        else 0
    )


def _unlike(reading: Reading, i: int, j: int, persons: int) -> bool:
    """A definite word that is no adjective of the definite one before it, and no surname."""
    word, before = reading.norms[j], reading.norms[j - 1]
    if reading.nationality(j) or reading.head(j) is not None:
        return False
    if definite_event(word):
        return True
    entity = reading.named[j - 1]
    if (
        entity is not None
        and entity.label in ("ORG", "GPE")
        and entity.j == j
        and not word.endswith((norm("ي"), norm("ة")))
    ):
        return True
    plural = word.endswith(("ات", "ون", "ين"))
    if reading.norms[j - 1] in words("capital") or (_foreign_names(reading, i, j) > 1 and reading.norms[j - 1] != _ABD):
        return True
    if persons > 0:
        named = [k for k in range(i, j) if reading.person(k)]
        surname = reading.definite(j - 1) and reading.norms[j - 2] != _ABD and j - 2 <= named[-1] + 1
        return plural or surname
    if len(word) > 6 and word.endswith(("ون", "ين")) and not before.endswith(("ون", "ين", "ات")):
        return True
    return before.endswith(norm("ية")) and not word.endswith(norm("ة")) and not plural


def _adjective(reading: Reading, j: int) -> bool:
    """An indefinite adjective by its shape or class (عراقية, "Iraqi"; أمني, "of security")."""
    word = reading.norms[j]
    if reading.nationality(j):
        return True
    found = reading.head(j)
    if found is not None and found[0].kind == "modifier" and found[1] == j + 1:
        return True
    return len(word) > 4 and word.endswith((norm("ية"), norm("ي"))) and found is None
