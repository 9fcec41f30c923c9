"""``find_casualties``: the whole reading, step by step.

Candidates (``mentions``) → breakdowns (``parts``) → cues (``cues``) → binding (``binding``, ``tolls``, ``predicates`` here) →
nobody (``assertion.negated``) → what to leave out (``unharmed``, and here) → who, assertion, scope → records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, cast

from marsad.casualties.assertion import continued_period, cumulative, feared, hypothetical, in_period, negated
from marsad.casualties.binding import Binder
from marsad.casualties.cues import Cue, find_cues
from marsad.casualties.described import Persons, describe, names_of
from marsad.casualties.mentions import Mention, find_mentions
from marsad.casualties.parts import link_parts, link_sums
from marsad.casualties.tolls import bind_again, bind_bare, bind_tolls
from marsad.casualties.unharmed import unharmed
from marsad.casualties.view import AND, View
from marsad.casualties.who import classify
from marsad.casualties.words import lemmas, words
from marsad.records import Casualty, Harm, TextSpan, Who
from marsad.text import Passage, norm

_OVERRIDES = {  # what a cue may say of people whose noun says another harm
    "killed": {"injured", "detained", "abducted", "displaced", "besieged", "missing", "casualties"},
    "released": {"detained", "abducted", "missing", "besieged"},
    "evacuated": {"displaced", "besieged", "missing"},
    "injured": {"detained", "abducted", "displaced", "besieged"},
    "detained": {"displaced", "injured"},
    "abducted": {"displaced", "detained"},
    "displaced": {"casualties"},
    "missing": {"displaced"},
    "besieged": {"displaced"},
    "casualties": set(),
}
_GRAVITY = ("killed", "injured", "released", "detained", "abducted")
_PREDICATE_REACH = 9
_BETWEEN = norm("بين")
_FALLS = lemmas("fall")  # with a noun that says the harm, they say nothing more
_FALLEN = frozenset(("killed", "injured", "casualties"))
_REFUGEES = lemmas("refugee")
_GENERIC = lemmas("generic")
_ADJECTIVES = (norm("ون"), norm("ين"), norm("ات"), norm("ية"), *words("plural_adjective"))
_FORMER = words("former")
_TITLES = lemmas("title")
_DEATHS = frozenset(("noun:قتل", "noun:مقتل", "noun:إعدام", "noun:تصفية", "noun:وفاة", "noun:ذبح"))
_FLEE = lemmas("flight")
_ARMED = frozenset(("soldier", "police", "combatant", "prisoner", "official"))
_STATE_WORDS = words("state_verb")
_OURS = norm("نا")
_BODY = "جثة"
_OF_THINGS = norm("منها")
_RELATIVES = lemmas("relative_of")
_EXCHANGE = words("affair")


def find_casualties(passage: Passage, entities: Sequence[tuple[int, int, str, Any]] = ()) -> list[Casualty]:
    """Every amount of people harmed in a passage.

    passage: the text.
    entities: (start, end, label, record) in characters, where there are any; PERSON ones help with named victims.
    RETURNS: casualties in text order with ids c1, c2 …; ``attribution`` is None.
    """
    view = View(passage)
    mentions = find_mentions(view)
    inside = {i for m in mentions if m.kind in ("counted", "losses", "group") for i in range(m.start, m.end)}
    cues = [cue for cue in find_cues(view) if cue.start not in inside]
    persons = Persons(view, entities)
    persons.blocked = {
        i for mention in mentions if mention.kind in ("counted", "elided") for i in range(mention.start, mention.end)
    }
    mentions = sorted([*mentions, *link_parts(view, mentions, persons, cues)], key=lambda mention: mention.start)
    mentions = [mention for mention in mentions if not _of_things(view, mention)]
    binder = Binder(view, mentions, cues, persons)
    binder.children = {mention.start for mention in mentions if mention.parent is not None}
    mentions = binder.run()
    bind_tolls(view, mentions, cues)
    bind_bare(view, mentions)
    bind_again(view, mentions)
    link_sums(view, mentions)
    _predicates(view, mentions, cues)
    mentions = sorted([*mentions, *negated(view, mentions, cues)], key=lambda mention: mention.start)
    mentions = sorted([*mentions, *_titled(view, mentions, persons)], key=lambda mention: mention.start)
    mentions = _pairs(view, mentions)
    for mention in mentions:
        _settle(view, mention)
        if mention.harm == "detained" and _hostages(view, mention):
            mention.harm = "abducted"
    _inherit(mentions)
    mentions = _first_only(view, _kept(view, mentions))
    _later_harm(view, mentions, cues)
    classify(view, mentions)
    for mention in mentions:
        if mention.assertion != "negated":
            mention.assertion = "feared" if feared(view, mention) else "asserted"
            mention.scope = "cumulative" if cumulative(view, mention) else "incident"
    _shared_scope(view, mentions)
    return _records(passage, mentions)


def _predicates(view: View, mentions: Sequence[Mention], cues: Sequence[Cue]) -> None:
    """عشرات المدنيين محاصرون, تسعة … في عداد المفقودين: the harm is said after the people."""
    by_start = {mention.start: mention for mention in mentions}
    blocked = {i for cue in cues for i in range(cue.start, cue.end)}
    for mention in mentions:
        if mention.own_harm or (mention.kind == "noun" and not mention.numbered):
            continue
        adjective = _harm_adjective(view, mention, by_start)
        if adjective is not None:
            adjective.how = "hypothetical"
            if mention.cue is None:
                cue = Cue(
                    adjective.start, adjective.end, adjective.own_harm, "predicate", "subject", rule="predicate:noun"
                )
                mention.cue, mention.harm, mention.how = cue, cue.harm, "predicate"
            continue
        if mention.cue is not None:
            continue
        for i in range(mention.end, min(mention.end + _PREDICATE_REACH, view.stop(mention.start))):
            if i in blocked or view.closes(i) or view.is_(i, "break") or view.reports(i):
                break
            match = view.match(i, "predicate")
            if match is not None:
                cue = Cue(
                    i, match.end, match.row["value"], "predicate", "subject", rule="predicate:" + match.row["form"]
                )
                mention.cue, mention.harm, mention.how = cue, cue.harm, "predicate"
                break


def _titled(view: View, mentions: Sequence[Mention], persons: Persons) -> Iterator[Mention]:
    """الشهيد فلان, الأسير فلان: the harm is in the title."""
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    for i in range(view.size):
        reading = view.noun(i) if view.definite(i) and i not in taken else None
        if reading is None or reading.form.number != "singular" or reading.form.entry["singular"] not in _TITLES:
            continue
        person = describe(view, persons, i, False)
        if person is not None and person.rule == "named" and view.at(i + 1) not in _FORMER:
            yield person


def _harm_adjective(view: View, mention: Mention, by_start: dict[int, Mention]) -> Mention | None:
    """The noun of harm that is said of people counted just before: ثلاثة أطفال سوريين متوفين, 360 شخصا كانوا محتجزين.

    Relatives are those of the harmed, not harmed themselves: أهالي ضحايا ("families of victims").
    """
    if mention.entry.get("singular") in _RELATIVES:
        return None
    for i in range(mention.end, mention.end + 4):
        other = by_start.get(i)
        if other is not None:
            plain = other.kind == "noun" and other.own_harm and other.form is not None and not other.form.definite
            return other if plain and other.cue is None and not other.singular else None
        if (
            view.at(i) == AND
            or view.punctuation(i)
            or view.preposition(i)
            or view.definite(i)
            or i >= view.stop(mention.start)
        ):
            return None
    return None


def _pairs(view: View, mentions: list[Mention]) -> list[Mention]:
    """One amount for two harms: عشرات القتلى والجرحى, 40 شخصا بين قتيل وجريح."""
    kept: list[Mention] = []
    by_start = {mention.start: mention for mention in mentions}
    dropped: set[int] = set()
    for mention in mentions:
        if mention.start in dropped:
            continue
        kept.append(mention)
        if mention.kind == "counted" and mention.own_harm in ("killed", "injured") and view.at(mention.end) == AND:
            reading = view.noun(mention.end + 1)
            if reading is not None and mention.form is not None and reading.form.definite == mention.form.definite:
                other = reading.form.entry["harm"]
                follower = by_start.get(mention.end + 1)
                lone = follower is None or follower.kind == "noun"
                same = reading.form.number == mention.form.number and (
                    reading.form.definite or reading.form.number == "singular"
                )
                if other in ("killed", "injured") and other != mention.own_harm and lone and same:
                    mention.end = reading.end
                    mention.harm, mention.how = "casualties", "pair"
                    if follower is not None:
                        dropped.add(follower.start)
        between = mention.end + view.definite(mention.end)
        if view.at(between) == _BETWEEN:
            first = view.noun(between + 1)
            if first is not None and first.form.entry["harm"] in ("killed", "injured") and view.at(first.end) == AND:
                second = view.noun(first.end + 1)
                if second is not None and second.form.entry["harm"] in ("killed", "injured"):
                    mention.harm, mention.how = "casualties", "pair"
                    mention.cue = Cue(between, second.end, "casualties", "noun", "genitive", rule="pair")
                    dropped |= {between + 1, first.end + 1}
    return [mention for mention in kept if mention.start not in dropped]


def _settle(view: View, mention: Mention) -> None:
    """The harm: the cue's, or the noun's where the noun says one that the cue does not override."""
    own = mention.own_harm
    if mention.how.startswith("bodies"):
        mention.harm = "killed"
        mention.cue = Cue(mention.start, mention.start + 1, "killed", "noun", "genitive", rule="noun:bodies")
        return
    if mention.assertion == "negated" or mention.how in ("toll", "pair") or mention.how.endswith(" pair"):
        if mention.how != "toll" or not own or mention.harm is not None:
            if mention.cue is None and mention.harm is not None:
                mention.cue = Cue(mention.start, mention.end, mention.harm, "noun", "genitive", rule="pair")
            return
    irreal = hypothetical(view, mention)
    if irreal:
        mention.cue = None
        mention.harm = own if irreal == "demand" and own else None
        if irreal == "demand" and not own and mention.kind == "described":
            mention.harm = None
        if irreal == "hypothetical" and not mention.numbered:
            mention.how = "hypothetical"
            return
        if mention.harm is None:
            mention.how = "hypothetical"
            return
    if own:
        lists = mention.how.endswith("list") or (
            own in _FALLEN and mention.cue is not None and mention.cue.rule.partition(":")[2] in _FALLS
        )
        if mention.cue is None or lists or own not in _OVERRIDES[mention.cue.harm]:
            mention.harm = own
        else:
            mention.harm = mention.cue.harm
        if mention.cue is None or (mention.harm == own and mention.cue.harm != own):
            at = mention.noun if mention.noun >= 0 else mention.start
            mention.cue = Cue(at, min(at + 1, mention.end), own, "noun", "genitive", rule="noun:own")


def _hostages(view: View, mention: Mention) -> bool:
    """Whether those held are called hostages after their number: احتجزوا أربعة من الشرطة رهائن."""
    readings = (view.noun(i) for i in range(mention.end, min(mention.end + 5, view.stop(mention.start))))
    return any(r is not None and r.form.entry["singular"] == "رهينة" and not r.form.definite for r in readings)


def _inherit(mentions: Sequence[Mention]) -> None:
    """Parts are harmed as the whole is, where nothing else is said of them."""
    for k, mention in enumerate(mentions):
        if mention.parent is None or mention.how == "hypothetical":
            continue
        parent = mention.parent
        if parent.harm is None:
            parent = _harmed_before(mentions, k) or parent
            mention.parent = parent
        if mention.wanted and parent.harm not in (None, "casualties", mention.wanted):
            other = _harmed_before(mentions, k, mention.wanted)
            mention.parent = other
            if other is None:  # dead of whom nothing was said before: بين القتلى قائد
                mention.harm, mention.how = mention.wanted, "part"
                mention.cue = Cue(mention.start, mention.end, mention.wanted, "noun", "genitive", rule="part:named")
                continue
            parent = other
        if mention.harm is None and parent.harm is not None:
            mention.harm, mention.cue = parent.harm, parent.cue
            mention.how = "part"


def _harmed_before(mentions: Sequence[Mention], at: int, harm: str = "") -> Mention | None:
    """The nearest harmed people before a part that can hold it, where the nearest candidate proved unharmed, or harmed
    otherwise than the part's marker says (harm)."""
    child = mentions[at]
    before = (mentions[k] for k in range(at - 1, -1, -1) if mentions[k].end <= child.start)
    for other in islice(before, 8):
        enough = other.high is None or (child.low or 0) <= other.high
        if (
            other.harm is not None
            and harm in ("", other.harm)
            and not other.singular
            and enough
            and other.assertion != "negated"
            and child.start - other.end <= 30
        ):
            return other
    return None


