"""Statements by a verb: which words are verbs of saying in use, with their sources and where their contents begin."""

from __future__ import annotations

from marsad.statements.complements import Complement, find_complement
from marsad.statements.conjugation import SHADDA, Agreement
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import FA, WAW, Reading, Span, definite_event
from marsad.statements.references import called, reference_statement
from marsad.statements.statement import Statement
from marsad.statements.subjects import Before, find_before
from marsad.statements.vocabulary import Form, content_classes, narrating, read_verb, senses, words
from marsad.text import norm

_MA = norm("ما")
_WITH = norm("ب")
_OPEN_RELATIVES = frozenset((norm("ما"), norm("من")))
_I = Agreement(1, "", "s")
_ILA, _BAYN, _AN = norm("إلى"), norm("بين"), norm("عن")
_LAM, _SIN = norm("ل"), norm("س")
_COMMAS = frozenset("،,؛;")
_TERM = 3
_ESTIMATE = 20
_NOUNS = frozenset(("ثمن", "عبّر", "عرض", "استعرض", "علم", "سجل"))
"""Verbs whose forms are written like common nouns, prepositions and verbs of other meanings: only with a speaker beside them."""
_BODIES = frozenset(("body", "office", "media"))
_ATTRIBUTIVE = frozenset(("اعتبر", "قدّر", "توقع"))
_BLAME = frozenset(norm(w) for w in ("مسؤولية", "المسؤولية", "مسؤوليته", "مسؤوليتها", "تبعات", "تبعة", "وزر"))


def verb_statement(reading: Reading, i: int, floor: int, limit: int, last: Statement | None = None) -> Statement | None:
    """The statement of the verb at word ``i``, None where it is none or says nothing.

    floor, limit: the sentence, or the quotation in it that the verb stands in. last: the statement before it in the sentence.
    """
    for form in read_verb(reading.norms[i]):
        if form.aspect in ("noun", "bare_noun") or not _in_use(reading, i, form, floor):
            continue
        if _passive(reading, i, form) or _gesture(reading, i, limit) or _other_sense(reading, i, form, floor, limit):
            continue
        taking_up = reading.norms[i - 1] == _MA and "أن" in form.verb.government
        pronominal = form.verb.government & {"describe", "person", "object"} or taking_up
        if form.object and not pronominal:
            continue
        if (
            form.agreement == _I
            and reading.quotes.around[i] is None
            and (form.aspect == "perfect" or _third(reading, i))
        ):
            continue
        stance = form.verb.stance
        negated = _negated(reading, i, floor)
        if negated:
            if not form.verb.negated:
                continue
            stance = form.verb.negated
        statement = _statement(reading, i, form, floor, limit, stance, _continues(reading, i, form, last))
        if statement is not None:
            if negated:
                statement.cue = (i - 1, i + 1)
            return statement
    return None


def _gesture(reading: Reading, i: int, limit: int) -> bool:
    """Whether somebody points, not speaks: أشار الرجل بيده إلى الدار, "the man pointed with his hand to the house"."""
    near = range(i + 1, min(i + 5, limit))
    return any(reading.norms[j - 1] == _WITH and reading.norms[j] in words("gesture") for j in near)


def _other_sense(reading: Reading, i: int, form: Form, floor: int, limit: int) -> bool:
    """Whether a word stands near with which the verb states nothing: دعا إلى العشاء, "invite to dinner"."""
    for sense in senses().get(form.verb.lemma, ()):
        after = sense.side == "after"
        low, high = (i + 1, min(i + 1 + sense.reach, limit)) if after else (max(i - sense.reach, floor), i)
        for j in range(low, high):
            if after and reading.is_(j, "complementizer"):
                break  # أضافت أن الماء مقطوع, "she added that the water was cut off"
            if sense.phrases.begin_at(reading.norms, j):
                return True
    return False


def _passive(reading: Reading, i: int, form: Form) -> bool:
    """Whether the vowels written make it a passive. The imperfect of a verb of four letters has u in the active too (تُرجع)."""
    if form.aspect not in ("perfect", "imperfect") or not reading.vowelled(i):
        return False
    lemma = form.verb.lemma
    return form.aspect == "perfect" or not (SHADDA in lemma or (len(lemma) == 4 and lemma[0] not in "ات"))


