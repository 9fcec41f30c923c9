"""What follows a verb of saying: its subject, those it is said to, and the sign where the content begins.

The government of the verb (``cues.tsv``) tells the signs: أن or إن, a preposition, a noun phrase, a quotation or a colon.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import BA, FA, WAW, Reading, Span, definite_event
from marsad.statements.vocabulary import Form, heads, read_verb, words
from marsad.text import norm

_FEMININE = norm("ة")
_PREPOSITIONS = {norm(p): p for p in ("ب", "عن", "إلى", "من", "على", "في", "ل")}
_BA_AN = words("complementizer_ba")
_TONGUE = (norm("على"), norm("لسان"))
_MA = norm("ما")
_NAMING = frozenset((norm("اسم"), norm("لسان"), norm("لا")))
_OWN_OBJECTS = words("own_object")
_WINDOW = {"strong": 40, "relay": 40}
_WEAK_WINDOW = 32
_STEPS = 14
_ASIDE = 18
_SPEAKERS = frozenset(("office", "settled", "person", "unnamed", "document", "title", "expert", "media"))


@dataclass(slots=True)
class Complement:
    """``start``: first word of the content (a quotation mark where it begins with one). ``sign``: what shows it: clause,
    preposition, quote, colon or object. ``subject``: the noun phrase after the verb; ``addressee``: the one spoken to."""

    start: int
    sign: str
    subject: Span | None = None
    addressee: Span | None = None


def _of_date(word: str) -> bool:
    """Whether a number may be a day or a year."""
    return word.isdigit() and (len(word) <= 2 or (len(word) == 4 and word[:2] in ("19", "20")))


def gender_of(reading: Reading, i: int) -> str:
    """Gender by the ending of a common noun: f, m or unknown."""
    word = reading.norms[i]
    if reading.person(i):
        return ""
    if reading.is_(i, "masculine"):
        return "m"
    if word.endswith((_FEMININE, "ات")):
        return "f"
    if (
        reading.definite(i)
        and i + 1 < reading.size
        and reading.definite(i + 1)
        and reading.norms[i + 1].endswith(_FEMININE)
        and not _noun_head(reading, i + 1)
    ):
        return "f"
    found = reading.head(i)
    if (
        found is not None
        and found[0].kind in ("office", "settled", "person")
        and (reading.definite(i) or found[0].kind != "person")
    ):
        return "m" if not word.endswith(_FEMININE) else "f"
    return ""


def _noun_head(reading: Reading, i: int) -> bool:
    """Whether a word is a body or a person by itself and so no adjective of the noun before it (الحزب الحكومة)."""
    found = reading.head(i)
    return found is not None and found[0].kind not in ("modifier", "law")


def find_complement(
    reading: Reading, i: int, form: Form, limit: int, has_subject: bool = False, continues: bool = False
) -> Complement | None:
    """Read on from the verb at word ``i``.

    limit: end of the sentence or of the quotation that the verb stands in. has_subject: whether the subject stands before.
    continues: whether a statement goes before in the sentence whose speaker the verb agrees with.
    RETURNS: None where no content follows.
    """
    return _Parser(reading, i, form, limit, has_subject, continues).parse()


class _Parser:
    def __init__(self, reading: Reading, i: int, form: Form, limit: int, has_subject: bool, continues: bool) -> None:
        self.reading = reading
        self.continues = continues
        self.verb = form.verb
        self.form = form
        self.cue = i
        self.limit = limit
        self.government = form.verb.government
        self.governed = frozenset(p for p, name in _PREPOSITIONS.items() if name in self.government)
        self.accusing = self.verb.stance == "accuse" and form.object
        if "to_ب" in self.government or self.accusing:
            self.governed |= {BA}
        agreement = form.agreement
        self.takes_subject = not (
            has_subject
            or form.aspect in ("participle", "noun", "bare_noun")
            or agreement.person != 3
            or agreement.number in ("p", "d")
        )
        self.subject: Span | None = None
        self.addressee: Span | None = None

    def parse(self) -> Complement | None:
        reading = self.reading
        j = self.cue + 1
        after_comma = False
        for _ in range(_STEPS):
            j = self._skip_adverbs(j)
            j += self._remarking(j)
            if j >= self.limit or (reading.stop(j) and not reading.joined(j)):
                break
            if self._own_noun(j + 1):
                return None
            found = self._sign(j)
            if found is not None:
                return found
            if reading.comma(j):
                if (j == self.cue + 1 and self.form.aspect == "participle") or j + 1 >= self.limit:
                    break
                after_comma = True
                if (aside := reading.aside(j + 1)) > j + 1:
                    j = aside
                    continue
                if self._aside(j + 1):
                    close = next((k for k in range(j + 1, min(j + 18, self.limit)) if reading.comma(k)), None)
                    if close is None:
                        break
                    j, after_comma = close + 1, False
                    continue
                if self._new_clause(j + 1):
                    return None
                past = self._circumstance(j + 1)
                if past > j + 1:
                    after_comma = False
                    if self._new_clause(past):
                        return None
                j = past
                continue
            aside = reading.aside(j)
            if aside > j:
                j = aside
                continue
            if reading.norms[j] == "(":
                close = next((k for k in range(j, min(j + 14, self.limit)) if reading.norms[k] == ")"), None)
                if close is None:
                    break
                j = close + 1
                continue
            if tuple(reading.norms[j : j + 2]) == _TONGUE:
                end = noun_phrase(reading, j + 2, self.limit, self.governed)
                if end > j + 2:
                    self.subject = (j + 2, end)
                    j = end
                    continue
            if reading.is_(j, "preposition"):
                if j + 1 < self.limit and reading.is_(j + 1, "suffix"):
                    j += 2
                    continue
                if j + 1 < self.limit and reading.is_(j + 1, "time") and not reading.name(j + 1):
                    j = self._skip_adverbs(j + 1)
                    continue
                end = noun_phrase(
                    reading, j + 1, self.limit, self.governed, objects=bool(self.government & {"object", "person"})
                )
                if end > j + 1 and reading.norms[j] == BA and "to_ب" in self.government:
                    self.addressee, self.takes_subject = (j + 1, end), False
                if end == j + 1:
                    if j + 1 < self.limit and reading.is_(j + 1, "preposition"):
                        j += 1
                        continue
                    break
                j = end
                continue
            step = self._noun(j, after_comma)
            if isinstance(step, Complement):
                return step
            if step is None:
                break
            j = step
        return self._scan(j)

    def _aside(self, j: int) -> bool:
        """After a comma: a relative clause or وهو … ("who is …") about the subject."""
        reading = self.reading
        if reading.is_(j, "relative"):
            return True
        described = j + 1 < self.limit and (reading.is_(j + 1, "pronoun") or reading.is_(j + 1, "described"))
        return reading.norms[j] == WAW and described

    def _circumstance(self, j: int) -> int:
        """Past a phrase between commas that tells where or when (…، في رسالة مؤرخة 12 مايو، …); ``j`` where none stands there."""
        reading = self.reading
        if j >= self.limit or not reading.is_(j, "preposition") or reading.norms[j] in self.governed:
            return j
        for k in range(j + 1, min(j + _ASIDE, self.limit - 1)):
            if reading.comma(k):
                return k + 1
            if reading.stop(k) or reading.colon(k) or reading.is_(k, "complementizer") or reading.norms[k] in _BA_AN:
                return j
        return j

    def _skip_adverbs(self, j: int) -> int:
        reading = self.reading
        while j < self.limit and (
            (
                (reading.is_(j, "adverb") or (reading.is_(j, "time") and not reading.is_(j, "complementizer")))
                and not reading.name(j)
            )
            or (
                (_of_date(reading.norms[j]) or reading.is_(j, "time_tail"))
                and j > self.cue + 1
                and (reading.is_(j - 1, "time") or reading.is_(j - 1, "time_tail") or reading.norms[j - 1] == ")")
            )
        ):
            j += 1
        return j

    def _remarking(self, j: int) -> bool:
        """A participle right after the verb and before the words themselves (وأضاف معلقاً: «…», "and added, commenting")."""
        reading = self.reading
        if j != self.cue + 1 or j + 1 >= self.limit or not reading.norms[j].endswith("ا"):
            return False
        speech = reading.colon(j + 1) or j + 1 in reading.quotes.opening
        return speech and any(f.aspect == "participle" for f in read_verb(reading.norms[j]))

    def _sign(self, j: int) -> Complement | None:
        """The content's sign at a word, if it is one that the verb governs."""
        reading, word = self.reading, self.reading.norms[j]
        if reading.is_(j, "complementizer") and "أن" in self.government and j + 1 < self.limit:
            return self._at(self._past_colon(j + 1), "clause")
        if word in _BA_AN and self.government & {"ب", "أن"} and j + 1 < self.limit:
            return self._at(j + 1, "clause")
        if (
            "question" in self.government
            and reading.is_(j, "question")
            and j > self.cue + (1 if self.takes_subject else 0)
        ):
            return self._at(j, "clause")
        if reading.colon(j) and j + 1 < reading.size and (j + 1 < self.limit or reading.quotation_mark(j + 1)):
            if "quote" in self.government or (self.verb.strength == "strong" and reading.quotation_mark(j + 1)):
                return self._at(j + 1, "colon")
            return None
        if (
            j in reading.quotes.opening
            and "quote" in self.government
            and not self._name_in_quotes(j)
            and not self._mere_name(j)
            and not self._told_outlet(j)
            and not self._described(j)
        ):
            return self._at(j, "quote")
        if word in _PREPOSITIONS and (word in self.governed or (word == BA and "أن" in self.government)):
            return self._after_preposition(j)
        return None

    def _past_colon(self, j: int) -> int:
        return j + 1 if j + 1 < self.limit and self.reading.colon(j) else j

    def _after_preposition(self, j: int) -> Complement | None:
        reading = self.reading
        if j + 1 >= self.limit:
            return None
        if reading.is_(j + 1, "complementizer"):
            return self._at(j + 2, "clause") if j + 2 < self.limit else None
        name = _PREPOSITIONS[reading.norms[j]]
        if reading.is_(j + 1, "suffix"):
            return None
        if self.accusing and name == "ب":
            return self._at(j + 1, "preposition")
        if name not in self.government or self.verb.strength in ("clause", "relay"):
            return None
        if reading.norms[j] == BA and (
            reading.norms[j + 1] in _NAMING or ("describe" in self.government and self.subject is None
            and not self.form.object)
        ):  # fmt: skip
            return None
        if reading.quotation_mark(j + 1) and j + 1 in reading.quotes.opening:
            return self._at(j + 1, "preposition")
        if self.verb.strength == "weak" and not self._weak_preposition(j, name):
            return None
        if "أن" in self.government and not reading.begins_content(j + 1) and self._clause_ahead(j + 1):
            return None
        if name == "ب" and self._belongs(j + 1):
            return None
        if self.verb.stance == "accuse" or (reading.is_(j + 1, "addressee") and name in ("إلى", "ل", "في")):
            return None
        if (reading.is_(j + 1, "speech") and name in ("في", "عن")) or reading.is_(j + 1, "pronoun"):
            return None
        return self._at(j + 1, "preposition")

    def _weak_preposition(self, j: int, name: str) -> bool:
        """Whether a preposition brings the content of a verb of other meanings: عن before an event or a number, and any one
        that a speaker's protest or complaint takes (احتجت الخارجية على …)."""
        reading = self.reading
        if self.verb.stance == "condemn" and self.subject is not None and self._speaks(self.subject[0]):
            return True
        counted = reading.norms[j + 1].isdigit() or reading.is_(j + 1, "number")
        return name == "عن" and (counted or reading.begins_content(j + 1))

    def _belongs(self, j: int) -> bool:
        """Whether ب and the noun at ``j`` say where the subject belongs (بوزارة الداخلية), another ب following."""
        found = self.reading.head(j)
        placed = self.reading.is_(j, "name_head") or (
            found is not None and found[0].kind in ("body", "office", "person")
        )
        if not placed or self.subject is None:
            return False
        return any(
            self.reading.norms[k] == BA and self.reading.passage.proclitic[k]
            for k in range(j + 1, min(j + 10, self.limit))
        )

    def _clause_ahead(self, j: int) -> bool:
        """Whether أن follows before the clause ends, so that a preposition before it belongs to the subject."""
        reading = self.reading
        for k in range(j, min(j + 14, self.limit - 1)):
            if k == j and reading.is_(k, "complementizer"):
                return True
            if reading.comma(k) or reading.stop(k) or (k > j and self._other_statement(k)):
                return False
            if reading.is_(k, "relative") and reading.definite(k) and self.form.aspect == "participle":
                return False
            if reading.is_(k, "complementizer") and k > j and not self._subordinate(k):
                return True
        return False

    def _told_outlet(self, j: int) -> bool:
        """Whether the quotation is the name of the outlet that was told (أبلغ جيدي «الشرق الأوسط» أن …)."""
        quote = self.reading.short_quote(j)
        if quote is None or "person" not in self.government or self.subject is None:
            return False
        entity = self.reading.named[j + 1]
        if entity is not None and entity.label == "ORG" and self.reading.named[quote.close - 1] is entity:
            return True
        goes_on = quote.close + 1 < self.limit and not self.reading.mark(quote.close + 1)
        return quote.close - quote.open <= 3 and goes_on

    def _described(self, j: int) -> bool:
        """Whether the quotation is what is given a name, the name following (وصف «…» بـ«…»)."""
        close = self.reading.quotes.opening[j].close
        return (
            "describe" in self.government and close + 2 < self.limit and self.reading.norms[close + 1] in (BA, *_BA_AN)
        )

    def _mere_name(self, j: int) -> bool:
        """For a verb of other meanings, a short quotation is no speech unless it begins with أن or is a question."""
        quote = self.reading.quotes.opening[j]
        if (
            quote.close - quote.open <= 4
            and quote.closed
            and "أن" in self.government
            and self._clause_ahead(quote.close + 1)
        ):
            return True
        before = j - 1
        titled = (
            not self.reading.definite(before) and self.reading.head(before) is None and not self.reading.mark(before)
        )
        if (
            self.verb.strength == "weak"
            and quote.closed
            and titled
            and before > self.cue
            and not self.reading.name(before)
        ):
            return quote.close - quote.open <= 8
        if self.verb.strength != "weak" or quote.close - quote.open > 4 or not quote.closed:
            return False
        return not (self.reading.is_(j + 1, "complementizer") or self.reading.mark(quote.close - 1))

    def _name_in_quotes(self, j: int) -> bool:
        """Whether the quotation is the subject's name («القاعدة», "al-Qaeda") and not what is said."""
        quote = self.reading.short_quote(j)
        if quote is None or not self.takes_subject or self.subject is not None:
            return False
        after = quote.close + 1
        if after >= self.limit or self.reading.stop(after):
            return False
        return self.reading.norms[j + 1] not in words("complementizer") and not self.reading.norms[j + 1].endswith("؟")

    def _noun(self, j: int, after_comma: bool) -> int | Complement | None:
        """A noun phrase after the verb: subject, addressee, content, or apposition. None: the verb's frame ends here."""
        reading = self.reading
        if reading.saying(j):
            return None
        objective = bool(self.government & {"object", "describe"})
        if objective and self.subject is None and self.takes_subject and self._is_content(j):
            return self._at(j, "object")
        end = noun_phrase(reading, j, self.limit, self.governed, objects=objective or "person" in self.government)
        if end == j:
            if reading.norms[j] == _MA and "object" in self.government and j + 1 < self.limit:
                return self._at(j, "object")
            return None
        if self.takes_subject and self.subject is None and self._agrees(j):
            self.subject = (j, end)
            return end
        if "object" in self.government and "object" not in self._crossed(after_comma, j) and not self._asked(j, end):
            if (
                "أن" in self.government
                and self.addressee is None
                and not reading.begins_content(j)
                and self._clause_ahead(j)
            ):
                self.addressee = (j, end)
                return end
            return self._at(j, "object")
        if "describe" in self.government or "person" in self.government:
            self.addressee = (j, end)
            return end
        if after_comma and self.subject is not None:
            return end
        return end if self.subject is None else None

    def _asked(self, j: int, end: int) -> bool:
        """Whether the noun phrase is the one who is asked, the object following it (ناشد المجتمع الدولي التدخل)."""
        if "person" not in self.government or self.addressee is not None:
            return False
        every = self.reading.is_(j, "every") and j + 1 < end and not self.reading.begins_content(j + 1)
        if self.reading.begins_content(j) and not every:
            return False
        return end < self.limit and not self.reading.comma(end) and not self.reading.stop(end)

    def _crossed(self, after_comma: bool, j: int) -> frozenset[str]:
        """After a comma only the noun that begins a content is an object (أمس، مقتل 42, "yesterday, the killing of 42")."""
        if not after_comma or self.reading.begins_content(j):
            return frozenset()
        return frozenset(("object",))

    def _is_content(self, j: int) -> bool:
        """Whether the first noun after the verb is its object, the subject being implied."""
        reading = self.reading
        if self.verb.strength == "responsibility":
            return False
        if reading.is_(j, "demonstrative") or reading.norms[j] == _MA or reading.norms[j] in words("performative"):
            return True
        if self.verb.strength == "denial":
            return False
        found = heads().get((reading.norms[j],))
        if found is not None and found.kind in ("office", "settled", "person", "unnamed"):
            return False
        event = found is None and self.verb.strength == "strong" and definite_event(reading.norms[j])
        begins = reading.begins_content(j) or (event and not reading.name(j))
        return begins and not ("أن" in self.government and self._clause_ahead(j))

    def _agrees(self, j: int) -> bool:
        if self.continues and ("person" in self.government or self.verb.stance == "accuse") and not self._speaks(j):
            return False
        if self.reading.is_(j, "public") and self.verb.stance in ("warn", "demand") and self._addressed(j):
            return False
        if self._accusative(j):
            return False
        if not self.government & {"person", "object"}:
            return True
        gender = gender_of(self.reading, j)
        if not gender or not self.form.agreement.gender or gender == self.form.agreement.gender:
            return True
        unknown = self.reading.head(j) is None and not self.reading.norms[j].endswith("ات")
        return unknown and not self.reading.definite(j)

    def _addressed(self, j: int) -> bool:
        """Whether the public is spoken to: all but the people of a place or the kin of some who demand (طالب أهالي الضحايا)."""
        found = self.reading.head(j)
        people = found is not None and found[0].type == "witness" and not self.reading.definite(j)
        return not people or "ب" not in self.government or self.verb.stance == "warn"

    def _accusative(self, j: int) -> bool:
        """Whether the ending shows an object (انتقد المتظاهرين): a plural of people in ين for a verb that takes one."""
        word, found = self.reading.norms[j], self.reading.head(j)
        if not word.endswith("ين") or not self.reading.definite(j) or not self.government & {"person", "object"}:
            return False
        plural = (word[:-2] + "ون",) in heads()
        person = found is not None and found[0].kind in ("person", "office", "addressee") and plural
        return person or (self.reading.nationality(j) and len(word) > 6)

    def _speaks(self, j: int) -> bool:
        """Whether the noun phrase is a new speaker rather than one spoken to or of: a person, an office, a bare name."""
        reading = self.reading
        found = reading.head(j)
        if found is not None:
            return found[0].kind in _SPEAKERS
        entity = reading.named[j]
        if entity is not None:
            return entity.label == "PERSON"
        return not reading.definite(j) and not reading.norms[j].endswith("ين") and not reading.quotation_mark(j)

    def _new_clause(self, j: int) -> bool:
        """After a comma: another verb of saying, or a clause of another kind."""
        reading = self.reading
        if reading.norms[j] in (WAW, FA) and j + 1 < self.limit:
            return reading.norms[j] == FA or any(
                f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[j + 1])
            )
        return any(
            f.aspect in ("perfect", "participle") and f.verb.strength == "strong" for f in read_verb(reading.norms[j])
        )

    def _scan(self, j: int) -> Complement | None:
        """Past relative clauses and asides to the first certain sign: a complementizer, a colon or a quotation."""
        reading = self.reading
        window = _WINDOW.get(self.verb.strength, _WEAK_WINDOW)
        if self.form.aspect not in {"perfect", "imperfect"}:
            window = 10
        last = min(self.limit, self.cue + window)
        while j < last:
            word = reading.norms[j]
            if reading.stop(j) and not reading.joined(j):
                break
            if (reading.comma(j) and self._parted(j)) or reading.saying(j):
                break
            quote = reading.quotes.opening.get(j)
            if quote is not None:
                near = self.form.aspect != "participle" or self.verb.strength == "strong" or j - self.cue <= 4
                if "quote" in self.government and near and (quote.close - quote.open > 5 or not quote.closed):
                    return self._at(j, "quote")
                j = max(quote.close, j) + 1
                continue
            if reading.is_(j, "complementizer") and "أن" in self.government and not self._subordinate(j):
                return self._at(self._past_colon(j + 1), "clause") if j + 1 < self.limit else None
            if reading.colon(j) and "quote" in self.government:
                return self._at(j + 1, "colon") if j + 1 < reading.size else None
            if word in self.governed and j + 1 < self.limit:
                if reading.is_(j + 1, "complementizer") and j + 2 < self.limit:
                    return self._at(j + 2, "clause")
                named = word == BA and reading.norms[j + 1] in _NAMING
                if self.verb.strength == "strong" and not named and self._plain_preposition(j):
                    clause = self._clause_after_comma(j, last)
                    return self._at(clause, "clause") if clause is not None else self._at(j + 1, "preposition")
            if self._late_object(j):
                return self._at(j, "object")
            if j > self.cue + 1 and (self._other_statement(j) or self._own_noun(j)):
                break
            j += 1
        return self._plain_object()

    def _clause_after_comma(self, j: int, last: int) -> int | None:
        """The first word after …، أن in the rest of the window: where the content of a verb that takes أن begins for certain."""
        if "أن" not in self.government:
            return None
        reading = self.reading
        for k in range(j + 1, min(last, self.limit - 2)):
            if reading.stop(k) or self._other_statement(k):
                return None
            if reading.comma(k) and reading.is_(k + 1, "complementizer"):
                return k + 2
        return None

    def _parted(self, j: int) -> bool:
        """Whether a comma ends the clause of a verb of other meanings that has no subject, no quotation following."""
        if self.subject is not None or j + 1 in self.reading.quotes.opening:
            return False
        return self.verb.strength == "weak" or (j + 1 < self.limit and self.reading.norms[j + 1] == WAW)

    def _plain_object(self) -> Complement | None:
        """Where nothing else follows, the noun after the verb is its object (ثمن مواقف بكين, "praised the stand of Peking")."""
        reading = self.reading
        alone = self.continues or self.government == {"object"}
        if self.subject is None or self.verb.strength != "strong" or not alone:
            return None
        i, j = self.subject
        named = reading.head(i) is not None or reading.name(i) or reading.definite(i)
        if "object" not in self.government or named or j - i < 2:
            return None
        return Complement(i, "object")

    def _plain_preposition(self, j: int) -> bool:
        """A governed preposition far from the verb: only where its noun begins a content or a quotation."""
        return self.reading.begins_content(j + 1) or j + 1 in self.reading.quotes.opening or (
            bool(self.government & {"person", "describe"}) and not self.government & {"أن"}
        )  # fmt: skip

    def _subordinate(self, j: int) -> bool:
        """أن after بعد ("after"), يمكن ("may") and the like."""
        reading = self.reading
        before = reading.norms[j - 1]
        return reading.is_(j - 1, "temporal_an") or (before in words("preposition") and before not in self.governed)

    def _late_object(self, j: int) -> bool:
        """The object after a long description of the subject (أعلنت الحركة التي … مسؤوليتها)."""
        if "object" not in self.government or self.verb.strength != "strong" or self.subject is None:
            return False
        return j > self.subject[1] and self.reading.norms[j] in _OWN_OBJECTS

    def _own_noun(self, j: int) -> bool:
        """بقوله ("in saying"): the statement is that noun's."""
        if j >= self.limit or self.reading.norms[j - 1] != BA:
            return False
        return any(f.aspect == "noun" and f.agreement.number for f in read_verb(self.reading.norms[j]))

    def _other_statement(self, j: int) -> bool:
        forms = tuple(f for f in read_verb(self.reading.norms[j]) if f.verb.lemma != "ادعى" or f.aspect == "perfect")
        if not forms or self.reading.definite(j):
            return False
        before = self.reading.norms[j - 1]
        separated = before in (WAW, FA) or self.reading.comma(j - 1) or self.reading.is_(j - 1, "conjunction")
        return separated and any(f.aspect in ("perfect", "imperfect", "participle") for f in forms)

    def _at(self, start: int, sign: str) -> Complement:
        if (
            self.verb.stance == "accuse"
            and not self.accusing
            and sign == "preposition"
            and self.subject is not None
            and self.addressee is None
        ):
            start, sign = self.subject[0], "object"
            self.subject = None
        return Complement(start, sign, self.subject, self.addressee)
