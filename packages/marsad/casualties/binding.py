"""Who was harmed: candidates bound to cues by word order, clause by clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.casualties.cues import Cue
from marsad.casualties.described import Persons, describe
from marsad.casualties.mentions import Mention
from marsad.casualties.view import AND, QUOTES, View
from marsad.casualties.words import words
from marsad.lexicon import load
from marsad.text import norm

_REACH = 22  # words from a cue to a counted candidate
_REACH_NOUN = 9  # to a lone noun
_REACH_ELIDED = 5  # to a number without its noun
_BACK = 14  # words from a subject to the verb after it
_COORDINATION = 12
_AGENT_GAP = 5
_COMMAS = frozenset("،,-–—ـ")
_OR = frozenset(norm(form) for form in ("و", "أو", "ثم"))
_THAT = words("clause_opener")
_ADVERBS = words("adverb")
_FOR = norm("ل")
_NOMINATIVE = norm("ون")
_THINGS = words("thing")
_WITH = norm("مع")
_PRONOUNS = tuple(norm(form) for form in ("ه", "ها", "هم", "هما", "هن"))
_KIN = words("kin")
_AGENCY = words("hand") | words("agency")
_KNOWN = words("known")
_UNKNOWN = tuple(words("unknown"))
_KNOWN_AS = words("known_as")
_ASIDE = 7  # words of an aside
_BOMBERS = words("bomber")
_BOMBS = words("bomb")
_LOSS = "noun:فقد"
_FALLS = ("noun:سقوط", "verb:سقط")
_TIMES = words("weekday") | words("definite_time")
_MAJORITY = words("majority")
_KINDS = words("kind_of_event")
_ENDINGS = tuple(norm(form) for form in ("ون", "ين", "ات", "ة"))
_NOT_ALONE = frozenset(norm(row["form"]) for row in load("casualty_markers") if row["class"] == "not_alone")
_ONLY_HARMS = frozenset({"killed", "injured", "abducted", "detained"})


class Binder:
    """Binds the mentions of one passage to its cues. ``described`` collects the people found on the way."""

    def __init__(self, view: View, mentions: Sequence[Mention], cues: Sequence[Cue], persons: Persons) -> None:
        self.view = view
        self.persons = persons
        self.mentions = list(mentions)
        self.cues = list(cues)
        self.cue_at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
        self.at = {m.start: m for m in mentions}
        self.starts = [m.start for m in mentions]
        self.longest = max((m.end - m.start for m in mentions), default=0)
        self.children: set[int] = set()

    def run(self) -> list[Mention]:
        """RETURNS: all mentions, the bound ones with ``cue`` and ``harm``, in text order."""
        for cue in self.cues:
            if cue.kind == "verb":
                self._verb(cue)
            else:
                self._forward(cue)
        for mention in self.mentions:
            if (
                mention.kind == "counted"
                and mention.own_harm
                and mention.cue is None
                and mention.start not in self.children
            ):
                self._elided_after(mention)
        found = {m.start: m for m in self.mentions}
        return [found[start] for start in sorted(found)]

    def _elided_after(self, mention: Mention) -> None:
        """2100 قتيل في هذا الجانب وسبعين في ذاك: the number that goes on counting a noun of harm."""
        view = self.view
        for i in range(mention.end, min(mention.end + 9, view.stop(mention.start))):
            if view.closes(i) or i in self.cue_at or view.is_(i, "break", "part_of"):
                return
            following = self.at.get(i + 1)
            if view.at(i) == AND and following is not None:
                if (
                    following.kind == "elided"
                    and following.cue is None
                    and self._continues(mention, following, True, False, False)
                ):
                    cue = Cue(mention.noun, mention.noun + 1, mention.own_harm, "noun", "genitive", rule="noun:own")
                    self.bind(following, cue, "list")
                    following.form = mention.form
                return

    # -- binding one ---------------------------------------------------------------------------------------------------

    def bind(self, mention: Mention, cue: Cue, how: str) -> None:
        mention.cue, mention.harm = cue, cue.harm
        if cue.agentive is not None and how == "after":
            possessed = mention.form is not None and mention.form.possessed
            female = cue.form is not None and cue.form.feminine and mention.entry.get("gender") != "f"
            if (
                mention.start > cue.end
                or possessed
                or female
                or (cue.form is not None and cue.form.agreement == "first")
            ):
                mention.harm = cue.agentive
        if cue.rule == _LOSS and mention.form is not None and mention.form.possessed:
            mention.harm = "killed"  # فقد سبعة من أبنائه, "he lost seven of his sons"
        mention.how = (mention.how + " " + how).strip()
        cue.used = True
        if self.at.get(mention.start) is not mention:
            self._put(mention)

    def _put(self, mention: Mention) -> None:
        """A described person takes the place of what it overlaps."""
        self.longest = max(self.longest, mention.end - mention.start)
        low = bisect_left(self.starts, mention.start - self.longest)
        for k in reversed(range(low, bisect_left(self.starts, mention.end))):
            if self.mentions[k].end > mention.start:
                self.at.pop(self.starts.pop(k), None)
                del self.mentions[k]
        k = bisect_right(self.starts, mention.start)
        self.starts.insert(k, mention.start)
        self.mentions.insert(k, mention)
        self.at[mention.start] = mention

    def _verb(self, cue: Cue) -> None:
        form = cue.form
        if form is not None and form.pronoun and cue.active and cue.frame == "object":
            if (harmed := self._asyndetic(cue)) is not None:
                self._subject_bound(harmed, cue)
            return
        if form is not None and form.agreement == "first":
            if cue.active and cue.frame == "object":
                self._forward(cue)
            return
        if cue.frame not in ("subject", "object") and self._pronoun_complement(cue):
            subject = self._asyndetic(cue) or self._subject(cue)
            if subject is not None:
                self._subject_bound(subject, cue)
            return
        plural = form is not None and form.agreement != "singular"
        subject = self._subject(cue)
        if plural:
            if cue.frame == "object" and cue.active and self._object_after(cue):
                self._forward(cue)
            elif subject is not None:
                self._subject_bound(subject, cue)
            return
        if cue.frame in ("object", "subject"):
            forward = self._target(cue)
            near = subject is not None and self._adjacent(subject, cue)
            if forward is None or (near and not self._direct(cue, forward)):
                if subject is not None and (near or forward is None) and self._fits(subject, cue):
                    self._subject_bound(subject, cue)
                    return
        self._forward(cue)

    def _definite_object(self, cue: Cue) -> bool:
        """Whether a definite noun that is no adverb follows: الذي سجن الممرضات, "who imprisoned the nurses"."""
        i = cue.end
        return cue.active and self.view.definite(i) and self.view.at(i) not in _TIMES

    def _pronoun_complement(self, cue: Cue) -> bool:
        """Whether the preposition of a verb has a pronoun: أفرج عنهم, "they were released"."""
        forms = {cue.frame + pronoun for pronoun in _PRONOUNS} | {
            cue.frame[:-1] + "ي" + pronoun for pronoun in _PRONOUNS
        }
        return any(self.view.at(i) in forms for i in range(cue.end, min(cue.end + 3, self.view.stop(cue.start))))

    def _fits(self, subject: Mention, cue: Cue) -> bool:
        """Whether a subject before a verb in the singular can be the harmed."""
        if cue.frame == "object" and (not cue.passive or self._definite_object(cue)):
            return False
        if not subject.singular or cue.form is None:
            return False
        female = subject.entry.get("gender") == "f"
        return subject.kind == "described" or cue.form.feminine == female

    def _direct(self, cue: Cue, target: Mention) -> bool:
        return target.start - cue.end <= 1

    def _adjacent(self, subject: Mention, cue: Cue) -> bool:
        return cue.start - subject.end <= 3

    def _object_after(self, cue: Cue) -> bool:
        i = cue.end
        while self.view.at(i) in _ADVERBS or (self.view.at(i)[:1] in QUOTES and self.view.at(i)):
            i += 1
        mention = self._mention(i)
        if mention is not None and mention.cue is None:
            return True
        person = describe(self.view, self.persons, i, False)
        return person is not None and person.rule != "repeat"

    def _mention(self, i: int) -> Mention | None:
        while self.view.at(i) and self.view.at(i)[0] in QUOTES:
            i += 1
        return self.at.get(i)

    def _subject_bound(self, subject: Mention, cue: Cue) -> None:
        if cue.form is not None and cue.form.agreement == "dual" and subject.kind == "noun" and subject.value is None:
            subject.low = subject.high = subject.value = 2
            subject.qualifier, subject.rule = "exact", "noun:dual"
        self.bind(subject, cue, "subject")
        self._leftwards(subject, cue)
        self._coordinate(subject, cue, stop=cue.start)
        with_them = self._mention(cue.end + 1) if self.view.at(cue.end) == _WITH else None
        if with_them is not None and with_them.kind == "counted" and with_them.cue is None:
            self.bind(with_them, cue, "list")  # الذي قتل مع 9 آخرين, "who was killed with nine others"

    def _leftwards(self, mention: Mention, cue: Cue) -> None:
        """The members of a list before the verb: نحو 200 مسلح ونحو 50 جنديا قتلوا."""
        at = mention.start - 1
        if self.view.at(at) not in _OR:
            return
        k = bisect_left(self.starts, mention.start) - 1
        before = self.mentions[k] if 0 <= k < len(self.mentions) else None
        low = max(self.view.begin(at), at - _COORDINATION)
        if (
            before is not None
            and before.start >= low
            and before.cue is None
            and (before.kind != "noun" or at - before.end <= 4)
        ) and not any(i in self.cue_at for i in range(before.end, at)):
            self.bind(before, cue, "subject:list")
            self._leftwards(before, cue)
            return
        for i in range(at - 1, low - 1, -1):
            if i in self.cue_at or self.view.closes(i):
                return
            if self.view.at(i - 1) in _THAT:
                person = describe(self.view, self.persons, i, False)
                if person is not None and person.rule != "repeat" and person.end <= at:
                    self.bind(person, cue, "subject:list")
                return

    # -- before the verb -----------------------------------------------------------------------------------------------

    def _subject(self, cue: Cue) -> Mention | None:
        """The nearest candidate before a verb in its clause."""
        view = self.view
        if view.at(cue.start - 1) in _OR or (view.at(cue.start)[:1] == AND and len(view.at(cue.start)) > 4):
            return None
        low = max(view.begin(cue.start), cue.start - _BACK)
        relative = False
        i = cue.start - 1
        while i >= low:
            if (i in self.cue_at and self.cue_at[i].kind == "verb") or view.closes(i) or view.reports(i):
                break
            if view.is_(i, "relative") and cue.start - i <= 3:
                relative = True
            elif view.is_(i, "break") and view.at(i) not in _THAT:
                break
            mention = self._ending(i)
            if mention is not None and mention.kind == "noun" and self._generic(mention):
                i = mention.start - 1  # ضحايا الهجمات … الذين قتلوا, of whom it is said generally
                continue
            if mention is not None and not mention.own_harm and mention.kind == "noun":
                joined = mention.definite and view.at(mention.start - 1) == AND
                if joined or not self._allowed(cue, mention, 0):
                    i = mention.start - 1
                    continue
            if mention is not None and (mention.start not in self.children or self._part_with_own(mention, cue)):
                if mention.cue is not None and mention.how != "bodies":
                    return None
                if self._is_subject(mention, cue, relative):
                    return self._fuller(mention)
                if mention.kind == "noun" and (view.preposition(mention.start - 1) or view.definite(mention.start + 1)):
                    i = mention.start - 1
                    continue
                return None
            i -= 1
        return self._described_subject(cue, low)

    def _asyndetic(self, cue: Cue) -> Mention | None:
        """The indefinite people right before a verb whose pronoun is theirs: مئتا أسير أفرج عنهم ("200 prisoners who were
        freed"), عسكريين ماليين خطفهم مسلحون ("Malian soldiers whom gunmen abducted")."""
        i = cue.start - 1
        while self.view.national(i) and self._ending(i) is None:
            i -= 1
        mention = self._ending(i)
        if mention is None or mention.cue is not None or mention.definite or mention.kind not in ("counted", "noun"):
            return None
        return mention

    def _part_with_own(self, mention: Mention, cue: Cue) -> bool:
        """Whether a verb right after a part says another harm than the whole has: اعتقل 19 بينهم ثلاثة أصيبوا."""
        return (
            mention.end == cue.start
            and mention.numbered
            and mention.parent is not None
            and mention.parent.cue is not None
        )

    def _described_subject(self, cue: Cue, low: int) -> Mention | None:
        """A person named before the verb: وكان النقيب فلان قد استشهد, المعلمة فلانة التي قضت."""
        view = self.view
        if (
            (cue.frame == "object" and (not cue.passive or self._definite_object(cue)))
            or cue.form is None
            or cue.form.agreement not in ("singular",)
        ):
            return None
        end = cue.start
        relative = False
        while end > low and (
            view.at(end - 1) == norm("قد")
            or view.is_(end - 1, "relative")
            or view.is_(end - 1, "feared")
            or view.at(end - 1)[:1] in "،,"
        ):
            relative |= view.is_(end - 1, "relative")
            end -= 1
        for i in range(max(low, end - 10), end):
            before = self._before(i)
            starts = i == view.begin(i) or view.at(before) in _THAT or relative
            if not starts or i in self.cue_at:
                continue
            person = describe(view, self.persons, i, False)
            if person is None or person.rule not in ("named", "described", "possessed:singular"):
                continue
            if person.end != end and not (person.rule == "named" and self._aside(person.end, cue.start)):
                continue
            if any(start in self.children for start in range(person.start, person.end)):
                return None
            if (
                person.form is not None
                or view.preposition(i - 1)
                or view.punctuation(i - 1)
                or (starts and not relative)
                or view.definite(i - 1)
            ):
                return person
        return None

    def _generic(self, mention: Mention) -> bool:
        """Whether a plural of harm is made definite by what follows, so that no amount is given: ضحايا الهجمات."""
        form = mention.form
        plural = form is not None and form.number == "plural" and not form.possessed and bool(mention.own_harm)
        return plural and self.view.idafa(mention.end, mention.start)

    def _aside(self, i: int, verb: int) -> bool:
        """Whether nothing but an aside stands between a name that ends at word i and a verb: ، عشرين عاما، قتل."""
        view = self.view
        opens = view.at(i)[:1] in ("،", ",", "(") or view.at(i) in _KNOWN_AS
        inside = range(i + 1, verb - 1)
        return (
            opens
            and view.at(verb - 1)[:1] in ("،", ",", ")")
            and len(inside) <= _ASIDE
            and not any(view.reports(j) or view.is_(j, "break") or j in self.cue_at for j in inside)
        )

    def _before(self, i: int) -> int:
        """The word before word i and before the quotation marks that stand there."""
        i -= 1
        while self.view.at(i) and self.view.at(i)[0] in QUOTES:
            i -= 1
        return i

    def _ending(self, i: int) -> Mention | None:
        k = bisect_left(self.starts, i + 1) - 1
        for j in (k, k - 1):
            if 0 <= j < len(self.mentions) and self.mentions[j].start <= i < self.mentions[j].end:
                return self.mentions[j]
        return next((m for m in (self.at.get(i - d) for d in range(8)) if m is not None and m.start <= i < m.end), None)

    def _is_subject(self, mention: Mention, cue: Cue, relative: bool) -> bool:
        view = self.view
        before = self._before(mention.start)
        gap = cue.start - mention.end
        if mention.rule == "one_of" and view.at(before)[:1] in "،,":
            return False  # an apposition
        free = before < view.begin(mention.start) or view.at(before) in _THAT or view.at(before)[:1] in ":-–—•(،,▪"
        plural = cue.form is not None and cue.form.agreement != "singular"
        if mention.kind == "noun" and not mention.own_harm:
            if gap > 2 and not relative:
                return free and gap <= 8
            return plural or free or gap == 0
        if free or relative:
            return True
        if plural:
            return True
        return gap <= 3 and (view.at(before) in _OR)

    # -- after the cue -------------------------------------------------------------------------------------------------

    def _forward(self, cue: Cue) -> None:
        target = self._target(cue)
        if target is None:
            return
        if target.rule == "repeat":
            self._coordinate(target, cue)
            return
        self.bind(target, cue, "after")
        self._coordinate(target, cue)

    def _target(self, cue: Cue) -> Mention | None:
        view = self.view
        stop = min(view.stop(cue.start), cue.end + _REACH)
        i = cue.end
        required = cue.frame not in ("subject", "object", "genitive")
        if cue.kind == "noun" and cue.form is not None and cue.form.pronoun:
            return None
        if cue.frame == "preposition":
            return self._governed(cue, stop)
        if required:
            while i < min(stop, cue.end + 10) and view.at(i) != cue.frame:
                if view.closes(i) or i in self.cue_at:
                    return None
                i += 1
            if view.at(i) != cue.frame:
                return None
            return self._here(cue, i + 1) or self._skip_to(cue, i + 1, stop, near=True)
        for form, after in view.joined(i):
            if form in cue.prepositions and (here := self._here(cue, after)) is not None:
                return here
        here = self._here(cue, i)
        if here is not None:
            return self._past_agent(cue, here, stop)
        if self._acts_on_thing(cue, i):
            return None
        return self._skip_to(cue, i, stop, near=False)

    def _governed(self, cue: Cue, stop: int) -> Mention | None:
        """Who follows a preposition after a definite verbal noun: الاغتيال الغامض لفلان, "the mysterious murder of …"."""
        view = self.view
        for i in range(cue.end, min(stop, cue.end + _REACH_NOUN)):
            if view.closes(i) or view.at(i)[:1] in _COMMAS or i in self.cue_at:
                return None
            if view.at(i) in cue.prepositions and (here := self._here(cue, i + 1)) is not None:
                return here
        return None

    def _acts_on_thing(self, cue: Cue, i: int) -> bool:
        """Whether a verb after a relative pronoun has a thing for its object: التي أصابت القاعة ("which hit the hall")."""
        view = self.view
        if cue.kind != "verb" or cue.frame != "object" or not cue.active or not view.is_(cue.start - 1, "relative"):
            return False
        return view.definite(i) and view.at(i) not in _TIMES and view.noun(i) is None

    def _here(self, cue: Cue, i: int) -> Mention | None:
        """The candidate exactly at word i."""
        mention = self._mention(i)
        if mention is not None and mention.cue is None and self._allowed(cue, mention, cue.end):
            return self._fuller(mention)
        if self._acts_on_thing(cue, i):
            return None
        person = describe(self.view, self.persons, i, cue.name and self.view.at(cue.start - 1) not in _KINDS)
        if person is not None and (cue.numbered or (cue.rule in _FALLS[:2] and person.form is None)):
            return None
        if person is not None and person.start in self.at and self.at[person.start].cue is not None:
            return None
        if person is not None and person.rule == "repeat" and cue.kind == "verb" and cue.frame == "object":
            return None if cue.active else person
        return person

    def _fuller(self, mention: Mention) -> Mention:
        """A lone noun with what describes the person: زعيم | المعارضة ("leader of the opposition")."""
        if mention.kind == "noun" and mention.singular:
            person = describe(self.view, self.persons, mention.start, False)
            if person is not None and person.rule != "repeat":
                return person
        return mention

    def _takes_thing(self, i: int) -> bool:
        """Whether a thing follows, past adjectives, as the object of those before it: حاصر 1500 من المتظاهرين | مبنى …"""
        while self.view.definite(i) or self.view.national(i):
            i += 1
        return self.view.at(i) in _THINGS

    def _past_agent(self, cue: Cue, first: Mention, stop: int) -> Mention | None:
        """Verb, agent, harmed: in خطف مسلحون تسعة أشخاص the second candidate is the one."""
        if cue.frame != "object" and not (cue.kind == "noun" and norm("ل") in cue.prepositions):
            return first
        if not cue.active or (first.kind not in ("noun", "described") and not (cue.kind == "verb" and not cue.passive)):
            return first
        view = self.view
        i = first.end
        if cue.kind == "verb" and first.singular and (killed := self._past_bomb(i, stop)) is not None:
            return killed
        if cue.kind == "verb" and any(view.at(j) in _BOMBERS for j in range(first.start, first.end + 1)):
            victims = (self.at.get(j) for j in range(first.end, min(first.end + _AGENT_GAP, stop)))
            return next((mention for mention in victims if mention is not None and mention.kind == "counted"), None)
        if cue.kind == "verb" and first.numbered and self._takes_thing(i):
            return None
        agent = cue.kind == "verb" and not cue.passive and view.at(first.start).endswith(_NOMINATIVE)
        known = view.noun(i)
        if (
            (
                cue.kind == "verb"
                and first.kind == "noun"
                and first.value is None
                and known is not None
                and known.form.definite
            )
            and known.form.number == "singular"
            and not view.national(i)
        ):
            return Mention(i, known.end, "described", 1, 1, 1, "exact", "repeat", (), form=known.form)
        while i < min(first.end + _AGENT_GAP, stop):
            if i in self.cue_at or view.closes(i) or view.at(i) in _OR or view.at(i)[0] in _COMMAS:
                break
            if view.is_(i, "break", "relative", "part_of", "elided_next") or view.reports(i):
                break
            second = self.at.get(i)
            if second is not None and second is not first:
                if view.preposition(i - 1) and view.at(i - 1) != _FOR:
                    break
                return second
            if i > first.end and view.preposition(i - 1):
                i += 1
                continue
            person = describe(view, self.persons, i, False)
            if person is not None and person.rule != "repeat" and first.value != 1:
                return person
            form = view.at(i)
            if not (
                view.definite(i)
                or view.national(i)
                or form.endswith(_ENDINGS)
                or view.preposition(i)
                or form in _ADVERBS
            ):
                break
            if view.preposition(i) and view.at(i) != _FOR:
                break
            i += 1
        return None if agent else first  # اغتال مسلحون …, "gunmen assassinated …", with whom out of reach

    def _past_bomb(self, i: int, stop: int) -> Mention | None:
        """The people after a bomber and the bomb: قتلت امرأة ترتدي سترة ناسفة تسعة أشخاص, "a woman wearing an explosive vest
        killed nine people"."""
        end = min(i + _AGENT_GAP + 1, stop)
        bomb = next((j for j in range(i, end) if self.view.at(j) in _BOMBS), -1)
        if bomb < 0 or any(
            self.view.at(j) in _OR or self.view.punctuation(j) or j in self.cue_at for j in range(i, bomb)
        ):
            return None
        mention = self.at.get(bomb + 1)
        return mention if mention is not None and mention.kind == "counted" and not mention.singular else None

    def _skip_to(self, cue: Cue, i: int, stop: int, near: bool) -> Mention | None:
        """The first candidate after agents and adverbials."""
        view = self.view
        begin = i
        while i < stop:
            skipped = view.skip_brackets(i)
            if skipped > i:
                i = skipped
                continue
            other = self.cue_at.get(i)
            if other is not None and other is not cue and other.frame != "preposition":
                return None
            if view.closes(i) or view.at(i) == ":" or view.reports(i):
                return None
            if view.is_(i, "break", "part_of", "joins") and i > begin and view.at(i) not in _ADVERBS:
                return None
            mention = self.at.get(i)
            if mention is not None:
                if mention.cue is None and self._allowed(cue, mention, begin) and self._reachable(cue, mention, begin):
                    return self._fuller(mention)
                if mention.kind in ("counted", "elided") and not view.preposition(i - 1):
                    return None
                i = max(mention.end, i + 1)
                continue
            if (
                begin < i <= begin + 6
                and view.at(i - 1) != AND
                and cue.kind == "verb"
                and not view.preposition(i - 1)
                and view.noun(i) is not None
            ):
                person = describe(view, self.persons, i, False)
                titled = (
                    person is not None
                    and person.rule == "named"
                    and person.form is not None
                    and not person.form.possessed
                )
                if titled and (cue.frame == "subject" or not any(view.preposition(j) for j in range(begin, i))):
                    return person
            if (
                i > begin
                and cue.frame == "object"
                and cue.kind == "verb"
                and not view.preposition(i - 1)
                and i - begin <= 6
            ):
                person = describe(view, self.persons, i, False)
                if (
                    person is not None
                    and person.rule in ("named", "described", "possessed:singular")
                    and self._agent(begin, i)
                ):
                    return person
            i += 1
        return None

    def _agent(self, begin: int, end: int) -> bool:
        """Whether the words between a verb and a person are an agent and no more: قتلت القوات الأمريكية فلانا."""
        return all(self.view.definite(i) or self.view.national(i) for i in range(begin, end))

    def _reachable(self, cue: Cue, mention: Mention, begin: int) -> bool:
        view = self.view
        gap = mention.start - begin
        before = mention.start - 1
        if gap == 0:
            return True
        if view.preposition(before) and not (view.at(before) == _FOR and _FOR in cue.prepositions):
            return False
        if view.at(before) == AND or view.at(before) in _AGENCY:
            return False
        if mention.others and mention.kind == "noun" and not view.definite(before):
            return False  # the adjective of another noun: حيين آخرين, "two other quarters"
        limit = {"counted": _REACH, "elided": _REACH_ELIDED}.get(mention.kind, _REACH_NOUN)
        if gap > limit:
            return False
        between = range(begin, mention.start)
        if cue.kind == "noun" and cue.frame == "genitive" and not cue.rule.startswith("with:"):
            if gap > 4 or any(view.preposition(i) or view.at(i) == AND or view.punctuation(i) for i in between):
                return False
            if view.at(begin) in _THINGS:
                return False  # محاصرة منزل فلان, "the siege of the house of …"
        if any(view.is_(i, "relative") for i in between) and (mention.kind != "counted" or gap > 14):
            return False
        if (
            mention.kind == "noun"
            and not mention.own_harm
            and mention.form is not None
            and mention.form.number != "dual"
        ):
            closed = (
                view.definite(before)
                or view.at(before) in _ADVERBS
                or view.punctuation(before)
                or before in self.persons.other
            )
            if not closed and not self._known_end(before):
                return False
        return True

    def _known_end(self, i: int) -> bool:
        """Whether a phrase can end at word i: a proper name, a pronoun on a noun."""
        form = self.view.at(i)
        return len(form) > 3 and (
            form.endswith(("ها", "هم")) or (not self.view.preposition(i - 1) and self.view.preposition(i - 2))
        )

    def _allowed(self, cue: Cue, mention: Mention, begin: int) -> bool:
        if cue.numbered and not mention.numbered:
            return False
        if cue.rule == "noun:مصير" and not (mention.numbered and self._unknown_fate(cue)):
            return False
        if mention.kind == "noun":
            near = mention.start <= begin + 1
            lemma = norm(mention.entry.get("singular", ""))
            possessed = mention.form is not None and mention.form.possessed  # زوج is a pair too, زوجها a husband
            alone = lemma in _NOT_ALONE or self.view.at(mention.noun) in _NOT_ALONE
            if alone and not possessed and not (near and cue.people):
                return False
            if self.view.national(mention.start) and mention.singular and self.view.noun(mention.start) is None:
                if not near or cue.harm not in _ONLY_HARMS or cue.kind != "noun":
                    return False
            if (
                mention.own_harm
                and mention.singular
                and cue.frame == "subject"
                and self.view.at(mention.start).endswith("ا")
            ):
                return False
            if (
                mention.form is not None
                and mention.form.number == "plural"
                and not mention.definite
                and self.view.idafa(mention.end, mention.start)
            ):
                return False
            if mention.definite and mention.form is not None and mention.form.number == "plural" and lemma not in _KIN:
                return False
            if (
                mention.form is not None
                and mention.form.construct
                and not mention.form.possessed
                and mention.form.number == "plural"
            ):
                return False
        return True

    def _unknown_fate(self, cue: Cue) -> bool:
        stop = min(self.view.stop(cue.start), cue.end + 10)
        if self.view.at(cue.start - 1) in _KNOWN:
            return True
        return any(self.view.at(i).startswith(_UNKNOWN) for i in range(cue.end, stop))

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _coordinate(self, mention: Mention, cue: Cue, stop: int | None = None) -> None:
        """The members of a list after a bound candidate: مقتل ثلاثة جنود وخمسة مدنيين."""
        view = self.view
        end = min(view.stop(mention.start), mention.end + _COORDINATION)
        if stop is not None:
            end = min(end, stop)
        i = mention.end
        crossed = False
        while i < end:
            skipped = view.skip_brackets(i)
            if skipped > i:
                i = skipped
                continue
            if i in self.cue_at and self.cue_at[i] is not cue and not (view.at(i) and i in self.at):
                return
            if view.closes(i) or view.reports(i) or view.at(i) == ":":
                return
            if view.at(i) in _MAJORITY and (resumed := self._apposition(i, end)) > i:
                i = resumed
                continue
            if view.is_(i, "break", "part_of", "relative") and not view.match(i, "joins"):
                return
            joins = view.match(i, "joins")
            link = joins.end if joins else i + 1 if view.at(i) == AND or view.at(i)[:1] in "،," else 0
            if not link and i in self.at and view.at(i).startswith(AND) and self.at[i].rule == "words":
                link = i  # a number with its و still on it: وأحد عشر
            if link:
                if view.at(link) == AND:
                    link += 1
                following = self._mention(link)
                if following is not None and following.cue is None and following.start not in self.children:
                    if self._continues(mention, following, crossed, bool(joins), view.at(i)[:1] in "،,"):
                        self.bind(following, cue, "list")
                        following.harm = mention.harm or cue.harm
                        self._coordinate(following, cue, stop)
                        return
                    return
                if link in self.cue_at and following is None:
                    return
                person = describe(view, self.persons, link, False)
                if person is not None and person.rule != "repeat" and view.at(link - 1) == AND and not crossed:
                    self.bind(person, cue, "list")
                    person.harm = mention.harm or cue.harm
                    self._coordinate(person, cue, stop)
                    return
                if following is not None:
                    return
            if view.preposition(i) and view.at(i) != norm("من"):
                crossed = True
            i += 1

    def _apposition(self, i: int, end: int) -> int:
        """The comma where a list goes on after معظمهم مدنيون ("most of them civilians") at word i, or i."""
        view = self.view
        for j in range(i + 1, min(i + 7, end)):
            if view.closes(j) or j in self.cue_at or view.reports(j):
                return i
            if view.at(j)[:1] in "،,":
                return j if view.at(j + 1) == AND or view.is_(j + 1, "joins") else i
        return i

    def _continues(self, first: Mention, second: Mention, crossed: bool, joins: bool, comma: bool) -> bool:
        if comma and second.rule == "one_of":
            return False
        if second.kind == "counted" or (joins and second.kind != "noun"):
            return not (comma and crossed)
        if second.kind == "elided":
            place = self.view.at(second.end) in (norm("في"), norm("من"))
            return place and first.numbered and second.start - first.end <= 8
        if second.own_harm:
            return True
        if second.form is not None and second.form.possessed:
            return not comma
        if second.kind in ("described", "group"):
            return not comma
        return not crossed and not comma and second.start - first.end <= 4