def _third(reading: Reading, i: int) -> bool:
    """Whether the word can be a third person too (استنكر: "he denounced", "I denounce")."""
    return any(f.agreement.person == 3 and f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[i]))


def _in_use(reading: Reading, i: int, form: Form, floor: int) -> bool:
    """Whether the word can be this form here: no noun by its neighbours, no subjunctive, no future."""
    entity = reading.named[i]
    if entity is not None and entity.label == "PERSON" and entity.i < i:
        return False
    if form.aspect == "perfect" and reading.passage.spelling(i).startswith("آ") and not form.verb.lemma.startswith("آ"):
        return False
    if form.aspect == "perfect" and form.verb.lemma.endswith("ى") and reading.passage.spelling(i).endswith("ي"):
        return False  # نادي is a club, نادى "called"
    if form.verb.lemma == "ادعى" and form.aspect == "imperfect" and _called_so(reading, i):
        return False
    if reading.norms[i] == _BAYN and not _makes_clear(reading, i, floor):
        return False
    if i == floor:
        return form.aspect != "participle"
    before = reading.norms[i - 1]
    if form.aspect == "participle":
        return before not in words("preposition") and not (
            form.verb.strength == "weak" and reading.is_(i - 1, "complementizer")
        )
    if form.aspect == "imperfect":
        if before in (_LAM, _SIN) and reading.passage.proclitic[i - 1]:
            return False
        return not reading.is_(i - 1, "subjunctive") or before == norm("ل") or before == norm("قد")
    if before in words("preposition") and before not in (norm("ف"),):
        return False
    return not reading.is_(i - 1, "complementizer") or before != norm("أن") or True


def _called_so(reading: Reading, i: int) -> bool:
    """Whether it is يدعى ("is called"): written so before a name or a quotation, not before أن."""
    if i + 1 >= reading.size or reading.is_(i + 1, "complementizer"):
        return False
    quote = reading.short_quote(i + 1)
    return reading.passage.spelling(i).endswith("ى") or quote is not None


def _makes_clear(reading: Reading, i: int, floor: int) -> bool:
    """Whether بين is the verb ("made clear") and not the preposition: by its shadda, by أن right after it, or by أن after a
    noun phrase where the word begins its clause or the words themselves begin with أن (بين الدليمي «أن …»)."""
    if SHADDA in reading.passage.text[reading.passage.starts[i] : reading.passage.ends[i]]:
        return True
    if i + 1 >= reading.size or reading.is_(i + 1, "complementizer"):
        return i + 1 < reading.size
    end = noun_phrase(reading, i + 1, min(reading.size, i + 10))
    if end + 1 >= reading.size or end == i + 1:
        return False
    quoted = end in reading.quotes.opening and reading.is_(end + 1, "complementizer")
    opens = i == floor or reading.norms[i - 1] == WAW or reading.comma(i - 1)
    return quoted or (opens and reading.is_(end, "complementizer"))


def _negated(reading: Reading, i: int, floor: int) -> bool:
    if i == floor:
        return False
    before = reading.norms[i - 1]
    if before == _MA:
        return False
    return reading.is_(i - 1, "negation")


def _continues(reading: Reading, i: int, form: Form, last: Statement | None) -> bool:
    """Whether the speaker of the statement before may go on speaking: …، وطالبت الحكومة ب, "… and demanded of the government"."""
    if last is None or reading.norms[i - 1] != WAW or last.cue[1] >= i:
        return False
    if last.agreement.person != form.agreement.person:
        return False
    return not last.agreement.gender or last.agreement.gender == form.agreement.gender


