"""Sources that stand before their verb: fronted subjects, those of كان … قد, and the antecedents of relative clauses."""

from __future__ import annotations

from marsad.statements.complements import gender_of
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import FA, WAW, Reading, Span
from marsad.statements.vocabulary import Form, read_verb, words
from marsad.text import norm

_EXCEPT = frozenset((norm("إلا"), norm("غير"), norm("بيد"), norm("رغم"), norm("الرغم")))
_AMMA = norm("أما")
_MIN = norm("من")
_ISSUES = frozenset(norm(w) for w in ("أصدر", "أصدرت", "نشر", "نشرت", "وزع", "وزعت", "أصدروا", "بث", "بثت"))
_BACK = 45
_ANTECEDENT = 7


class Before:
    """A subject before its verb. ``relative``: it stands outside the relative clause that the verb is in."""

    __slots__ = ("clause", "relative", "source")

    def __init__(self, source: Span, clause: int, relative: bool) -> None:
        self.source = source
        self.clause = clause
        self.relative = relative


def find_before(reading: Reading, i: int, form: Form, floor: int) -> Before | None:
    """The subject of the verb at word ``i`` in the words between ``floor`` and it."""
    if form.aspect not in ("perfect", "imperfect") or form.agreement.person != 3 or i <= floor:
        return None
    relative = _relative(reading, i, form, floor)
    if relative is not None:
        return relative
    described, fronted = _described(reading, i, form, floor), _fronted(reading, i, form, floor)
    if described is None or (fronted is not None and fronted.source == described.source):
        return fronted
    return described


def clause_floor(reading: Reading, i: int, floor: int) -> int:
    """The first word of the clause that word ``i`` stands in, by punctuation, quotation marks and conjunctions."""
    j = i
    low = max(floor, i - _BACK)
    while j > low and j not in reading.lines:
        k = j - 1
        if k in reading.quotes.closing:
            quote = reading.quotes.closing[k]
            if quote.open >= low:
                j = quote.open
                continue
        if reading.quotation_mark(k) or reading.colon(k) or reading.stop(k) or reading.is_(k, "complementizer"):
            break
        if reading.dash(k) and not reading.definite(j):
            break
        if reading.norms[k] in (
            norm("بينما"),
            norm("فيما"),
            norm("حين"),
            norm("حيث"),
            norm("إذ"),
            _AMMA,
            norm("لكن"),
            norm("ولكن"),
        ):
            break
        j = k
    return j


def _fronted(reading: Reading, i: int, form: Form, floor: int) -> Before | None:
    """A noun phrase that begins the clause and agrees with the verb, with nothing but asides between the two."""
    clause = clause_floor(reading, i, floor)
    starts = [clause]
    starts += [
        k + 1
        for k in range(clause, i)
        if (reading.norms[k] == WAW and reading.passage.proclitic[k]) or reading.comma(k)
    ]
    for start in starts[:1] + starts[:0:-1][:6]:
        j = start
        while j < i and (
            reading.norms[j] in (WAW, FA)
            or (reading.mark(j) and not reading.quotation_mark(j))
            or reading.auxiliary(j)
            or reading.is_(j, "adverb")
            or (reading.is_(j, "conjunction") and not reading.is_(j, "preposition"))
            or reading.is_(j, "complementizer")
        ):
            j += 1
        if j >= i or (reading.is_(j, "preposition") and reading.norms[j] != norm("بعض")):
            continue
        fronted = any(reading.auxiliary(k) or reading.is_(k, "topic") for k in range(max(start - 1, 0), j))
        end = noun_phrase(reading, j, i)
        if end == j or not _subject_like(reading, j, end, form, fronted, end == i):
            continue
        if sum(reading.comma(k) for k in range(end, i)) == 1 and not fronted:
            continue
        if _between(reading, end, i):
            return Before((j, end), start, relative=False)
    return None


