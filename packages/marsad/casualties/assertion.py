"""Established, feared or denied; incident or running total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.casualties.cues import Cue
from marsad.casualties.mentions import Mention
from marsad.casualties.view import AND, View
from marsad.casualties.words import lemmas, words
from marsad.quantity import NounForm
from marsad.text import norm

_FEAR = 9  # words that a marker of fear reaches ahead
_NEGATION = 8
_HYPOTHETICAL = 3
_PERIOD = 16
_RISE = 16
_LARGE = 10_000
_STATE = frozenset({"displaced", "besieged", "detained"})
_FOR, _THAT, _TO = norm("ل"), norm("أن"), norm("إلى")
_ABOVE = norm("فوق")
_BETWEEN = norm("بين")
_ONLY = frozenset(norm(form) for form in ("سوى", "إلا", "غير"))
_CAUSES = words("cause")
_SEEN = frozenset(norm(form) for form in ("قبل", "بعد", "منذ"))
_LED = words("led_to")
_STILL = words("false_negation")
_ACTIONS = lemmas("purpose_action")
_REFUGEES = lemmas("refugee")
_ATTEMPTS = words("attempt")
_MATERIAL = words("material_loss")
_CAMPAIGN = words("campaign")
_SPANS = words("period")
_THESE = words("demonstrative")
_MAY = words("may_verb")
_RECORD = words("record")
_WEEKDAYS = words("weekday")
_TOLL = words("toll")
_HOURS = frozenset(norm(form) for form in ("ساعة", "الساعة", "ساعات"))
_DAY = (norm("يوم"), norm("واحد"))
_OF = words("of_them") | {norm("من")}


def negated(view: View, mentions: Sequence[Mention], cues: Sequence[Cue]) -> Iterator[Mention]:
    """Mentions of nobody: دون وقوع إصابات, لم يصب أحد, لم يسفر عن ضحايا.

    Bare plurals under a negation are changed in place; those that only the negation makes (أحد, "anyone") are yielded.
    """
    by_start = {mention.start: mention for mention in mentions}
    cue_at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    done = 0
    for i in range(view.size):
        match = view.match(i, "negation", "denial", "negation_dialect") if i >= done else None
        if match is None or view.at(match.end) in _STILL:
            continue
        done = match.end  # the دون of من دون is no second negation
        denial = match.row["class"] == "denial"
        cue: Cue | None = None
        j = match.end
        stop = min(view.stop(i), match.end + _NEGATION + 5 * denial)
        while j < stop:
            if j == match.end and view.at(j) == _THAT:
                j += 1
                continue
            if (
                view.closes(j)
                or view.at(j)[:1] in "،,"
                or view.is_(j, "break")
                or (view.reports(j) and j > match.end and j not in cue_at)
            ):
                break
            cue = cue_at.get(j, cue)
            any_ = view.match(j, "any")
            start = any_.end if any_ else j
            mention = by_start.get(start)
            if mention is not None and mention.definite and not any_:
                j = mention.end
                continue
            if mention is not None:
                if (
                    mention.kind == "losses"
                    or (mention.kind == "noun" and not mention.definite and (mention.own_harm or (any_ and cue)))
                ) and (
                    mention.form is not None
                    and (mention.form.number != "singular" or any_)
                    and not _idafa(view, mention)
                    and (any_ or cue or _answers(view, match.end, j))
                ):
                    _none(mention, i, cue, j)
                    _others(view, mention, by_start)
                elif denial and not any_ and not mention.own_harm:
                    j = mention.end  # who denies: نفى متحدث … توقيف أي مسافر
                    continue
                break
            event = view.noun(start) if any_ else None
            if event is not None and event.form.entry["harm"] and event.form.number == "singular":
                yield _nobody(i, j, event.end, event.form.entry["harm"], cue)
                break
            bare = view.match(start, "losses_bare")
            if (
                bare is not None
                and (any_ or not denial)
                and not any(view.is_(k, "report") for k in range(i, j))
                and view.at(bare.end) not in _MATERIAL
                and view.passage.word(j) != ""
            ):
                yield _nobody(i, j, bare.end, bare.row["value"], cue)
                break
            if cue is not None and not denial and (view.is_(j, "anyone") or (any_ and view.at(start) in _OF)):
                yield _nobody(i, j, j + 1, cue.harm, cue)  # أحد, "anyone"; أي منهم, "any of them"
                break
            j += 1


def _answers(view: View, after: int, noun: int) -> bool:
    """Whether a negation is said of the noun's being there: دون إصابات, لم يسفر عن قتلى, not لم تتم تسوية تعويضات ضحايا
    ("compensation for victims was not settled")."""
    return noun - after <= 1 or any(
        view.is_(i, "result", "reaches", "report", "hypothetical") or view.reports(i) for i in range(after, noun)
    )


def _idafa(view: View, mention: Mention) -> bool:
    """Whether a noun is made definite by what follows: ضحايا تلك الحرب."""
    i = mention.end
    return view.idafa(i, mention.start) or view.at(i) in _THESE


def _none(mention: Mention, i: int, cue: Cue | None, start: int) -> None:
    mention.low = mention.high = mention.value = 0
    mention.qualifier, mention.assertion, mention.kind = "exact", "negated", "negated"
    mention.start = start
    mention.rule = "negated"
    if mention.own_harm:
        mention.harm = mention.own_harm
    elif cue is not None:
        mention.harm = cue.harm
    if mention.cue is None:
        mention.cue = cue or Cue(i, i + 1, mention.harm or "casualties", "noun", "genitive", rule="negation")


def _others(view: View, mention: Mention, by_start: dict[int, Mention]) -> None:
    """The second of دون قتلى أو جرحى."""
    following = by_start.get(mention.end + 1)
    if (
        following is not None
        and view.at(mention.end) in (AND, norm("أو"))
        and following.kind == "noun"
        and following.own_harm
    ):
        _none(following, mention.start, None, following.start)


def _nobody(i: int, start: int, end: int, harm: str, cue: Cue | None) -> Mention:
    cue = cue or Cue(i, i + 1, harm, "noun", "genitive", rule="negation")
    form = NounForm({"singular": "", "who": "", "harm": harm, "gender": "m"}, "plural")
    return Mention(start, end, "negated", 0, 0, 0, "exact", "negated", ((i, i + 1),), form=form, cue=cue,
                   harm=harm, assertion="negated")  # fmt: skip


def hypothetical(view: View, mention: Mention) -> str:
    """Whether the harm is only intended.

    RETURNS: "hypothetical" (محاولة اغتيال, "attempt on the life"), "demand" (طالب بالإفراج, "demanded the release of") or "".
    """
    cue = mention.cue
    if cue is None:
        return "hypothetical" if not mention.numbered and _only_possible(view, mention.start) else ""
    start = cue.start
    before = start - 1
    nominal = cue.kind == "noun"
    lemma = cue.rule.partition(":")[2]
    if nominal and view.at(before) == _FOR and lemma in _ACTIONS and view.at(before - 1) not in _LED:
        return "hypothetical"
    if cue.kind == "verb" and view.at(before) == _FOR:
        return "demand" if cue.harm in ("released", "evacuated") else "hypothetical"
    if cue.kind == "verb" and view.match(before, "negation") is not None:
        if not any(view.at(i) in _ONLY for i in range(cue.end, mention.start)):
            return "hypothetical"
    if lemma == "إعدام" and _sentence(view, start):
        return "hypothetical"
    if cue.kind == "verb" and cue.form is not None and not cue.form.perfect:
        if view.at(before) == _FOR or (view.at(before) == _THAT and view.at(before - 1) not in _SEEN):
            return "demand" if cue.harm in ("released", "evacuated") else "hypothetical"
        if view.at(before) == norm("لن"):
            return "hypothetical"
        if view.at(before) in (norm("س"), norm("سوف")):
            return "demand"
    if _only_possible(view, start) or (nominal and _attempted(view, start)):
        return "hypothetical"
    if cue.harm in ("released", "evacuated"):
        for i in range(max(start - 14, view.begin(start)), start):
            if view.is_(i, "demand") and not any(
                view.closes(j) or (view.reports(j) and j > i + 1) for j in range(i, start)
            ):
                return "demand"
    return ""


def _only_possible(view: View, start: int) -> bool:
    """Whether a word of attempt, threat or prevention stands right before word ``start``."""
    for i in range(max(start - _HYPOTHETICAL, view.begin(start)), start):
        match = view.match(i, "hypothetical")
        if match is not None and match.end <= start:
            return True
    return False


def _attempted(view: View, start: int) -> bool:
    """Whether a word of attempt stands before a verbal noun at word ``start`` in its clause (حاولت قوة أمنية توقيف …)."""
    for i in range(start - 1, max(start - _NEGATION, view.begin(start)) - 1, -1):
        if view.punctuation(i) or view.reports(i) or view.is_(i, "break", "result"):
            return False
        if view.at(i) in _ATTEMPTS:
            return True
    return False


def _sentence(view: View, start: int) -> bool:
    """Whether a death sentence is passed, not carried out."""
    near = range(max(start - 5, view.begin(start)), start)
    return any(view.is_(i, "verdict") for i in near) and not any(view.is_(i, "carried_out") for i in near)


def feared(view: View, mention: Mention) -> bool:
    """Whether what is said of a mention is expected or possible only."""
    if mention.cue is not None and mention.cue.rule == "noun:own" and mention.harm in _STATE:
        return False
    anchors = [mention.start]
    if mention.cue is not None:
        anchors.append(mention.cue.start)
    for anchor in anchors:
        begin = view.begin(anchor)
        for i in range(anchor - 1, max(anchor - _FEAR, begin) - 1, -1):
            if view.closes(i) or view.is_(i, "relative") or view.at(i)[:1] in "()":
                break
            if view.at(i)[:1] in "،,;" and anchor - i > 3:
                break
            if view.at(i) == norm("س") and view.is_(i + 1, "result"):
                return True
            match = view.match(i, "feared")
            if match is None:
                continue
            if view.at(i) == norm("قد") and not _imperfect(view, match.end):
                continue
            return True
    return False


def _imperfect(view: View, i: int) -> bool:
    """Whether قد stands before an imperfect ("may"), not a perfect ("has")."""
    form = view.at(i)
    if form == norm("لا"):
        return True
    return (form[:1] == "ي" and len(form) > 2) or form in _MAY


def _crossing(view: View, start: int, end: int) -> bool:
    return any(view.is_(i, "break") or view.closes(i) for i in range(start, end))


def continued_period(view: View, last: Mention, mention: Mention) -> bool:
    """Whether a period said of one amount goes on for the next in its sentence: … خلال أسبوع مقتل 111 وإصابة 5655."""
    if view.sentence_of[last.start] != view.sentence_of[mention.start] or mention.start - last.end > 12:
        return False
    return not _crossing(view, last.end, mention.start) and mention.kind in ("counted", "elided")


def cumulative(view: View, mention: Mention) -> bool:
    """Whether an amount is a running or period total."""
    if mention.assertion == "negated":
        return False
    if mention.kind == "described":
        return False
    begin = view.begin(mention.start)
    for i in range(max(begin, mention.start - _RISE), mention.start):
        if (
            view.is_(i, "rising")
            and any(view.at(j) in (_TO, norm("على"), _ABOVE) for j in range(i + 1, mention.start + 1))
            and (
                mention.how == "toll"
                or any(view.is_(j, "count", "count_alone") for j in range(i, mention.start))
                or (mention.own_harm and mention.start - i <= 8)
            )
        ):
            return True
        if view.is_(i, "total") and mention.start - i <= 6:
            return True
    if (
        mention.assertion == "feared"
        and (mention.how == "toll" or mention.own_harm)
        and any(
            view.is_(i, "reaches") and len(view.at(i)) > 2
            for i in range(max(begin, mention.start - 5), mention.start + 1)
        )
    ):
        return True
    if in_period(view, mention):
        return True
    if _so_far(view, mention):
        return True
    standing = mention.harm == "displaced" and mention.entry.get("singular") not in _REFUGEES
    return standing and (mention.low or 0) >= _LARGE


def _so_far(view: View, mention: Mention) -> bool:
    """Whether an amount is said to hold until a moment: حتى الآن, "so far"; حتى الساعة الثامنة."""
    begin, stop = (
        max(view.begin(mention.start), mention.start - _PERIOD),
        min(view.stop(mention.start), mention.end + _NEGATION),
    )
    return any(
        view.is_(i, "so_far") and not _crossed(view, mention, i)
        for i in range(begin, stop)
        if not mention.start <= i < mention.end
    )


def in_period(view: View, mention: Mention) -> bool:
    """Whether a period is said of an amount: منذ بداية العام, خلال أسبوع."""
    if mention.kind not in ("counted", "elided") or (mention.low or mention.high or 0) <= 1:
        return False
    begin, stop = view.begin(mention.start), view.stop(mention.start)
    return _period(view, mention, max(begin, mention.start - _PERIOD), min(stop, mention.end + _PERIOD))


def _period(view: View, mention: Mention, start: int, stop: int) -> bool:
    for i in range(start, stop):
        if mention.start <= i < mention.end:
            continue
        if view.is_(i, "since"):
            if any(view.at(j) in _RECORD for j in range(max(start, i - 9), i)):
                continue
            if not _crossed(view, mention, i):
                return True
        if (
            view.at(i) == _BETWEEN
            and view.at(i + 1) in _WEEKDAYS
            and view.at(i + 2) == AND
            and view.at(i + 3) in _WEEKDAYS
        ):
            return True
        if view.at(i) in _TOLL and view.at(i + 1) in _CAMPAIGN and i < mention.start:
            return True
        during = view.match(i, "during")
        ordinal = any(view.at(j) in _RECORD for j in range(max(view.begin(i), i - 4), i))  # ثاني هجوم خلال أسبوع
        if during is not None and not ordinal and not _crossed(view, mention, i):
            after = [view.at(j) for j in range(during.end, min(during.end + 4, stop))]
            if any(word in _SPANS for word in after) and not _one_day(after):
                return True
            if after and after[0] in _CAMPAIGN:
                return True
    return False


def _one_day(after: Sequence[str]) -> bool:
    """Whether a period is of hours, or a day (خلال 24 ساعة, خلال يوم واحد): an incident's, no running total."""
    return any(word in _HOURS for word in after) or tuple(after[:2]) == _DAY


def _crossed(view: View, mention: Mention, i: int) -> bool:
    """Whether a clause boundary lies between a mention and word i."""
    low, high = (i, mention.start) if i < mention.start else (mention.end, i)
    if i < mention.start and any(view.at(j) in _CAUSES for j in range(low + 1, high)):
        return True
    return any(
        view.is_(j, "break", "relative") or view.closes(j) or view.reports(j) for j in range(low + (low == i), high)
    )