def _statement(
    reading: Reading, i: int, form: Form, floor: int, limit: int, stance: str, continues: bool
) -> Statement | None:
    before = find_before(reading, i, form, floor)
    after = _subject_after(reading, i, form, limit) if before is not None and before.relative else None
    if after is not None and before is not None:
        before = Before(after, before.clause, relative=True)
    if before is None and i == floor and i - 1 in reading.quotes.opening:
        before = find_before(reading, i - 1, form, reading.sentence(i)[0])
    referring = reference_statement(reading, i, form, stance, floor, limit)
    if referring is not None or called(form):
        return referring
    fronted = before is not None or (i > floor and reading.is_(i - 1, "pronoun"))
    complement = find_complement(reading, i, form, limit, has_subject=fronted, continues=continues)
    if (
        (
            complement is None
            and form.verb.lemma == "قال"
            and before is not None
            and not before.relative
            and before.source[1] == i
        )
        and i + 1 < limit
        and not reading.mark(i + 1)
        and not reading.is_(i + 1, "preposition")
    ):
        complement = Complement(i + 1, "clause")
    if complement is None and form.verb.strength == "responsibility":
        end = noun_phrase(reading, i + 1, limit)
        complement = Complement(i + 1, "object", (i + 1, end) if end > i + 1 and before is None else None)
    if complement is None:
        return None
    if form.verb.lemma == "كتب" and complement.sign == "colon" and complement.start not in reading.quotes.opening:
        return None
    if before is None and complement.subject is None and not _free(reading, i, form, floor, complement):
        return None
    if not _meant(reading, i, form, complement, limit, before is not None) or not _acceptable(
        reading, i, form, complement, floor, before is not None
    ):
        return None
    source = complement.subject if before is None else before.source
    statement = Statement(
        cue=(i, i + 1),
        stance=stance,
        rule=f"verb.{form.aspect}.{complement.sign}",
        source=source,
        clause=before.clause if before is not None and not before.relative else i,
        start=complement.start,
        sign=complement.sign,
        agreement=form.agreement,
        nested=before is not None and before.relative,
        participle=form.aspect == "participle",
        implied=source is None,
    )
    if form.verb.strength == "relay":
        return None
    if form.verb.lemma in ("أعرب", "عبّر", "أبدى"):
        statement.stance = content_classes().get(reading.norms[complement.start], stance)
    if form.verb.strength == "responsibility" or reading.is_(complement.start, "responsibility"):
        statement.stance, statement.likely = "claim" if stance == "announce" else stance, "armed_group"
    elif form.verb.lemma in narrating():
        statement.likely = "witness"
    return statement


def _subject_after(reading: Reading, i: int, form: Form, limit: int) -> Span | None:
    """التي أعلنت المحافظة أن …, "of which the governorate announced that": the subject of a verb in a relative clause."""
    if "person" in form.verb.government or i + 2 >= limit:
        return None
    end = noun_phrase(reading, i + 1, limit)
    if not i + 1 < end < limit:
        return None
    head = reading.head(i + 1)
    reports = head is not None and head[0].kind in ("document", "unnamed") and reading.norms[end] == _AN
    return (i + 1, end) if reports or reading.is_(end, "complementizer") else None