def _kept(view: View, mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out people with no harm, generic plurals, definite repeats."""
    kept: list[Mention] = []
    said = {m.cue.start for m in mentions if m.cue is not None and m.cue.kind == "predicate"}
    for mention in mentions:
        if mention.start in said or (
            view.at(mention.start).endswith(_OURS) and mention.rule.startswith("noun:plural") and mention.definite
        ):
            continue
        if mention.harm is None or mention.cue is None or mention.how == "hypothetical" or mention.rule == "repeat":
            continue
        definite = form is not None and form.definite if (form := mention.form) else False
        if definite and mention.own_harm and mention.kind in ("noun", "described") and mention.rule != "named":
            continue
        if (
            mention.rule == "some"
            and mention.cue.rule == "noun:own"
            and view.idafa(mention.end, mention.start)
            and not definite
        ):
            continue
        if mention.rule == "one_of" and mention.cue.rule == "noun:own":
            continue
        if unharmed(view, mention):
            continue
        if mention.cue.rule.partition(":")[2] in _FLEE and _ARMED & set((mention.entry.get("who") or "").split()):
            continue
        form = mention.form
        if (
            mention.cue.rule == "noun:own"
            and mention.kind == "noun"
            and form is not None
            and not _stands(view, mention)
        ):
            continue
        kept.append(mention)
    return kept


def _of_things(view: View, mention: Mention) -> bool:
    """Whether a number is of things counted before: 35 برميلا … تسعة منها, "35 barrels … nine of them"."""
    if not mention.of_them or mention.form is not None or view.at(mention.end) != _OF_THINGS:
        return False
    parent = mention.parent
    return parent is None or (parent.form is not None and parent.entry.get("gender") == "m")


def _stands(view: View, mention: Mention) -> bool:
    """Whether a lone noun that says its harm is an amount: قتلى, not ضحايا الحرب ("the victims of war") or a bare سجين."""
    form = mention.form
    assert form is not None
    if form.definite or (form.construct and not form.possessed):
        return False
    if mention.parent is not None:
        return True  # بينهم امرأة وطفلاها, "among them a woman and her two children"
    if form.possessed:
        return False
    lemma = form.entry["singular"]
    if form.number == "plural":
        if lemma in _REFUGEES or (lemma in _GENERIC and not _closed(view, mention)):
            return False
        if view.at(mention.start - 1) in _STATE_WORDS:
            return False
        if view.idafa(mention.end, mention.start):
            return False
        return view.at(mention.start - 1) not in _EXCHANGE
    if form.number == "dual":
        return True
    said = ("result", "found") if lemma == _BODY else ("result",)
    near = range(max(view.begin(mention.start), mention.start - 4), mention.start)
    cue_near = any(view.is_(i, *said) for i in near)
    return cue_near and mention.own_harm in ("killed", "injured")


def _closed(view: View, mention: Mention) -> bool:
    """Whether an indefinite plural stands by itself, with an adjective at most: ضحايا مدنيين, not ضحايا ليلة الأربعاء."""
    i = mention.end
    form = view.at(i)
    if i >= view.stop(mention.start) or view.punctuation(i) or view.preposition(i) or form == AND or view.national(i):
        return True
    if form.endswith(_ADJECTIVES) or view.is_(i, "part_of", "break", "elided_next", "during", "since", "relative"):
        return True
    return view.reports(i)


def _first_only(view: View, mentions: Sequence[Mention]) -> list[Mention]:
    """A person named or described, and a definite number, count at the first mention only."""
    kept: list[Mention] = []
    known: set[str] = set()
    numbers: set[tuple[int | None, str]] = set()
    for mention in mentions:
        if (
            mention.kind == "described" and mention.rule in ("named", "name:unknown", "described")
        ) or mention.rule == "possessed:singular":
            names = {
                name for name in names_of(view, mention) if view.noun(mention.start) is None or mention.rule != "x"
            }
            last = list(names_of(view, mention))
            if last and known & set(last) and mention.rule != "possessed:singular":
                continue
            known |= names
        if mention.definite and mention.kind == "counted" and mention.value is not None and mention.form is not None:
            key = (mention.value, "")
            if key in numbers:
                continue
        if mention.value is not None:
            numbers.add((mention.value, ""))
        kept.append(mention)
    return kept


def _later_harm(view: View, mentions: Sequence[Mention], cues: Sequence[Cue]) -> None:
    """خطف ستة سائقين وقتلهم: the gravest outcome that a verb says of the people just bound, by its pronoun or, in the plural, by
    having no subject of its own (16 شرطيا خطفوا … وقتلوا)."""
    for cue in cues:
        pronoun = cue.form is not None and cue.form.pronoun
        plural = cue.kind == "verb" and cue.form is not None and cue.form.agreement == "plural"
        if (
            not (pronoun or plural)
            or cue.used
            or cue.harm != "killed"
            or (cue.kind == "noun" and cue.rule not in _DEATHS)
        ):
            continue
        low = bisect_left(mentions, view.begin(cue.start), key=lambda mention: mention.start)
        high = bisect_left(mentions, cue.start, key=lambda mention: mention.start)
        last = next((mentions[k] for k in range(high - 1, low - 1, -1) if mentions[k].end <= cue.start), None)
        if (
            last is not None
            and last.harm in ("abducted", "detained", "injured", "missing")
            and cue.start - last.end <= (12 if pronoun else 20)
            and (pronoun or last.how.endswith("subject"))
        ) and (
            cue.kind == "noun"
            or (cue.kind == "verb" and view.at(cue.start - 1) in (AND, norm("ف"), norm("ثم"), norm("قبل"), norm("أن")))
        ):
            last.harm = "killed"


def _shared_scope(view: View, mentions: Sequence[Mention]) -> None:
    """Parts, and the members of one list, share the scope of the first."""
    periods = {mention.start for mention in mentions if mention.scope == "cumulative" and in_period(view, mention)}
    for k, mention in enumerate(mentions):
        if mention.parent is not None and mention.parent.scope == "cumulative" and mention.assertion != "negated":
            mention.scope = "cumulative"
        elif k and mention.kind in ("counted", "elided") and mentions[k - 1].scope == "cumulative":
            last = mentions[k - 1]
            gap = view.norms[last.end : mention.start]
            if (AND in gap and len(gap) <= 3) or (last.start in periods and continued_period(view, last, mention)):
                mention.scope = "cumulative"
                if last.start in periods:
                    periods.add(mention.start)


def _records(passage: Passage, mentions: Sequence[Mention]) -> list[Casualty]:
    mentions = sorted(mentions, key=lambda mention: mention.start)
    ids = {id(mention): f"c{k}" for k, mention in enumerate(mentions, start=1)}
    found: list[Casualty] = []
    for mention in mentions:
        assert mention.cue is not None and mention.harm is not None
        start, end, text = passage.slice(mention.start, mention.end)
        cue = TextSpan(*passage.slice(mention.cue.start, mention.cue.end))
        found.append(
            Casualty(
                id=ids[id(mention)],
                start=start,
                end=end,
                text=text,
                harm=cast(Harm, mention.harm),
                value=mention.value,
                low=mention.low,
                high=mention.high,
                qualifier=mention.qualifier,
                who=cast(list[Who], mention.who or ["person"]),
                part_of=ids.get(id(mention.parent)) if mention.parent is not None else None,
                assertion=mention.assertion,
                scope=mention.scope,
                cue=cue,
                rule=f"{mention.cue.rule}/{mention.how or 'own'}/{mention.rule}",
                words=[TextSpan(*passage.slice(i, j)) for i, j in mention.words if i < j],
            )
        )
    return found
