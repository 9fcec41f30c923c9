"""Breakdowns: who is among whom (بينهم, منهم, بين القتلى), and lists that add up to a total."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from marsad.casualties.cues import Cue
from marsad.casualties.described import Persons, describe
from marsad.casualties.mentions import Mention
from marsad.casualties.view import AND, QUOTES, View
from marsad.casualties.words import words
from marsad.text import norm

_GAP = 6
_START = attrgetter("start")
_BETWEEN = norm("بين")
_FROM = norm("من")
_OF_THEM = frozenset(norm(form) for form in ("منهم", "منهن", "منها"))
_SHARE = words("share")
_THAT = norm("أن")
_LIST = frozenset("،,:-–—•▪(")


def link_parts(view: View, mentions: Sequence[Mention], persons: Persons, cues: Sequence[Cue]) -> list[Mention]:
    """Set ``parent`` of every mention that a marker says to be among others.

    RETURNS: the parts that are no candidates by themselves: people named after a marker, أحدهم ("one of them").
    """
    added: list[Mention] = []
    said = {cue.end for cue in cues}
    at = {mention.start: k for k, mention in enumerate(mentions)}
    postposed = {mention.end for mention in mentions if mention.of_them or view.at(mention.end) in _OF_THEM}
    postposed -= {mention.start - 1 for mention in mentions if mention.kind in ("counted", "elided")}
    for i in range(view.size):
        found = view.match(i, "part_of")
        if found is not None and (i in postposed or view.at(i - 1) in _SHARE):
            continue
        if found is None:
            found = view.match(i, "equals")
        if found is not None:
            if not _children(view, mentions, at, i, found.end):
                added += _named(view, mentions, persons, i, found.end)
            continue
        one = view.match(i, "part_of_one")
        if one is not None:
            k = bisect_left(mentions, i, key=_START)
            child = mentions[at[one.end]] if one.end in at and not view.national(one.end) else None
            if child is None:
                child = Mention(i, one.end, "part", 1, 1, 1, "exact", "one_of", ((i, one.end),))
                if one.row["value"] != "counts":
                    added += _named(view, mentions, persons, i, one.end)
                    continue
                if i not in said and not _apposed(view, mentions, i):
                    continue
                added.append(child)
            elif one.row["value"] == "counts" and child.kind == "noun" and child.singular and not child.own_harm:
                child.start = i  # أحدهم طفل, "one of them a child"
            child.parent = _parent(view, mentions, k, i, child)
            if child.parent is None and added and child is added[-1] and i not in said:
                added.pop()
            continue
        if view.at(i) == _BETWEEN and (end := _definite_harm(view, i + 1)) > 0:
            if not _children(view, mentions, at, i, end, far=True):
                added += _named(view, mentions, persons, i, end, far=True)
    for k, mention in enumerate(mentions):
        if mention.of_them and mention.parent is None:
            mention.parent = _parent(view, mentions, k, mention.start, mention)
        if mention.of_named and mention.parent is None:
            mention.parent = _whole(mentions, k, mention)
    link_sums(view, mentions)
    return added


def _apposed(view: View, mentions: Sequence[Mention], i: int) -> bool:
    """Whether أحدهم at word i is said of an amount before it, not a subject or object by itself (أفاد أحدهم)."""
    k = bisect_left(mentions, i, key=_START) - 1
    return view.punctuation(i - 1) or view.at(i - 1) == AND or (k >= 0 and mentions[k].end == i)


def _named(
    view: View, mentions: Sequence[Mention], persons: Persons, marker: int, i: int, far: bool = False
) -> list[Mention]:
    """A person named or described after a marker: بينهم القائد فلان."""
    person = describe(view, persons, i, False)
    if person is None or person.rule not in ("named", "described"):
        return []
    k = bisect_left(mentions, marker, key=_START)
    person.parent = _parent(view, mentions, k, marker, person, far)
    if far and (harm := _named_harm(view, marker)):
        person.harm, person.how = harm, "toll"
        person.cue = Cue(marker + 1, marker + 2, harm, "noun", "genitive", rule="part:named")
        return [person]
    return [person] if person.parent is not None else []


def _definite_harm(view: View, i: int) -> int:
    """The end of القتلى, الضحايا والجرحى at word i, or 0."""
    reading = view.noun(i)
    if (
        reading is None
        or not reading.form.definite
        or reading.form.number != "plural"
        or not reading.form.entry["harm"]
    ):
        return 0
    end = reading.end
    if (
        view.at(end) == AND
        and (more := view.noun(end + 1)) is not None
        and more.form.entry["harm"]
        and more.form.definite
    ):
        end = more.end
    return end


def _children(
    view: View, mentions: Sequence[Mention], at: dict[int, int], marker: int, i: int, far: bool = False
) -> bool:
    """Link what a marker introduces; whether there was something."""
    while view.at(i) and (view.at(i)[0] in QUOTES or view.at(i) in (":", "ايضا")):
        i += 1
    if i not in at:
        return False
    k = at[i]
    parent = _parent(view, mentions, k, marker, mentions[k], far)
    if parent is None:
        named = _definite_before(view, marker) if not far else marker + 1
        if named and not mentions[k].own_harm:
            reading = view.noun(named)
            if reading is not None:
                pair = view.noun(reading.end + 1) if view.at(reading.end) == AND else None
                harm = "casualties" if pair is not None and pair.form.entry["harm"] else reading.form.entry["harm"]
                cue = Cue(named, i, harm, "noun", "genitive", rule="part:named")
                mentions[k].cue, mentions[k].harm, mentions[k].how = cue, cue.harm, "part"
        return True
    mentions[k].parent = parent
    mentions[k].wanted = _named_harm(view, marker) if far else ""
    while k + 1 < len(mentions):
        child, following = mentions[k], mentions[k + 1]
        resumed = view.skip_brackets(child.end)
        if child.end < following.start < resumed:
            k += 1
            continue  # what stands in brackets belongs to the part before: ستة أطفال (رضيع …) وخمس نساء
        between = view.norms[resumed : following.start]
        if len(between) > _GAP or not between or view.sentence_of[child.start] != view.sentence_of[following.start]:
            return True
        if between[-1] != AND and between[-1] not in "،,":
            return True
        if any(view.preposition(j) and view.at(j) != _FROM for j in range(resumed, following.start)):
            return True
        if any(view.is_(j, "break", "part_of", "joins") or view.reports(j) for j in range(resumed, following.start)):
            return True
        if any(view.noun(j) is None and not _plain(view, j) for j in range(resumed, following.start - 1)):
            return True
        if not _holds(parent, following):
            return True
        following.parent, following.wanted = parent, child.wanted
        k += 1
    return True


def _plain(view: View, i: int) -> bool:
    form = view.at(i)
    return len(form) > 1 or form == AND or not form[0].isalnum()


def _holds(parent: Mention, child: Mention) -> bool:
    """Whether a child can be among a parent by its size."""
    if parent.high is None:
        return True
    return (child.low or 0) <= parent.high if child.low is not None else (child.high or 0) <= parent.high


def _parent(
    view: View, mentions: Sequence[Mention], k: int, marker: int, child: Mention, far: bool = False
) -> Mention | None:
    """The amount that a part belongs to. far: whether the marker names the whole again (بين القتلى)."""
    sentence = view.sentence_of[marker]
    first = marker - view.begin(marker) <= 6 or view.at(marker - 1) == _THAT
    harm = _named_harm(view, marker) if far else ""
    near: Mention | None = None
    for j in range(k - 1, max(k - 8, -1), -1):
        parent = mentions[j]
        if parent.end > marker:
            continue
        if view.sentence_of[parent.start] < sentence - (3 if far else 1 if first else 0):
            return near
        if (harm and parent.own_harm and parent.own_harm != harm) or (far and parent.kind == "noun"):
            continue
        if parent.singular or not _holds(parent, child):
            continue
        if parent.kind == "noun" and not parent.own_harm and parent.form is not None and parent.form.number == "plural":
            if parent.parent is not None or view.preposition(parent.start - 1):
                continue
        if not _differ(parent, child):
            return parent
        near = near or parent  # 90 شهيدا و177 إصابة، منهم 14 شهيدا: they are of the 90, not of those next to them
    return near


def _differ(parent: Mention, child: Mention) -> bool:
    """Whether both say their harm, one that they are dead, the other that they are wounded."""
    return {parent.own_harm, child.own_harm} == {"killed", "injured"}


def _definite_before(view: View, marker: int) -> int:
    """The first word of القتلى or القتلى والجرحى not far before a marker, or 0."""
    for i in range(marker - 1, max(marker - 12, view.begin(marker)) - 1, -1):
        if _definite_harm(view, i) > 0 and not (view.at(i - 1) == AND and _definite_harm(view, i - 2) > 0):
            return i
    return 0


def _whole(mentions: Sequence[Mention], k: int, child: Mention) -> Mention | None:
    """The amount that ثلاثة من القتلى ("three of the dead") takes up: the last larger one of that harm."""
    for parent in reversed(mentions[max(k - 8, 0) : k]):
        if parent.own_harm in (child.own_harm, "casualties") and parent.numbered and _holds(parent, child):
            return parent
    return None


def _named_harm(view: View, marker: int) -> str:
    """The harm of the whole that بين القتلى names; "" for الضحايا, which may be any."""
    reading = view.noun(marker + 1)
    harm = reading.form.entry["harm"] if reading is not None else ""
    return "" if harm == "casualties" else harm


def link_sums(view: View, mentions: Sequence[Mention]) -> None:
    """31 جريحا: 12 طفلا، 4 نساء، 15 رجلا — a list after a total that adds up to it."""
    for k, total in enumerate(mentions):
        if total.value is None or total.value < 2 or (total.kind != "counted" and total.cue is None):
            continue
        parts: list[Mention] = []
        left, end = total.value, total.end
        for part in mentions[k + 1 : k + 8]:
            gap = view.norms[end : part.start]
            either = total.own_harm == "casualties" and part.own_harm in ("killed", "injured")
            if part.parent is not None or part.value is None or (part.own_harm and not either) or part.value > left:
                break
            if (
                len(gap) > (_GAP if not parts else 4)
                or not gap
                or (gap[-1][:1] not in _LIST and (gap[-1] != AND or not parts))
            ):
                break
            parts.append(part)
            left -= part.value
            end = part.end
            if left == 0:
                break
        listed = view.at(total.end)[:1] in (":", "(") and all(part.kind == "elided" for part in parts)
        if len(parts) > 1 and (left == 0 or (listed and left > 0)):
            for part in parts:
                part.parent = total
