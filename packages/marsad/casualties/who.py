"""Who the counted people are: from the noun, its adjectives, what they belong to, and those they continue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad.casualties.mentions import Mention
from marsad.casualties.view import AND, QUOTES, View
from marsad.casualties.words import lemmas, words
from marsad.lexicon import forms, load
from marsad.text import norm

_WINDOW = 7
_IN_RANKS = words("ranks_of")
_ALL = frozenset(norm(form) for form in ("جميعهم", "كلهم"))
_WEAK = frozenset(("man", "aid_worker", "prisoner"))  # classes that what people belong to can outdo (رجال الشرطة)
_RANKS = lemmas("rank")
_NO_COMPLEMENT = lemmas("guard")  # whom the service they guard does not make police
_POLICE = words("police")
_ROLES = lemmas("role")
_ADULT = 18
_AGE_UNITS = words("age_unit")


@cache
def _classes() -> dict[tuple[str, ...], tuple[str, bool]]:
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for row in load("casualty_who"):
        for form in forms(row["forms"]):
            table[tuple(norm(word) for word in form.split())] = (row["who"], row["use"] == "adjective")
    return table


def classify(view: View, mentions: Sequence[Mention]) -> None:
    """Fill ``who`` of every mention. Mentions in text order; others and left-out nouns take those they continue."""
    last: Mention | None = None
    for k, mention in enumerate(mentions):
        following = mentions[k + 1].start if k + 1 < len(mentions) else view.size
        mention.who = _who(view, mention, last, following)
        if mention.parent is None:
            last = mention
    for mention in mentions:
        if mention.who == ["person"] and mention.parent is not None and (mention.noun < 0 or mention.own_harm):
            mention.who = list(mention.parent.who)


def _who(view: View, mention: Mention, last: Mention | None, following: int) -> list[str]:
    said = _noun_class(mention)
    if _age(view, mention):
        return ["child"]
    if mention.of_them and (among := _predicate(view, mention)):
        return [among]
    lemma = mention.entry.get("singular", "")
    complement = "" if lemma in _NO_COMPLEMENT else _complement(view, mention, following)
    if said and said[0] in _WEAK:
        return [complement] if complement else said
    if said == ["soldier"] and lemma in _RANKS:
        if complement in ("police", "combatant"):
            return [complement]
        return ["police"] if not complement and _police_near(view, mention) else ["soldier"]
    if said:
        return said
    if complement:
        return [complement]
    if (
        (mention.others or mention.kind == "elided")
        and mention.how != "toll"
        and last is not None
        and _continues(view, mention, last)
    ):
        return list(last.who)
    return ["person"]


def _continues(view: View, mention: Mention, last: Mention) -> bool:
    """Whether others, or a number alone, go on counting the people just counted."""
    if last.cue is None or last.singular or view.sentence_of[last.start] != view.sentence_of[mention.start]:
        return False
    return mention.others or mention.start - last.end <= 4


def _predicate(view: View, mention: Mention) -> str:
    """The class said of some of those counted: سبعة وثلاثون منهم أطفال ("37 of them children")."""
    i = mention.end + 1
    entry = _classes().get((view.at(i),))
    if entry is not None:
        return entry[0]
    reading = view.noun(i)
    return ((reading.form.entry.get("who") or "").split() or [""])[0] if reading is not None else ""


def _police_near(view: View, mention: Mention) -> bool:
    low, high = max(view.begin(mention.start), mention.start - 14), min(view.stop(mention.start), mention.end + 8)
    return any(view.at(i) in _POLICE for i in range(low, high))


def _noun_class(mention: Mention) -> list[str]:
    who = (mention.entry.get("who") or "").split()
    harm = mention.entry.get("harm")
    if harm and mention.harm == harm and who == ["refugee"] and mention.entry.get("singular") != "لاجئ":
        return []
    if harm and mention.harm == harm and who and who[0] == "prisoner" and harm == "abducted":
        return []
    return who


def _complement(view: View, mention: Mention, following: int) -> str:
    """The class that adjectives and memberships after the noun give: من عناصر الشرطة, في صفوف المدنيين."""
    table = _classes()
    stop = min(view.stop(mention.start), mention.end + _WINDOW, max(following, mention.end))
    start = mention.noun + 1 if mention.noun >= 0 else mention.end
    start = min(start, mention.end)
    i = start
    linked = 2
    while i < stop:
        form = view.at(i)
        if (
            form == AND
            or view.closes(i)
            or form[:1] in "،,:()"
            or view.is_(i, "relative", "break", "part_of", "during")
        ):
            break
        if view.preposition(i):
            ranks = form == norm("في") and view.at(i + 1) in _IN_RANKS
            role = form == norm("في") and (mention.entry.get("singular") in _ROLES)
            if form == norm("من") or ranks or role or form == norm("ل"):
                i += 2 if ranks else 1
                linked = 4
                continue
            break
        for length in (3, 2, 1):
            entry = table.get(tuple(view.norms[i : i + length]))
            if entry is not None and (entry[1] or linked > 0):
                return entry[0]
        reading = view.noun(i)
        if reading is not None and linked > 0 and i >= mention.end and reading.form.number == "plural":
            who = (reading.form.entry.get("who") or "").split()
            if who:
                return who[0]
        if form[:1] not in QUOTES:
            linked -= 1
        i += 1
    return _all_of(view, mention) or _in_ranks(view, mention)


def _in_ranks(view: View, mention: Mention) -> str:
    """The class after في صفوف ("in the ranks of") later in the clause, for plurals without a number.

    قتلى وجرحى في صفوف المدنيين ("dead and wounded in the ranks of the civilians").
    """
    if mention.kind != "noun" or not mention.own_harm:
        return ""
    for i in range(mention.end, min(mention.end + 10, view.stop(mention.start))):
        if view.closes(i) or view.at(i)[:1] in "،,":
            break
        if view.at(i) in _IN_RANKS:
            entry = _classes().get((view.at(i + 1),)) or _classes().get(tuple(view.norms[i + 1 : i + 3]))
            return entry[0] if entry is not None else ""
    return ""


def _all_of(view: View, mention: Mention) -> str:
    """جميعهم من المتطوعين للجيش: said of all those just counted in the sentence."""
    table = _classes()
    stop = view.stop(mention.start)
    for i in range(mention.end, min(mention.end + 12, stop)):
        if view.at(i) in _ALL:
            end = next(
                (j for j in range(i + 1, min(i + 7, stop)) if view.punctuation(j) or view.is_(j, "break")),
                min(i + 7, stop),
            )
            for j in range(i + 1, end):
                for length in (3, 2, 1):
                    entry = table.get(tuple(view.norms[j : j + length]))
                    if entry is not None:
                        return entry[0]
            nouns = (view.noun(j) for j in range(i + 1, end))
            classes = ((reading.form.entry.get("who") or "").split() for reading in nouns if reading is not None)
            return next((who[0] for who in classes if who), "")
    return ""


def _age(view: View, mention: Mention) -> bool:
    """Whether one person's age that follows makes a child: (9 سنوات), ذات الاثني عشر ربيعا."""
    if not mention.singular or (
        mention.form is not None and mention.entry.get("who") not in ("", "woman", "man", None)
    ):
        return False
    for i in range(mention.end, min(mention.end + 6, view.stop(mention.start))):
        if view.at(i) in _AGE_UNITS and view.at(i - 1).isdigit():
            return 0 < int(view.at(i - 1)) < _ADULT
        if view.closes(i) or view.at(i) == AND:
            break
    return False