def _acceptable(reading: Reading, i: int, form: Form, complement: Complement, floor: int, fronted: bool) -> bool:
    """Homographs and other readings that the frame alone does not tell."""
    first = reading.norms[complement.start] if complement.start < reading.size else ""
    if first in words("suffix") or first in words("reflexive"):
        return False
    if form.verb.lemma in ("بيّن", "أبان") and reading.norms[i] == _BAYN:
        return complement.sign in ("clause", "quote")
    if (form.agreement == _I and form.verb.stance == "believe") or (form.agreement == _I and form.verb.lemma == "تذكر"):
        return False
    if form.verb.lemma == "كتب" and reading.is_(i + 1, "adverb"):
        return False
    if form.verb.lemma == "دعا" and reading.is_(complement.start, "feeling"):
        return False
    speaks = _spoken(reading, complement) and not _document(reading, complement)
    if form.verb.lemma in _NOUNS and not fronted and not speaks:
        opens = i > floor and (reading.norms[i - 1] in (WAW, FA) or reading.is_(i - 1, "conjunction"))
        return form.verb.lemma == "عبّر" and (opens or SHADDA in reading.passage.word(i))
    if form.verb.lemma == "أشار" and complement.sign == "preposition" and i > floor and reading.is_(i - 1, "pronoun"):
        return False
    if form.verb.strength == "weak" and form.aspect == "perfect" and reading.norms[i - 1] == _MA and i > floor:
        return form.verb.government.isdisjoint({"quote"})
    if form.verb.lemma == "طلب" and form.agreement == _I and complement.sign == "object":
        return reading.begins_content(complement.start)
    if form.verb.lemma == "أبرز" and reading.norms[i - 1] not in (WAW, FA) and not (fronted or reading.mark(i - 1)):
        return False
    if form.verb.lemma == "طالب" and reading.norms[i + 1] in (norm("من"), norm("في")):
        return False
    if (
        form.verb.lemma in ("دان", "أدان")
        and complement.subject is not None
        and reading.norms[complement.subject[0]] == norm("محكمة")
    ):
        return False
    if form.object:
        return (
            complement.sign in ("clause", "colon", "quote")
            or "person" in form.verb.government
            or form.verb.stance == "accuse"
        )
    if complement.sign == "object" and first in words("performative"):
        return False
    if form.aspect == "participle" and complement.sign == "object":
        parted = reading.mark(i - 1) or reading.norms[i - 1] == WAW
        if form.verb.stance == "accuse" or form.verb.strength == "weak":
            return parted
        if (
            form.verb.lemma == "طلب"
            and not parted
            and not reading.is_(i + 1, "adverb")
            and reading.norms[i + 1] != norm("من")
        ):
            return False
    if (
        form.aspect == "participle"
        and complement.sign == "preposition"
        and not (reading.mark(i - 1) or reading.norms[i - 1] == WAW)
    ):
        return reading.definite(i - 1) or reading.name(i - 1)
    if (
        form.aspect == "participle"
        and form.verb.strength == "weak"
        and not reading.comma(i - 1)
        and not reading.quotation_mark(i - 1)
    ):
        return False
    if form.verb.strength == "weak" and complement.sign == "object":
        if form.agreement.person == 1:
            return reading.begins_content(complement.start)
        return (complement.subject is not None or fronted) and reading.begins_content(complement.start)
    if form.verb.lemma == "ادعى" and form.aspect == "imperfect" and complement.subject is not None:
        named = complement.subject[0]
        return reading.head(named) is not None or (not reading.person(named) and reading.definite(named))
    if form.verb.stance == "believe" and form.aspect == "imperfect" and i > floor and reading.norms[i - 1] == _MA:
        return False
    if (
        "describe" not in form.verb.government
        and fronted
        and reading.is_(i - 1, "relative")
        and complement.sign == "object"
    ):
        return form.verb.lemma not in _ATTRIBUTIVE
    return True


def _document(reading: Reading, complement: Complement) -> bool:
    head = reading.head(complement.subject[0]) if complement.subject is not None else None
    return head is not None and head[0].kind == "document"


def _spoken(reading: Reading, complement: Complement) -> bool:
    """Whether the subject is somebody by his office, calling or name."""
    if complement.subject is None:
        return False
    head = reading.head(complement.subject[0])
    return reading.person(complement.subject[0]) or (head is not None and head[0].kind not in ("law", "modifier"))


def _meant(reading: Reading, i: int, form: Form, complement: Complement, limit: int, fronted: bool) -> bool:
    """Whether the content is of a kind that makes this verb one of saying (تبنى الهجوم, not تبنى المشروع)."""
    strength = form.verb.strength
    window = reading.norms[complement.start : min(complement.start + 8, limit)]
    if strength == "blame" and any(word in _COMMAS for word in window[1:]):
        window = window[: next(k for k, word in enumerate(window) if k and word in _COMMAS)]
    if strength == "responsibility":
        return _responsibility(reading, i, complement, limit)
    if strength == "denial":
        quote = reading.quotes.opening.get(complement.start)
        speech = quote is not None and quote.close - quote.open > _TERM
        return complement.sign != "object" or speech or (bool(window) and window[0] in words("deniable"))
    if form.verb.lemma == "لوح" and complement.sign == "preposition":
        return reading.begins_content(complement.start) or definite_event(reading.norms[complement.start])
    if strength == "cause":
        return any(word == _ILA for word in reading.norms[complement.start : min(complement.start + 16, limit)])
    if strength == "verify":
        return reading.begins_content(complement.start)
    if strength == "estimate":
        named = complement.subject is None or _spoken(reading, complement) or reading.name(complement.subject[0])
        return complement.sign == "clause" or (named and _counts(reading, complement.start, limit))
    if strength == "count" and _counted_event(reading, complement.start, limit):
        return fronted or complement.subject is not None
    if strength == "count":
        return bool(window) and (fronted or complement.subject is not None) and (
            window[0][:1].isdigit() or window[0] in words("number") or window[0] in words("quantity")
        )  # fmt: skip
    if strength == "blame":
        if window and window[0] in _BLAME and complement.subject is not None and complement.addressee is None:
            i, j = complement.subject
            complement.start = _accused(reading, i, j)
            complement.subject = (i, complement.start) if complement.start > i else None
        return any(w in _BLAME for w in window)
    return True


