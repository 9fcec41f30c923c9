"""Words handed on: نقلت رويترز عن الشرطة قولها إن …, "Reuters quoted the police as saying that …"; بقوله, "in saying"."""

from __future__ import annotations

from marsad.statements.complements import find_complement
from marsad.statements.conjugation import Agreement
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import BA, Reading, Span
from marsad.statements.statement import Statement
from marsad.statements.subjects import find_before
from marsad.statements.vocabulary import Form, read_verb
from marsad.text import norm

_AN, _FI, _ILA = norm("عن"), norm("في"), norm("إلى")
_OWN_LINKS = {
    _AN: frozenset(norm(w) for w in ("عنه", "عنها", "عنهم", "عنهما")),
    _ILA: frozenset(norm(w) for w in ("إليه", "إليها", "إليهم", "إليهما")),
}
_TO = frozenset((_ILA, norm("ل")))
_ABOUT = frozenset(norm(w) for w in ("ضد", "ب", "من", "على", "بشأن", "إزاء", "حيال", "عن"))
_AJL = norm("أجل")
_NEAR, _FAR, _CARRIED = 16, 26, 12


def relay_statements(reading: Reading, i: int, floor: int, limit: int) -> list[Statement]:
    """The reporter's and the speaker's statements of a verb of handing on at word ``i``; empty where it is none."""
    form = next(
        (
            f
            for f in read_verb(reading.norms[i])
            if f.verb.strength == "relay" and f.aspect in ("perfect", "imperfect", "participle")
        ),
        None,
    )
    if form is None:
        return []
    link = _ILA if "إلى" in form.verb.government else _AN
    at = _link(reading, i, link, limit)
    if at is None:
        return []
    own = reading.norms[at] != link
    before = find_before(reading, i, form, floor)
    reporter: Span | None = before.source if before is not None else None
    if reporter is None and form.aspect != "participle":
        begin = at + 1 if own and at == i + 1 else i + 1
        end = noun_phrase(reading, begin, limit if own else at)
        reporter = (begin, end) if end > begin else None
    speaker_end = at + 1 if own else noun_phrase(reading, at + 1, limit, objects=True)
    k = _speech_noun(reading, at + 1, min(at + _FAR, limit))
    if own and reporter is not None and k is not None and reporter[0] < k < reporter[1]:
        reporter = (reporter[0], k)
    speaker: Span | None = (at + 1, min(speaker_end, k if k is not None else limit)) if speaker_end > at + 1 else None
    relay = Statement(
        cue=(i, i + 1), stance=form.verb.stance, rule="relay", source=reporter, clause=before.clause if before else i,
        agreement=form.agreement, implied=reporter is None, participle=form.aspect == "participle",
    )  # fmt: skip
    if k is None and link == _ILA:
        return []
    if k is None:
        complement = find_complement(reading, at, form._replace(agreement=Agreement()), limit)
        if complement is None:
            return []
        relay.start, relay.sign = complement.start, complement.sign
        if reporter is None:
            relay.source, relay.implied = speaker, speaker is None
        return [relay]
    noun = next(f for f in read_verb(reading.norms[k]) if f.aspect == "noun")
    complement = find_complement(reading, k, noun, limit)
    if complement is None:
        return []
    said = Statement(
        cue=(k, k + 1), stance=noun.verb.stance, rule="relay.speaker", source=speaker, clause=k, start=complement.start,
        sign=complement.sign, agreement=noun.agreement, implied=speaker is None, nested=True,
    )  # fmt: skip
    if reporter is None and form.agreement.gender == "m" and form.aspect == "perfect":
        said.clause, said.nested = i, False
        return [said]
    relay.shares = said
    said.relayed_by = relay
    return [relay, said]


def _link(reading: Reading, i: int, link: str, limit: int) -> int | None:
    """The preposition before the speaker, or that preposition with a pronoun for one named before (نقلت عنه, "quoted him")."""
    for k in range(i + 1, min(i + _NEAR, limit)):
        if reading.norms[k] == link or reading.norms[k] in _OWN_LINKS[link]:
            return k
        if reading.stop(k) and not reading.joined(k):
            return None
    return None