def _subject_like(reading: Reading, i: int, j: int, form: Form, fronted: bool, adjacent: bool) -> bool:
    """Whether words ``i`` to ``j`` can be the subject of the verb form by agreement and by what they are."""
    gender = gender_of(reading, i)
    if gender and form.agreement.gender and gender != form.agreement.gender:
        return False
    found = reading.head(i)
    if found is not None and found[0].kind == "law":
        return False
    if fronted or (found is not None and found[0].kind != "modifier"):
        return True
    if any(f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[i])) and not reading.definite(i):
        return False
    if reading.quotation_mark(i):
        quote = reading.quotes.opening.get(i)
        return quote is not None and quote.close - quote.open <= 5
    if reading.name(i):
        return True
    if not reading.definite(i):
        line_initial = (
            i <= reading.sentence(i)[0] + 1
            and not reading.norms[i].endswith("ت")
            and "\u064b" not in reading.passage.word(i)
        )
        clause = form.aspect == "imperfect" or (j + 1 < reading.size and reading.is_(j + 1, "complementizer"))
        verbal = i + 1 < j and reading.definite(i + 1)
        if (
            i > 0
            and reading.is_(i - 1, "complementizer")
            and adjacent
            and j - i <= 2
            and form.verb.strength == "strong"
        ):
            return not verbal and not reading.begins_content(i)
        return clause and form.verb.strength == "strong" and line_initial and adjacent and j - i <= 6 and not verbal
    return reading.definite(i) and j - i <= 4 and form.verb.strength == "strong"


def _between(reading: Reading, j: int, i: int) -> bool:
    """Whether the words from ``j`` to the verb are asides: adverbs, times, prepositional phrases, a relative clause."""
    k = j
    while k < i:
        aside = reading.aside(k)
        if aside > k:
            k = aside
        elif (
            reading.norms[k] in (FA, norm("قد"), norm("لم"), norm("لا"))
            or reading.is_(k, "adverb")
            or reading.is_(k, "time")
            or reading.comma(k)
            or reading.dash(k)
            or reading.auxiliary(k)
            or reading.norms[k].isdigit()
        ):
            k += 1
        elif reading.norms[k] == "(":
            k = next((m + 1 for m in range(k, i) if reading.norms[m] == ")"), i)
        elif reading.is_(k, "relative"):
            return not any(_finite(reading, m) and m > k + 1 and reading.norms[m - 1] in (WAW, FA) for m in range(k, i))
        elif reading.is_(k, "finite"):
            return not any(_finite(reading, m) and reading.norms[m - 1] in (WAW, FA) for m in range(k + 1, i + 1))
        elif reading.is_(k, "preposition") and k + 1 < i:
            end = noun_phrase(reading, k + 1, i)
            if end == k + 1:
                return False
            k = end
        elif reading.norms[k] == WAW and k + 1 < i and reading.is_(k + 1, "pronoun"):
            comma = next((m for m in range(k, i) if reading.comma(m)), None)
            if comma is None:
                return False
            k = comma
        elif reading.norms[k] == WAW and k + 1 < i and reading.definite(k + 1):
            end = noun_phrase(reading, k + 1, i)
            k = max(end, k + 2)
        elif reading.comma(k - 1) and not _finite(reading, k):
            end = noun_phrase(reading, k, i)
            if end == k:
                return False
            k = end
        else:
            return False
    return True


def _finite(reading: Reading, i: int) -> bool:
    return any(f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[i])) and not reading.definite(i)


def _relative(reading: Reading, i: int, form: Form, floor: int) -> Before | None:
    """المنظمة التي تقول إن …, "the organisation that says that …": the noun before the pronoun."""
    k = i - 1
    while k >= floor and (reading.norms[k] == norm("قد") or reading.auxiliary(k)):
        k -= 1
    if k < floor or not reading.is_(k, "relative") or reading.norms[k] in (norm("ما"), _MIN):
        return None
    source = backwards(reading, k, floor)
    return Before(source, source[0], relative=True) if source is not None else None


