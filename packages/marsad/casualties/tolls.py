"""Tolls: عدد القتلى بلغ 20, حصيلة الجرحى إلى 50; the harm stands before the number, in the noun that is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.casualties.cues import Cue
from marsad.casualties.mentions import Mention
from marsad.casualties.view import View
from marsad.casualties.words import words
from marsad.quantity import NounForm
from marsad.text import norm

_REACH = 18
_FROM = norm("من")
_NEAR = 7
_THESE = words("toll_of")
_TO = words("toll_preposition")


def bind_tolls(view: View, mentions: Sequence[Mention], cues: Sequence[Cue]) -> None:
    """Bind numbers to the harm noun of the count they answer (عدد الجرحى …: 1585), or to the verb (عدد الذين قضوا … 92)."""
    verbs = {cue.start: cue for cue in cues if cue.kind == "verb"}
    k = 0
    i = 0
    while i < view.size:
        head = _head(view, i) or _clause_head(view, i, verbs)
        if head is None:
            i += 1
            continue
        end, form = head
        while k < len(mentions) and mentions[k].start < end:
            k += 1
        harm = form.entry["harm"]
        cue = Cue(i, end, harm, "noun", "genitive", rule="toll:" + form.entry["singular"])
        said = any(
            view.is_(j, "reaches") and view.at(j).isalpha() and len(view.at(j)) > 2
            for j in range(max(i - 3, view.begin(i)), i)
        )
        target = _after(view, mentions, k, end, said) or _before(view, mentions, k, i)
        if target is not None:
            _bind(target, cue, form)
        for mention in mentions[max(k - 2, 0) : k]:
            if mention.kind == "noun" and i < mention.start < end:
                mention.how = "hypothetical"  # the counted noun of the head, no amount by itself
        i = end


def _head(view: View, i: int) -> tuple[int, NounForm] | None:
    """عدد القتلى, حصيلة ضحايا الزلزال, القتلى (after a list mark): where it ends and its harm noun."""
    count = view.match(i, "count")
    if count is None:
        return None
    at = count.end
    if (more := view.match(at, "count")) is not None:
        at = more.end
    if view.at(at) == norm("من"):
        return None
    reading = view.noun(at)
    if reading is None or reading.form.number != "plural" or not reading.form.entry["harm"]:
        return None
    made_definite = view.definite(reading.end) or view.definite(reading.end + 1) or view.at(reading.end) in _THESE
    if not reading.form.definite and not made_definite:
        return None
    return reading.end, reading.form


def _clause_head(view: View, i: int, verbs: Mapping[int, Cue]) -> tuple[int, NounForm] | None:
    """عدد الذين قضوا, عدد من قتلوا: where it ends and a noun form with the verb's harm."""
    count = view.match(i, "count")
    if count is None or not (view.is_(count.end, "relative") or view.at(count.end) == _FROM):
        return None
    verb = verbs.get(count.end + 1)
    if verb is None:
        return None
    return verb.end, NounForm({"singular": "", "who": "", "harm": verb.harm, "gender": "m"}, "plural", definite=True)


def _bind(target: Mention, cue: Cue, form: NounForm) -> None:
    target.cue, target.harm, target.how = cue, cue.harm, "toll"
    if target.form is None:
        target.form = form


def _after(view: View, mentions: Sequence[Mention], k: int, end: int, said: bool) -> Mention | None:
    """The number after its count. said: whether a verb like بلغ stands before the count."""
    stop = min(view.stop(end - 1), end + _REACH)
    if k < len(mentions) and mentions[k].start < stop and mentions[k].kind == "noun":
        k += 1
    if k >= len(mentions) or mentions[k].start >= stop:
        return None
    target = mentions[k]
    if target.kind not in ("elided", "counted") or target.own_harm:
        return None
    between = range(end, target.start)
    if any(view.closes(j) or view.is_(j, "break") for j in between):
        return None
    adjectives = len(between) <= 2 and all(view.definite(j) for j in between)
    if (
        between
        and not said
        and not adjectives
        and not any(view.is_(j, "reaches") for j in range(max(end, target.start - _NEAR), target.start))
    ) and not any(view.is_(j, "reaches") for j in range(target.start, target.end)):
        return None
    return target


def _before(view: View, mentions: Sequence[Mention], k: int, i: int) -> Mention | None:
    """ليرتفع إلى 32 عدد الجثث: the number before its count."""
    if k == 0:
        return None
    target = mentions[k - 1]
    near = target.end <= i <= target.end + 1 and target.kind == "elided" and target.cue is None
    return target if near and view.at(target.start - 1) in _TO else None


def bind_bare(view: View, mentions: Sequence[Mention]) -> None:
    """الشهداء: 213, المصابين 6603: a definite harm noun right before its number, or a colon between."""
    by_start = {mention.start: mention for mention in mentions}
    for i in range(view.size):
        reading = view.noun(i)
        if (
            reading is None
            or not reading.form.definite
            or reading.form.number != "plural"
            or not reading.form.entry["harm"]
        ):
            continue
        at = reading.end
        colon = view.at(at) == ":"
        target = by_start.get(at + colon)
        listed = target is not None and colon and (target.kind == "counted" or target.numbered) and not target.own_harm
        if (
            target is not None
            and target.cue is None
            and (listed or (target.kind == "elided" and (colon or at == target.start)))
        ):
            if not target.definite or target.qualifier != "exact":
                cue = Cue(i, at, reading.form.entry["harm"], "noun", "genitive", rule="toll:bare")
                _bind(target, cue, reading.form)


def _line(view: View, mention: Mention) -> bool:
    """Whether an amount stands by itself after a colon, in a list by places: حلب: ثلاثة وعشرون."""
    if view.at(mention.start - 1) != ":":
        return False
    return (
        mention.kind == "counted"
        or mention.end >= view.stop(mention.start)
        or view.punctuation(mention.end)
        or view.is_(mention.end, "part_of")
    )


def bind_again(view: View, mentions: Sequence[Mention]) -> None:
    """العدد 260, الحصيلة قد تبلغ 400: a figure for the toll last given."""
    last: Mention | None = None
    for k, mention in enumerate(mentions):
        if mention.kind == "elided" and mention.cue is None and last is not None:
            low = max(view.begin(mention.start), mention.start - _NEAR)
            head = next((i for i in range(mention.start - 1, low - 1, -1) if view.is_(i, "count_alone")), -1)
            if _line(view, mention) and last.start >= mention.start - 24 and (_line(view, last) or last.how == "line"):
                harm = last.harm or last.own_harm
                mention.cue = last.cue or Cue(last.start, last.end, harm, "noun", "genitive", rule="noun:own")
                mention.harm, mention.how = harm, "line"
                mention.form = last.form
            clear = (
                mention.cue is None
                and head >= 0
                and not any(view.closes(j) or view.at(j)[:1] in "،," for j in range(head, mention.start))
            )
            if clear and (k == 0 or mentions[k - 1].end <= head):
                harm = last.harm or last.own_harm
                mention.cue = Cue(head, head + 1, harm, "noun", "genitive", rule="toll:again")
                mention.harm, mention.how = mention.cue.harm, "toll"
                mention.form = mention.form or last.form
        if mention.parent is None and mention.numbered and (mention.harm or mention.own_harm):
            last = mention
