"""Candidates: every amount of people in a passage, harmed or not, with its span and its counted noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from marsad.casualties.cues import Cue
from marsad.casualties.view import QUOTES, View
from marsad.casualties.words import lemmas, words
from marsad.quantity import AmountMatch, NounForm, amounts
from marsad.records import Assertion, Qualifier, Scope
from marsad.text import norm

Kind = Literal["part", "counted", "elided", "noun", "described", "group", "losses", "negated"]
_FROM = norm("من")
_AND = norm("و")
_ONE = words("one")
_ONE_OF = frozenset(norm(form) for form in ("أحد", "إحدى"))
_THEM = words("of_them")
_OTHERS = words("others")
_ANOTHER = words("another")
_BODIES = words("body")
_SELECT = words("selection")
_AFTER_DUAL = words("numeral_after_noun")
_CASES = words("case")
_MOST = 100_000_000  # a number without its noun that is larger is money
_CAPTURE = words("capture")
_EVENTS = lemmas("event")  # one of them is the event, not a person counted
_THEY = norm("وا")
_DUAL = (norm("ين"), norm("ان"))
_NO_PRONOUN = lemmas("no_pronoun")  # أنفسهم is "themselves"
_NO_DUAL = lemmas("no_dual")  # whose dual is spelled like other words (الأمين, "the honest")
_EMPTY: Mapping[str, str] = {"singular": "", "who": "", "harm": "", "gender": "m"}


@dataclass(slots=True, eq=False)
class Mention:
    """An amount of people on words ``start`` to ``end``; what the later steps find is filled in.

    noun: index of the counted noun, -1 where it is left out. definite: a definite phrase. wanted: the harm of the whole that
    a part marker names (بين القتلى, "among the dead").
    """

    start: int
    end: int
    kind: Kind
    low: int | None
    high: int | None
    value: int | None
    qualifier: Qualifier
    rule: str
    words: tuple[tuple[int, int], ...]
    noun: int = -1
    form: NounForm | None = None
    definite: bool = False
    others: bool = False
    of_them: bool = False
    of_named: bool = False
    wanted: str = ""
    cue: Cue | None = None
    harm: str | None = None
    how: str = ""
    parent: Mention | None = None
    who: list[str] = field(default_factory=list)
    assertion: Assertion = "asserted"
    scope: Scope = "incident"

    @property
    def entry(self) -> Mapping[str, str]:
        return self.form.entry if self.form is not None else _EMPTY

    @property
    def own_harm(self) -> str:
        """The harm that the counted noun says by itself."""
        return self.entry.get("harm", "") or ""

    @property
    def numbered(self) -> bool:
        """Whether a number, or a dual, counts them."""
        return self.kind in ("counted", "elided") or (self.form is not None and self.form.number == "dual")

    @property
    def singular(self) -> bool:
        return self.value == 1


def find_mentions(view: View) -> list[Mention]:
    """The candidates of a passage in text order, none overlapping another."""
    found: list[Mention] = []
    matches = {match.start: match for match in amounts(view.passage)}
    i = 0
    while i < view.size:
        mention = _at(view, i, matches) or (None if found and found[-1].end == i else _another(view, i))
        if mention is None:
            match = matches.get(i)
            i = max(match.end if match and match.kind != "noun" and match.reject else i + 1, i + 1)
            continue
        while found and found[-1].kind == "noun" and found[-1].start >= mention.start:
            found.pop()
        if found and mention.start < found[-1].end:
            mention.start = found[-1].end
        adjective = (
            found
            and found[-1].end == mention.start
            and mention.kind == "noun"
            and found[-1].kind in ("counted", "noun")
        )
        if adjective and not mention.own_harm:
            if view.at(found[-1].start) in _BODIES and found[-1].kind == "noun" and mention.singular:
                mention.start, mention.how = found.pop().start, "bodies"  # جثة صحافي, "the body of a journalist"
                found.append(mention)
            i = mention.end
            continue
        if found and found[-1].end > mention.start:
            found.pop()
        found.append(mention)
        i = mention.end
    return found


def _at(view: View, i: int, matches: Mapping[int, AmountMatch]) -> Mention | None:
    losses = view.match(i, "losses")
    if losses is not None:
        return Mention(i, losses.end, "losses", 3, None, None, "vague", "losses", ((i, losses.end),),
                       form=NounForm({**_EMPTY, "harm": losses.row["value"]}, "plural"))  # fmt: skip
    group = view.match(i, "group")
    if group is not None:
        return Mention(i, group.end, "group", 3, None, None, "vague", "group", ((i, group.end),), noun=i)
    match = matches.get(i)
    if match is not None and match.kind != "noun" and not match.reject:
        numbers = frozenset(
            start for start in range(match.end, match.end + 4) if start in matches and matches[start].kind != "noun"
        )
        return _counted(view, match, numbers)
    if view.at(i) in _ONE_OF:
        return _one_of(view, i)
    return _noun(view, i, matches)


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None and value == int(value) else None


def _counted(view: View, match: AmountMatch, numbers: frozenset[int]) -> Mention | None:
    """A number or vague magnitude with what it counts."""
    if any(v is not None and v != int(v) for v in (match.value, match.low, match.high)) or match.unit:
        return None
    if match.value == 0 and match.kind == "number":
        return _zero(view, match)
    after = match.number[1] if match.after is None or match.after[0] >= match.end else match.end
    after = match.end if match.after is not None and match.after[0] < match.end else max(after, match.end)
    mention = Mention(
        match.start, after, "elided", _whole(match.low), _whole(match.high), _whole(match.value), match.qualifier,
        match.rule, match.words, definite=match.definite,
    )  # fmt: skip
    _before(view, mention, match)
    if mention.kind == "elided":
        _after(view, mention, match, numbers)
    if mention.kind == "elided" and (match.rule == "some" or mention.value == 1 or not _elidable(view, mention)):
        return None
    if mention.kind == "elided" and (mention.low or 0) > _MOST:
        return None
    if match.after is not None and mention.end <= match.after[0] <= mention.end + 3:
        mention.end = match.after[1]
    if view.at(mention.end) in _OTHERS and not mention.others:
        mention.others = True
        mention.end += 1
    _bodies(view, mention)
    return mention


def _zero(view: View, match: AmountMatch) -> Mention | None:
    """صفر وفيات, "zero deaths"."""
    reading = view.noun(match.end)
    if reading is None or reading.form.definite or not reading.form.entry["harm"]:
        return None
    harm = reading.form.entry["harm"]
    cue = Cue(match.end, reading.end, harm, "noun", "genitive", rule="noun:own")
    return Mention(match.start, reading.end, "negated", 0, 0, 0, "exact", "zero", match.words, noun=match.end,
                   form=reading.form, cue=cue, harm=harm, assertion="negated")  # fmt: skip


def _before(view: View, mention: Mention, match: AmountMatch) -> None:
    """A noun before its number: المواطنين الستة, مجندين اثنين, شخص واحد, أحفادها الثلاثة."""
    at = match.number[0] - 1
    reading = view.noun(at)
    if reading is None or reading.end != match.number[0] or view.at(at) in _ONE:
        return
    form = reading.form
    dual = view.at(at).endswith(_DUAL)
    plain = view.at(match.number[0]) in _AFTER_DUAL and (match.value == 1) == (form.number == "singular" and not dual)
    plain = plain and not form.definite and (dual or match.value == 1)
    counted = match.definite and (form.definite or form.possessed) and form.number == "plural"
    if plain or counted:
        mention.start, mention.noun, mention.form, mention.kind = at, at, form, "counted"
        mention.words = ((at, match.number[1]),)
        mention.definite = counted


def _after(view: View, mention: Mention, match: AmountMatch, numbers: frozenset[int]) -> None:
    at = mention.end
    while view.at(at)[:1] in QUOTES and view.at(at):
        at += 1
    if view.at(at) in _OTHERS:
        mention.end, mention.others, mention.kind = at + 1, True, "counted"
        return
    if view.at(at) in _CASES:
        reading = view.noun(at + 1)
        if reading is not None and reading.form.entry.get("harm"):
            mention.end, mention.noun, mention.form, mention.kind = reading.end, at + 1, reading.form, "counted"
        else:
            mention.end = at + 1
        return
    if view.at(at) in _THEM and not view.at(at + 1)[:1].isdigit() and at + 1 not in numbers:
        mention.of_them, mention.kind = True, "counted"
        return
    if view.at(at) == _FROM and match.rule != "some":
        _from(view, mention, at + 1)
        return
    reading = view.noun(at, nationals=True)
    if reading is None or reading.form.possessed:
        if match.rule == "some" and (reading := view.noun(at)) is not None:
            mention.end, mention.noun, mention.form, mention.kind = reading.end, at, reading.form, "counted"
        return
    vague = match.kind == "vague" or match.rule == "fraction" or (mention.low or 0) >= 1000
    if reading.form.definite and not vague:
        return
    mention.end, mention.noun, mention.form, mention.kind = reading.end, at, reading.form, "counted"
    if mention.form.number == "plural" and match.rule != "some":
        # two nouns for one amount: خمسة عشر طفلا رضيعا
        return
    if match.rule != "some" and (second := view.noun(mention.end)) is not None and not second.form.definite:
        if second.form.entry.get("who") and not mention.entry.get("who") and not mention.own_harm:
            mention.form = second.form


def _from(view: View, mention: Mention, at: int) -> None:
    """ثلاثة من عناصر الشرطة, اثنين من قادة: the people named after من."""
    for _ in range(2):
        if view.at(at) in _SELECT:
            at += 1
    while view.at(at)[:1] in QUOTES and view.at(at):
        at += 1
    reading = view.noun(at, nationals=True)
    if reading is not None and reading.form.number == "plural":
        mention.end, mention.noun, mention.form, mention.kind = reading.end, at, reading.form, "counted"
        mention.of_named = reading.form.definite and bool(reading.form.entry["harm"])


def _one_of(view: View, i: int) -> Mention | None:
    """أحد عناصر, إحدى الممرضات: one of a plural."""
    at = i + 1 if view.at(i + 1) != _FROM else i + 2
    reading = view.noun(at, nationals=True)
    if reading is None or reading.form.number != "plural":
        return None
    return Mention(i, reading.end, "counted", 1, 1, 1, "exact", "one_of", ((i, i + 1),), noun=at, form=reading.form)


def _noun(view: View, i: int, matches: Mapping[int, AmountMatch]) -> Mention | None:
    """A person noun that counts by its own number, with a pronoun or without."""
    reading = view.noun(i, nationals=True)
    if reading is None or (view.at(i) in _BODIES and i + 1 in matches and matches[i + 1].kind != "noun"):
        return None
    form = reading.form
    if form.definite and form.number != "dual":
        return None
    if view.at(i) in _CAPTURE and _captured(view, i + 1, matches):
        return None
    others = form.entry["singular"] == "آخر" and form.number == "plural"
    if form.number == "singular" and form.entry["singular"] in _EVENTS and not form.possessed:
        return None
    if (form.definite and form.entry["singular"] in _NO_DUAL) or (
        form.possessed and form.entry["singular"] in _NO_PRONOUN
    ):
        return None
    if (
        view.national(i)
        and view.noun(i) is None
        and (_modified(view, i) or (form.number == "singular" and i == view.begin(i)))
    ):
        return None
    low, high, value = {"singular": (1, 1, 1), "dual": (2, 2, 2), "plural": (3, None, None)}[form.number]
    return Mention(
        i, reading.end, "noun", low, high, value, "exact" if value else "vague", f"noun:{form.number}", ((i, reading.end),),
        noun=-1 if others else i, form=None if others else form, definite=form.definite or form.possessed, others=others,
    )  # fmt: skip


def _captured(view: View, i: int, matches: Mapping[int, AmountMatch]) -> bool:
    """Whether أسر before word i is the verbal noun: a number, or one or two people, follow (أسر اثنين, أسر أي جندي)."""
    match = matches.get(i)
    return view.is_(i, "any") or (match is not None and (match.kind != "noun" or match.value in (1, 2)))


def _another(view: View, i: int) -> Mention | None:
    """آخر, "another one", where no noun makes it an adjective or a superlative (آخر الرهائن, "the last of the hostages")."""
    if view.at(i) not in _ANOTHER or view.noun(i - 1) is not None:
        return None
    if view.definite(i + 1) or view.noun(i + 1) is not None or view.at(i + 1)[:1].isdigit():
        return None
    return Mention(i, i + 1, "noun", 1, 1, 1, "exact", "noun:singular", ((i, i + 1),), others=True)


def _modified(view: View, i: int) -> bool:
    """Whether a nationality at word i is the adjective of a person noun before it: جندي إسرائيلي, not إصابة إسرائيلي ("the
    injury of an Israeli")."""
    before = view.noun(i - 1, nationals=True)
    return before is not None and before.form.entry["singular"] not in _EVENTS


def _bodies(view: View, mention: Mention) -> None:
    """جثث سبعة أشخاص, رفات …: the bodies belong to the span."""
    before = mention.start - 1
    if view.at(before) in _BODIES:
        mention.start = before
        mention.how = "bodies"


def _elidable(view: View, mention: Mention) -> bool:
    """Whether a number can stand for people whose noun is left out: nothing that it could count follows."""
    i = mention.end
    if i >= view.stop(mention.start) or view.punctuation(i):
        return True
    return (
        view.at(i) == _AND
        or view.preposition(i)
        or view.is_(
            i,
            "elided_next",
            "relative",
            "break",
            "part_of",
            "predicate",
            "part_of_one",
            "joins",
            "during",
            "since",
            "count",
            "negation",
        )
        or (view.at(i).endswith(_THEY) and len(view.at(i)) > 3)
    )


def overlapping(mentions: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """The mentions that share a word with a range."""
    return (mention for mention in mentions if mention.start < end and start < mention.end)