def _speech_noun(reading: Reading, i: int, limit: int) -> int | None:
    """The verbal noun with the speaker's pronoun (قوله, تأكيدها) or the article (القول)."""
    for k in range(i, limit):
        if reading.is_(k, "complementizer") or reading.colon(k) or (reading.stop(k) and not reading.joined(k)):
            return None
        quote = reading.quotes.opening.get(k)
        if quote is not None and quote.close - quote.open > 6:
            return None
        if k > i and any(f.aspect == "noun" for f in read_verb(reading.norms[k])):
            return k
    return None


def noun_statement(reading: Reading, i: int, floor: int, limit: int) -> Statement | None:
    """بقوله, في إعلانه: a verbal noun with the speaker's pronoun after a preposition; تأكيد الوزير أن … with its subject; and a
    noun that a verb of no meaning of its own hands to a speaker (سارع الوزير إلى اتهام …, شنت الجماعة انتقادات …)."""
    carried = _carried(reading, i, floor, limit)
    if carried is not None:
        return carried
    for form in read_verb(reading.norms[i]):
        if form.aspect == "noun" and i > floor and reading.norms[i - 1] in (BA, _FI):
            complement = find_complement(reading, i, form, limit)
            if (
                complement is not None
                and not form.agreement.number
                and (reading.norms[i - 1] != BA or complement.sign not in ("clause", "colon", "quote"))
            ):
                continue
            if complement is None or (
                complement.sign == "preposition" and complement.start not in reading.quotes.opening
            ):
                continue
            begin = i - 2 if _said_by(reading, i - 2, floor) else i
            return Statement(
                cue=(begin, i + 1), stance=form.verb.stance, rule="noun.own", source=_main_subject(reading, i, floor, form),
                clause=i - 1, start=complement.start, sign=complement.sign, agreement=form.agreement, nested=True, implied=True,
            )  # fmt: skip
        occasion = i > floor and reading.norms[i - 1] == _FI
        if form.aspect == "bare_noun" and form.verb.strength == "strong" and i + 2 < limit and not occasion:
            end = noun_phrase(reading, i + 1, limit, frozenset((BA,)))
            head = reading.head(i + 1)
            typed = (head is not None and head[0].kind not in ("modifier", "law")) or reading.name(i + 1)
            several = form.verb.stance == "accuse" and reading.norms[i].endswith("ات")
            claimed = (form.verb.stance == "claim" or several) and end + 1 < limit and reading.norms[end] == BA
            if (
                claimed
                and typed
                and i + 1 < end
                and (reading.begins_content(end + 1) or reading.is_(end + 1, "complementizer"))
            ):
                start = end + 2 if reading.is_(end + 1, "complementizer") else end + 1
                return Statement(
                    cue=(i, i + 1), stance=form.verb.stance, rule="noun.subject", source=(i + 1, end), clause=i, start=start,
                    sign="preposition", nested=True, implied=False,
                )  # fmt: skip
            if i + 1 < end < limit - 1 and typed and reading.is_(end, "complementizer") and not reading.definite(i):
                return Statement(
                    cue=(i, i + 1), stance=form.verb.stance, rule="noun.subject", source=(i + 1, end), clause=i, start=end + 1,
                    sign="clause", nested=True, implied=False,
                )  # fmt: skip
    return None


def _said_by(reading: Reading, i: int, floor: int) -> bool:
    """Whether a verb of saying stands right before بقوله, which then only repeats it (مستطرداً بسؤاله, "going on to ask")."""
    if i < floor or reading.definite(i) or reading.norms[i + 1] != BA:
        return False
    return any(f.aspect in ("perfect", "imperfect", "participle") and not f.object for f in read_verb(reading.norms[i]))


def _carried(reading: Reading, i: int, floor: int, limit: int) -> Statement | None:
    """سارع الوزير إلى اتهام …, "the minister was quick to accuse"; وجه نداء إلى …, "addressed a call to": the noun is the cue."""
    form = next((f for f in read_verb(reading.norms[i]) if f.aspect in ("noun", "bare_noun")), None)
    if form is None or form.verb.strength not in ("strong", "relay") or i - 1 <= floor:
        return None
    turned = reading.norms[i - 1] == _ILA
    k = _carrier(reading, i - 1 if turned else i, floor, "turning" if turned else "light")
    if k is None or (turned and reading.norms[i].endswith("ات")):
        return None
    if not turned and (reading.definite(i) or reading.is_(i - 1, "preposition") or form.verb.stance == "announce"):
        return None
    start, sign = (None, "") if form.aspect == "bare_noun" and not turned else _governed(reading, i, form, limit)
    if start is None:
        start, sign = _after_noun(reading, i, limit, form.verb.stance in ("condemn", "accuse")), "object"
    if start is None:
        return None
    source = _carrier_subject(reading, k, i - 1 if turned else i, floor)
    return Statement(
        cue=(i, i + 1), stance=form.verb.stance, rule="noun.carried", source=source, clause=k, start=start, sign=sign,
        agreement=_agreement(reading, k), implied=source is None,
    )  # fmt: skip