def _described(reading: Reading, i: int, form: Form, floor: int) -> Before | None:
    """تقارير تفيد بأن …, "reports saying that …": an indefinite noun, with what depends on it, right before the imperfect.

    In أصدرت الوزارة بياناً يؤكد ("the ministry issued a statement confirming") the issuer is the source.
    """
    if form.aspect != "imperfect" or form.agreement.number == "p":
        return None
    for k in range(i - 1, max(floor, i - _ANTECEDENT) - 1, -1):
        if (
            (reading.mark(k) and not reading.quotation_mark(k))
            or reading.is_(k, "complementizer")
            or reading.auxiliary(k)
        ):
            return None
        if _finite(reading, k) or (reading.is_(k, "conjunction") and reading.norms[k] != WAW):
            return None
        found = reading.head(k)
        if (
            found is None
            or reading.definite(k)
            or found[0].kind not in ("document", "unnamed", "body", "media", "office")
            or _second(reading, k, floor)
        ):
            continue
        gender = gender_of(reading, k)
        if gender and form.agreement.gender and gender != form.agreement.gender:
            return None
        issuer = _issuer(reading, k, floor)
        return Before(issuer if issuer is not None else (k, i), k, relative=True)
    return None


def _second(reading: Reading, k: int, floor: int) -> bool:
    """Whether a noun is the second part of an idafa (رئيسة حزب, "the head of a party")."""
    return k > floor and not reading.ends_idafa(k - 1) and reading.head(k - 1) is not None


def _issuer(reading: Reading, k: int, floor: int) -> Span | None:
    for m in range(k - 1, max(floor, k - 8) - 1, -1):
        if reading.norms[m] in _ISSUES:
            end = noun_phrase(reading, m + 1, k)
            return (m + 1, end) if end == k else None
    return None


def _head_near(reading: Reading, m: int, low: int) -> bool:
    """Whether a head stands one or two words before the preposition at ``m`` (أصوات في الأكثرية, "voices in the majority")."""
    for k in range(m - 1, max(low, m - 3) - 1, -1):
        found = reading.head(k)
        if found is not None and found[0].kind not in ("modifier", "law"):
            return True
    return False


def backwards(reading: Reading, k: int, floor: int) -> Span | None:
    """The noun phrase that ends before word ``k``."""
    if k - 1 >= floor and reading.comma(k - 1):
        k -= 1
    low = max(floor, k - _ANTECEDENT)
    j = k
    head: int | None = None
    while j > low and j not in reading.lines:
        m = j - 1
        if m in reading.quotes.closing and reading.quotes.closing[m].open >= low:
            j = reading.quotes.closing[m].open
            continue
        if reading.norms[m] == ")":
            opening = next((n for n in range(m, low - 1, -1) if reading.norms[n] == "("), None)
            if opening is None:
                break
            j = opening
            continue
        if reading.mark(m) or reading.norms[m] in (WAW, FA) or reading.is_(m, "complementizer") or reading.auxiliary(m):
            break
        if (reading.is_(m, "relative") and reading.norms[m] != _MIN) or reading.is_(m, "conjunction"):
            break
        if (_finite(reading, m) and reading.head(m) is None) or reading.saying(m):
            break
        j = m
        found = reading.head(m)
        if found is not None and found[0].kind not in ("modifier", "law"):
            head = m
        if reading.is_(m, "preposition") and head is not None and m < head:
            if reading.norms[m] not in (norm("في"), _MIN) or m - 1 < low or not _head_near(reading, m, low):
                break
    if head is None:
        if j < k and all(reading.norms[n] not in words("preposition") for n in range(j, k)) and k - j <= 4:
            names = [n for n in range(j, k) if reading.name(n) or reading.definite(n)]
            return (names[0], k) if names else None
        nearest = next((n for n in range(k - 1, j - 1, -1) if reading.is_(n, "preposition")), None)
        if (
            nearest is not None
            and nearest + 1 < k
            and any(reading.name(n) or reading.definite(n) for n in range(nearest + 1, k))
        ):
            return nearest + 1, k
        return None
    return head, k