def _number(reading: Reading, k: int) -> bool:
    return reading.norms[k][:1].isdigit() or reading.is_(k, "number") or reading.is_(k, "quantity")


def _counts(reading: Reading, i: int, limit: int) -> bool:
    """Whether a number stands in the words of an estimate."""
    return any(_number(reading, k) for k in range(i, min(i + _ESTIMATE, limit)))


def _counted_event(reading: Reading, i: int, limit: int) -> bool:
    """وفاة تسعة, "the death of nine": an event and right after it how many."""
    return reading.begins_content(i) and i + 1 < limit and _number(reading, i + 1)


def _accused(reading: Reading, i: int, j: int) -> int:
    """Where the one held responsible begins in the words between حمّل and المسؤولية: after the subject, or with them."""
    for m in range(j - 1, max(i, j - 8), -1):
        head = reading.head(m)
        if head is not None and head[0].kind in _BODIES and not reading.ends_idafa(m) and reading.ends_idafa(m - 1):
            return m
        construct = reading.head(m - 1) is not None and not reading.ends_idafa(m - 1)
        if reading.is_(m - 1, "preposition") or reading.norms[m - 1] == WAW or construct:
            continue
        entity = reading.named[m]
        named = entity is not None and entity.i == m and entity.label in ("GPE", "ORG") and not reading.nationality(m)
        body = reading.definite(m) and (
            (head is not None and head[0].kind == "body") or reading.norms[m].endswith("ين")
        )
        if named or body:
            return m
    return i


def _responsibility(reading: Reading, i: int, complement: Complement, limit: int) -> bool:
    """Puts the content of تبنى ("claimed responsibility") at the attack that is claimed, wherever it stands in the clause."""
    for k in range(i + 1, min(i + 16, limit)):
        if reading.comma(k) or reading.stop(k):
            break
        if reading.is_(k, "attack"):
            complement.start = k
            complement.sign = "object" if reading.norms[k] in _BLAME else "named object"
            if complement.subject is not None and complement.subject[1] > k:
                complement.subject = (complement.subject[0], k) if complement.subject[0] < k else None
            return True
    return False


def _free(reading: Reading, i: int, form: Form, floor: int, complement: Complement) -> bool:
    """Whether a verb without any subject can be one: at the head of its clause, or a participle beside one."""
    if form.aspect == "participle" or i == floor:
        return True
    before = reading.norms[i - 1]
    if form.verb.strength == "weak" and i - 1 in reading.quotes.opening:
        return False
    if reading.is_(i - 1, "pronoun") and (form.aspect == "imperfect" or complement.sign != "object"):
        return True
    if form.agreement.person == 1 or before in (WAW, FA) or reading.mark(i - 1) or reading.is_(i - 1, "conjunction"):
        return True
    if form.verb.negated and reading.is_(i - 1, "negation"):
        return True
    if (
        reading.is_(i - 1, "adverb")
        or reading.is_(i - 1, "time")
        or reading.auxiliary(i - 1)
        or before in words("relative")
    ):
        return True
    if reading.is_(i - 1, "complementizer") and before != norm("أن"):
        return True
    return complement.sign in ("clause", "colon", "quote") and form.verb.strength == "strong"