def _governed(reading: Reading, i: int, form: Form, limit: int) -> tuple[int | None, str]:
    complement = find_complement(reading, i, form, limit)
    return (complement.start, complement.sign) if complement is not None else (None, "")


def _carrier(reading: Reading, i: int, floor: int, kind: str) -> int | None:
    """The verb of a class of ``statement_words.tsv`` before word ``i`` in its clause."""
    for k in range(i - 1, max(floor, i - _CARRIED) - 1, -1):
        if reading.is_(k, kind) and not reading.definite(k):
            return k
        if reading.comma(k) or reading.stop(k) or reading.colon(k) or reading.is_(k, "complementizer"):
            return None
        if kind == "light" and reading.is_(k, "preposition") and reading.norms[k] not in _TO:
            return None
    return None


def _agreement(reading: Reading, k: int) -> Agreement:
    word = reading.norms[k]
    feminine = (word.startswith("ت") and reading.is_(k, "turning")) or word.endswith("ت")
    return Agreement(3, "f" if feminine else "m", "s")


def _carrier_subject(reading: Reading, k: int, i: int, floor: int) -> Span | None:
    """The subject of the carrying verb at ``k``: after it, or before it."""
    j = k + 1
    while j < i and (reading.is_(j, "adverb") or reading.is_(j, "time")):
        j += 1
    end = noun_phrase(reading, j, i, _TO) if j < i and not reading.is_(j, "preposition") else j
    if end > j:
        return j, end
    form = next(iter(read_verb(norm("قال"))))._replace(agreement=_agreement(reading, k))
    before = find_before(reading, k, form, floor)
    return before.source if before is not None else None


def _after_noun(reading: Reading, i: int, limit: int, against: bool) -> int | None:
    """The content after a noun of saying, past its adjectives and the one it is said to (نداء عاجل إلى … من أجل …).

    against: whether the one it is directed to is what is said of (انتقادات إلى …, "criticism of").
    """
    j = i + 1
    while j + 1 < min(limit, i + _CARRIED):
        if reading.comma(j) or reading.stop(j) or any(f.aspect == "participle" for f in read_verb(reading.norms[j])):
            return None
        if reading.is_(j, "complementizer") or reading.norms[j] in _ABOUT:
            return j + 2 if reading.norms[j + 1] == _AJL or reading.is_(j + 1, "complementizer") else j + 1
        if reading.begins_content(j):
            return j
        if reading.norms[j] in _TO:
            if against or reading.begins_content(j + 1):
                return j + 1
            j = max(noun_phrase(reading, j + 1, limit, _TO | _ABOUT), j + 2)
        elif reading.definite(j) and j == i + 1:
            return j
        elif reading.definite(j) or reading.norms[j].endswith((norm("ة"), "ا")):
            j += 1
        else:
            return None
    return None


def _main_subject(reading: Reading, i: int, floor: int, form: Form) -> Span | None:
    """The subject of the clause: of the verb of saying before it, or the noun phrase after the first word, or the first."""
    for k in range(i - 1, max(floor, i - _FAR) - 1, -1):
        if any(f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[k])) and not reading.definite(k):
            end = noun_phrase(reading, k + 1, i)
            if end > k + 1:
                return k + 1, end
            break
    j = floor
    while j < i and (
        (reading.mark(j) and not reading.quotation_mark(j)) or reading.passage.proclitic[j] or reading.auxiliary(j)
    ):
        j += 1
    for start in (j + 1, j):
        if start < i:
            end = noun_phrase(reading, start, i)
            if end > start and (
                reading.head(start) is not None or reading.name(start) or reading.quotation_mark(start)
            ):
                return start, end
    comma = next((k for k in range(i - 1, floor, -1) if reading.comma(k)), None)
    if comma is not None:
        for start in range(comma - 1, floor, -1):
            if reading.head(start) is not None and not reading.definite(start - 1):
                end = noun_phrase(reading, start, comma)
                if end == comma:
                    return start, end
    return None
