"""Who speaks: full names for short ones, implied speakers by gender and number, the issuer of a statement."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from marsad.statements.complements import gender_of
from marsad.statements.conjugation import Agreement
from marsad.statements.nouns import noun_phrase
from marsad.statements.reading import ARTICLE, WAW, Reading, Span
from marsad.statements.source_types import source_type
from marsad.statements.statement import Statement
from marsad.statements.vocabulary import heads, read_verb
from marsad.text import norm

_ISSUED = frozenset(norm(w) for w in ("صادر", "الصادر", "صادرة", "الصادرة"))
_AN = norm("عن")
_OTHERS = frozenset(
    norm(w)
    for w in ("آخر", "آخرون", "آخرين", "أخرى", "أخريات", "أحدهم", "أحدهما", "إحداهن", "بعضهم", "الآخر", "الآخرون")
)
_PLURAL = ("ون", "ين", "ات")
_SOURCE = norm("المصدر")
_SOURCES = frozenset(norm(w) for w in ("مصدر", "مصدرا", "مصادر"))
_LOOK_BACK, _NAME, _OWNERS_BACK = 8, 5, 60
_NAMES = 200  # different names looked at for a fuller one: more than a report has speakers


@dataclass(slots=True)
class Speaker:
    """One who was named as a source: the fullest name, the words of it, what verbs and endings showed."""

    name: str
    words: frozenset[str]
    type: str
    gender: str
    plural: bool
    span: Span
    nested: bool = False


class Speakers:
    """The speakers of a document in the order in which they were named."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.known: list[Speaker] = []
        self._named: dict[frozenset[str], tuple[frozenset[str], Speaker]] = {}
        self._latest: dict[tuple[str, bool, bool], tuple[int, Speaker]] = {}
        self._of_sentence: dict[int, list[Speaker]] = {}
        self._issuer: Speaker | None = None
        self._sought = False
        self._unknown = -1
        """First word of the last sentence in which somebody speaks whom no word names: who goes on there is the same."""
        self._index: dict[str, list[int]] | None = None

    def resolve(self, statements: list[Statement]) -> None:
        """Set name and type of every statement; they are in text order."""
        for statement in statements:
            if statement.source is not None:
                self._explicit(statement)
            elif statement.implied:
                self._implied(statement)
            elif not statement.type:
                statement.type = "anonymous"

    def _explicit(self, statement: Statement) -> None:
        assert statement.source is not None
        speaker = self._describe(statement.source, statement.agreement)
        speaker.nested = statement.nested
        fuller = self._fuller(speaker)
        if (
            fuller is None
            and reading_another(self.reading, statement.source[0])
            and self.known
            and speaker.type in ("other", "anonymous")
        ):
            speaker.type = self.known[-1].type
        if fuller is None:
            self._elsewhere(speaker)
            if speaker.type == "other" and statement.likely:
                speaker.type = statement.likely
        else:
            speaker.name = fuller.name
            if speaker.type in ("other", "anonymous", "") or self._bare_head(speaker):
                speaker.type = fuller.type
            speaker.words |= fuller.words
            speaker.gender = speaker.gender or fuller.gender
        statement.name = speaker.name
        if not statement.type:
            statement.type = speaker.type
        else:
            speaker.type = statement.type
        self._add(speaker)

    def _add(self, speaker: Speaker) -> None:
        """Note a speaker, and where to find it again without going through all those known."""
        self._named.pop(speaker.words, None)
        self._named[speaker.words] = (_without_article(speaker.words), speaker)
        self._latest[speaker.gender, speaker.plural, speaker.nested] = (len(self.known), speaker)
        self._of_sentence.setdefault(self.reading.sentence_of[speaker.span[0]], []).append(speaker)
        self.known.append(speaker)

    def _bare_head(self, speaker: Speaker) -> bool:
        """Whether a source is one definite noun (الحركة, المنظمة), whose type the full name tells better."""
        i, j = speaker.span
        return j - i == 1 and self.reading.definite(i) and self.reading.named[i] is None

    def _describe(self, span: Span, agreement: Agreement) -> Speaker:
        reading = self.reading
        i, j = span
        while i < j and reading.quotation_mark(i) and reading.quotes.opening.get(i) is not None and (
            reading.quotes.opening[i].close >= j - 1
        ):  # fmt: skip
            i += 1
            j = min(j, reading.quotes.opening[i - 1].close)
        words = frozenset(reading.norms[k] for k in range(i, j) if len(reading.norms[k]) > 1 and not reading.mark(k))
        head = reading.norms[i] if i < j else ""
        gender = agreement.gender or gender_of(reading, span[0])
        return Speaker(
            name=reading.text((i, max(j, i + 1))), words=words, type=source_type(reading, span), gender=gender,
            plural=head.endswith(_PLURAL) or agreement.number == "p", span=span,
        )  # fmt: skip

    def _fuller(self, speaker: Speaker) -> Speaker | None:
        """An earlier speaker whose name holds this shorter one, or whose head it repeats with the article (المصدر)."""
        bare = _without_article(speaker.words)
        for words, (bare_words, other) in islice(reversed(self._named.items()), _NAMES):
            if not speaker.words or len(speaker.words) >= len(words):
                continue
            if speaker.words < words or (len(bare) <= 2 and bare < bare_words):
                return other
        return None

    def _elsewhere(self, speaker: Speaker) -> None:
        """What other words of the text tell of a source that its own words leave open: its full name, its title, its body."""
        reading = self.reading
        i, j = speaker.span
        if i + 1 < j and reading.is_(i, "demonstrative"):
            i += 1
        if speaker.type == "other":
            self._described(speaker)
        if j - i <= 2 and speaker.type == "other" and reading.head(i) is None:
            self._titled(speaker, j - 1)
            return
        if reading.norms[i] == _SOURCE and self._same_source(speaker, i):
            return
        if j - i == 1 and reading.definite(i) and not reading.name(i):
            self._short(speaker, i)
        elif (owner := self._owner(i, j)) is not None:
            speaker.type = owner
        else:
            self._office(speaker)

    def _described(self, speaker: Speaker) -> None:
        """The type by what stands beside the name: …، رئيس المحكمة, "…, head of the court"; وهو صاحب متجر, "who keeps a shop"."""
        reading = self.reading
        end = reading.sentence(speaker.span[0])[1]
        k = speaker.span[1]
        if k < end and reading.norms[k] == "(":
            k = next((m + 1 for m in range(k, min(k + 8, end)) if reading.norms[m] == ")"), k)
        if k + 1 >= end or not (reading.comma(k) or reading.norms[k] in (WAW, "(")):
            return
        pronoun = reading.norms[k + 1] == WAW or reading.norms[k] == WAW
        k += 2 if reading.norms[k + 1] == WAW else 1
        if pronoun and not (k < end and reading.is_(k, "pronoun")):
            return
        k += pronoun
        head = reading.head(k) if k < end else None
        if head is None or head[0].kind in ("law", "modifier", "addressee", "document", "unnamed"):
            return
        stop = noun_phrase(reading, k, end)
        if stop > k:
            speaker.type = source_type(reading, (k, stop))

    def _short(self, speaker: Speaker, i: int) -> None:
        """The name and type of a one-word source (المذكرة, المكتب) from the noun phrase that its head began before."""
        reading = self.reading
        span = self._antecedent(i)
        if span is not None:
            speaker.name = reading.text(span)
            type_ = source_type(reading, span)
            if type_ not in ("other", "anonymous"):
                speaker.type = type_

    def _same_source(self, speaker: Speaker, i: int) -> bool:
        """المصدر نفسه, "the same source": the source that was last called so."""
        if i + 1 >= self.reading.size or not self.reading.is_(i + 1, "same"):
            return False
        called = [other for other in self.known if self.reading.norms[other.span[0]].removeprefix(ARTICLE) in _SOURCES]
        last = called[-1] if called else (self.known[-1] if self.known else None)
        if last is not None:
            speaker.name, speaker.type = last.name, last.type
        return last is not None

    def _antecedent(self, i: int) -> Span | None:
        """The nearest longer noun phrase before a definite word that begins with it (مكتب تنسيق …, اللجنة الدولية …)."""
        reading = self.reading
        word = reading.norms[i]
        for k in self._before(word.removeprefix(ARTICLE), i):
            end = noun_phrase(reading, k, min(k + 14, i), objects=True)
            if end > k + 1:
                return k, end
        for k in self._before(word, i):
            end = noun_phrase(reading, k, min(k + 14, i), objects=True)
            if end > k + 1 and (reading.definite(k + 1) or reading.named[k] is not None):
                return k, end
        return None

    def _before(self, word: str, i: int) -> list[int]:
        """The last places of a word before ``i``, the nearest first."""
        places = self._places().get(word, [])
        at = bisect_left(places, i)
        return places[max(0, at - _LOOK_BACK) : at][::-1]

    def _owner(self, i: int, j: int) -> str | None:
        """The type of the body whose office the source is (رئيستها, "its head"; المتحدث باسمه, "his spokesman"): the last one
        of that gender named before, or the last speaker."""
        reading = self.reading
        head = reading.head(i)
        if head is None or head[0].kind != "office":
            return None
        at = next((k for k in range(i, min(i + 4, j)) if reading.is_(k, "own_name")), None)
        if at is None and (reading.norms[i],) in heads():
            return None
        feminine = reading.norms[at if at is not None else i].endswith("ها")
        body = self._body_before(i, feminine)
        if body is not None:
            return body
        if self.known and self.known[-1].type not in ("witness", "anonymous"):
            return self.known[-1].type
        return None

    def _body_before(self, i: int, feminine: bool) -> str | None:
        """The type of the nearest organisation or body before a word that agrees with a pronoun of that gender."""
        reading = self.reading
        for k in range(i - 1, max(0, i - _OWNERS_BACK), -1):
            head, entity = reading.head(k), reading.named[k]
            named = entity is not None and entity.label == "ORG" and entity.i == k
            body = head is not None and head[0].kind in ("body", "media", "office") and head[0].type != "witness"
            if not named and not (body and not reading.person(k)):
                continue
            if (reading.norms[k].endswith((norm("ة"), "ات"))) != feminine:
                continue
            end = entity.j if named and entity is not None else noun_phrase(reading, k, min(k + 10, i))
            type_ = source_type(reading, (k, max(end, k + 1)))
            if type_ not in ("other", "anonymous", "document"):
                return type_
        return None

    def _office(self, speaker: Speaker) -> None:
        """The type of an office in a body that was named in full before (رئيس البعثة, المتحدث باسم المركز)."""
        reading = self.reading
        i, j = speaker.span
        head = reading.head(i)
        if head is None or head[0].kind not in ("office", "title", "unnamed"):
            return
        for k in range(i + 1, j):
            body = reading.head(k)
            if body is None or not reading.definite(k) or body[0].kind not in ("office", "body", "media"):
                continue
            if body[1] > k + 1 or reading.named[k] is not None or not self._bare(k, j):
                return
            span = self._antecedent(k)
            type_ = source_type(reading, span) if span is not None else "other"
            if type_ not in ("other", "anonymous", "document"):
                speaker.type = type_
            return

    def _bare(self, k: int, j: int) -> bool:
        """Whether nothing after a definite noun says which one it is: the phrase ends, or a name or a title follows."""
        reading = self.reading
        if k + 1 >= j or reading.name(k + 1):
            return True
        head = reading.head(k + 1)
        titled = head is not None and head[0].kind in ("title", "expert", "person", "settled")
        return titled or not (
            reading.definite(k + 1) or reading.nationality(k + 1) or reading.is_(k + 1, "preposition")
        )

    def _titled(self, speaker: Speaker, last: int) -> None:
        """The title that a person had at an earlier mention (الممثل المقيم … يعقوب الحلو, then: الحلو)."""
        reading = self.reading
        for k in self._before(reading.norms[last], speaker.span[0])[::-1]:
            low = k
            while low > max(0, k - 14) and not (reading.mark(low - 1) and not reading.quotation_mark(low - 1)):
                low -= 1
            for i in range(low, k):
                head = reading.head(i)
                if (
                    head is None
                    or head[0].kind not in ("office", "settled", "person")
                    or noun_phrase(reading, i, k + 1) != k + 1
                ):
                    continue
                type_ = source_type(reading, (i, k + 1))
                if type_ != "other":
                    speaker.name, speaker.type = reading.text((i, k + 1)), type_
                    return

    def _places(self) -> dict[str, list[int]]:
        if self._index is None:
            self._index = {}
            for k, word in enumerate(self.reading.norms):
                self._index.setdefault(word, []).append(k)
        return self._index

    def _implied(self, statement: Statement) -> None:
        speaker = self._find(statement)
        if speaker is not None:
            statement.name = speaker.name
            statement.type = statement.type or speaker.type
        else:
            statement.type = statement.type or "other"
            self._unknown = self.reading.sentence(statement.cue[0])[0]

    def _find(self, statement: Statement) -> Speaker | None:
        agreement = statement.agreement
        if agreement.person == 1:
            return self._inside(statement) or self.issuer()
        reading = self.reading
        floor = reading.sentence(statement.cue[0])[0]
        here = self._of_sentence.get(reading.sentence_of[floor], [])
        for speaker in reversed(here):
            if _fits(speaker, agreement) and not (speaker.nested and not statement.nested):
                return speaker
        for speaker in reversed(here):
            if _fits(speaker, agreement):
                return speaker
        if self._unknown == floor:
            return None
        if statement.participle or statement.clause > floor + 2:
            subject = self._sentence_subject(floor, statement.cue[0], agreement)
            if subject is not None:
                return subject
        for nested in (False, True):
            fitting = [
                (at, speaker)
                for at, speaker in self._latest.values()
                if _fits(speaker, agreement) and (nested or not speaker.nested)
            ]
            if fitting:
                return max(fitting, key=itemgetter(0))[1]
        return self._unquoted(floor, agreement) if floor and not self.known else None

    def _unquoted(self, floor: int, agreement: Agreement) -> Speaker | None:
        """Who may speak where nobody was quoted before: the body that the title names, or the subject of the sentence before."""
        reading = self.reading
        title = self._title(*reading.passage.sentences[0])
        if title is not None:
            entity = reading.named[title[0]]
            speaker = self._describe(title, Agreement())
            body = reading.head(title[0]) is not None or (entity is not None and entity.label == "ORG")
            if body and _fits(speaker, agreement):
                return speaker
        return self._first_person(reading.sentence(floor - 1)[0], floor, agreement)

    def _inside(self, statement: Statement) -> Speaker | None:
        around = self.reading.quotes.around[statement.cue[0]]
        if around is None:
            return None
        return next((s for s in reversed(self.known) if s.span[1] <= around.open), None)

    def _sentence_subject(self, floor: int, limit: int, agreement: Agreement) -> Speaker | None:
        """The subject of the sentence that a participle or a second verb goes on from: after its first word, or first."""
        reading = self.reading
        j = floor
        while j < limit and (
            reading.mark(j)
            or reading.dash(j)
            or reading.norms[j] == WAW
            or reading.auxiliary(j)
            or reading.is_(j, "adverb")
            or reading.is_(j, "negation")
        ):
            quote = reading.quotes.opening.get(j)
            if quote is not None and quote.close < limit and quote.close - j > _NAME:
                return None
            j += 1
        for start in (j + 1, j):
            if start >= limit or reading.is_(start, "preposition") or (j < limit and reading.is_(j, "preposition")):
                continue
            end = noun_phrase(reading, start, limit, objects=True)
            if any(
                f.aspect in ("perfect", "imperfect") for f in read_verb(reading.norms[start])
            ) and not reading.definite(start):
                continue
            verbal = start == j + 1 and not reading.definite(j) and reading.head(j) is None
            if end > start and (
                verbal or reading.head(start) is not None or reading.name(start) or reading.definite(start)
            ):
                speaker = self._describe((start, end), Agreement())
                if _fits(speaker, agreement):
                    return speaker
        return self._first_person(j, limit, agreement)

    def _first_person(self, floor: int, limit: int, agreement: Agreement) -> Speaker | None:
        """The first person, office or body in the words before a statement that is no object of a preposition."""
        reading = self.reading
        k, limit = floor, min(limit, floor + _OWNERS_BACK)
        while k < limit:
            head, entity = reading.head(k), reading.named[k]
            named = entity is not None and entity.i == k and entity.label in ("PERSON", "ORG")
            titled = head is not None and head[0].kind in ("office", "settled", "person", "unnamed", "expert", "body")
            before = reading.norms[k - 1] if k else ""
            governed = k > 0 and (reading.is_(k - 1, "preposition") or (before == WAW and not named))
            second = k > 0 and reading.head(k - 1) is not None and not reading.ends_idafa(k - 1)
            if not named and not (titled and self._certain(k, limit)):
                k += 1
                continue
            if governed or second or reading.quotes.around[k] is not None:
                k += 1
                continue
            end = noun_phrase(reading, k, limit, objects=True)
            if end == k:
                k += 1
                continue
            speaker = self._describe((k, end), Agreement())
            if _fits(speaker, agreement):
                return speaker
            k = end
        return None

    def _certain(self, k: int, limit: int) -> bool:
        """Whether a head is a noun here and no adjective or participle: definite, or the first part of an idafa."""
        reading = self.reading
        if any(f.aspect == "participle" for f in read_verb(reading.norms[k])):
            return False
        return reading.definite(k) or (k + 1 < limit and (reading.ends_idafa(k + 1) or reading.nationality(k + 1)))

    def issuer(self) -> Speaker | None:
        """Who issued the document: بيان صادر عن …, "a statement issued by …", or the name that its first line is."""
        if not self._sought:
            self._sought = True
            self._issuer = self._find_issuer()
        return self._issuer

    def _find_issuer(self) -> Speaker | None:
        reading = self.reading
        for i in range(min(reading.size - 2, 120)):
            if reading.norms[i] in _ISSUED and reading.norms[i + 1] == _AN:
                end = noun_phrase(reading, i + 2, reading.size)
                if end > i + 2:
                    return self._describe((i + 2, end), Agreement(1, "", "p"))
        sentences = reading.passage.sentences
        for first, last in (*sentences[:3], sentences[-1]):
            span = self._title(first, last)
            if span is not None:
                return self._describe(span, Agreement(1, "", "p"))
        return self.known[0] if self.known else None

    def _title(self, first: int, last: int) -> Span | None:
        """A part of a title line, between its dashes and commas, that names a body or an office: who issued what follows."""
        reading = self.reading
        starts = [first] + [k + 1 for k in range(first, min(last, first + 30)) if reading.dash(k) or reading.comma(k)]
        for start in starts:
            i = start
            head = reading.head(i) if i < last else None
            if head is not None and head[0].type == "document":
                i += 2 if i + 1 < last and reading.is_(i + 1, "preposition") else 1
                head = reading.head(i) if i < last else None
                if i + 1 >= last or reading.mark(i + 1):
                    continue
            titled = i < last and (
                (head is not None and head[0].kind in ("body", "office", "settled", "person")) or reading.name(i)
            )
            end = noun_phrase(reading, i, last) if titled else i
            if end > i and (end >= last - 1 or reading.mark(end) or reading.is_(end, "preposition")):
                return i, end
        return None


def _without_article(words: frozenset[str]) -> frozenset[str]:
    """The words, each without its article."""
    return frozenset(word.removeprefix(ARTICLE) for word in words)


def reading_another(reading: Reading, i: int) -> bool:
    """Whether a source is one more of those before (آخرون, "others"; أحدهم, "one of them")."""
    return reading.norms[i] in _OTHERS


def _fits(speaker: Speaker, agreement: Agreement) -> bool:
    if agreement.number == "p" and agreement.person == 3:
        return speaker.plural or speaker.gender == ""
    return not (speaker.gender and agreement.gender and speaker.gender != agreement.gender)
