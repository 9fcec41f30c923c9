"""A passage as the grammar of statements reads it: quotations paired, entities by word, and questions about single words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from marsad.statements import vocabulary as lexicon
from marsad.statements.quotes import Quote, Quotes
from marsad.statements.vocabulary import Head
from marsad.text import Passage, norm

Entity = tuple[int, int, str, dict[str, Any] | None]
Span = tuple[int, int]
"""Word indices, half open."""

_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))
_COMMAS = frozenset("،,؛;")
_STOPS = frozenset(".؟!?…")
ARTICLE = norm("ال")
BA, LAM, WAW, FA, AN = norm("ب"), norm("ل"), norm("و"), norm("ف"), norm("أن")
_PRONOUNS = tuple(norm(p) for p in ("هما", "ها", "هم", "نا", "ه"))
_ALA, ALI = norm("علي"), "علي\u0640"
"""The preposition على, and the name Ali told apart from it: both have one norm, and the dots of the last letter differ."""
_DOTLESS = frozenset(("على", "إلى", "الى", "حتى", "لدى"))
_DOTLESS_NORMS = frozenset(norm(word) for word in _DOTLESS)
_QAD, _KANA = norm("قد"), frozenset(norm(w) for w in ("كان", "كانت", "كانوا", "كنا", "يكون", "تكون"))


class Named(NamedTuple):
    """An entity by words."""

    i: int
    j: int
    label: str
    record: dict[str, Any] | None


_JOINED_BACK = 10
_WARADD = frozenset(norm(w) for w in ("ورد", "وردت", "وردوا"))
_ANSWER = 25


def with_verbs_cut(passage: Passage) -> Passage:
    """The passage with particles cut where the grammar asks for it and the tokenizer, which knows no grammar, left a word whole:
    و and ف before verbs of saying (ودان, "and condemned"), ب after a verb that governs it (طالبت برد, "demanded an answer")."""
    cut = [i for i, word in enumerate(passage.norms) if _joined_verb(word) or _answers(passage, i)]
    cut += _joined_objects(passage)
    if not cut:
        return passage
    starts, ends, norms, proclitic = list[int](), list[int](), list[str](), list[bool]()
    sentences, at, shift = list(passage.sentences), set(cut), [0] * (len(passage) + 1)
    for i in range(len(passage)):
        shift[i + 1] = shift[i] + (i in at)
        if i in at:
            first = passage.starts[i] + 1
            starts += [passage.starts[i], first]
            ends += [first, passage.ends[i]]
            norms += [passage.norms[i][0], passage.norms[i][1:]]
            proclitic += [True, False]
        else:
            starts.append(passage.starts[i])
            ends.append(passage.ends[i])
            norms.append(passage.norms[i])
            proclitic.append(passage.proclitic[i])
    sentences = [(i + shift[i], j + shift[j]) for i, j in sentences]
    return Passage(passage.text, starts, ends, norms, proclitic, sentences)


def _joined_verb(word: str) -> bool:
    if len(word) < 4 or word[0] not in (WAW, FA) or lexicon.read_verb(word) or (word,) in lexicon.heads():
        return False
    if word in lexicon.given_names() or (len(word) == 4 and word[1:].startswith(ARTICLE)):
        return False
    sure = word[0] == FA and (len(word) > 4 or word[1] == norm("ي"))
    return any(
        f.aspect in ("perfect", "imperfect")
        and not f.object
        and (f.verb.strength in ("strong", "responsibility") or (sure and f.verb.strength in ("weak", "count")))
        for f in lexicon.read_verb(word[1:])
    )


def _answers(passage: Passage, i: int) -> bool:
    """Whether ورد is و with رد ("and answered", not "came"): a subject follows, and then بأن, or the words themselves."""
    if passage.norms[i] not in _WARADD or i + 2 >= len(passage):
        return False
    if passage.norms[i + 1] in lexicon.words("preposition") or passage.norms[i + 1] in lexicon.words("complementizer"):
        return False
    for k in range(i + 2, min(i + _ANSWER, len(passage) - 1)):
        word = passage.norms[k]
        if word in _STOPS:
            return False
        if word == ":" or (word == BA and passage.norms[k + 1] in lexicon.words("complementizer")):
            return True
        if word in lexicon.words("complementizer_ba"):
            return True
    return False


def _joined_objects(passage: Passage) -> list[int]:
    """Words that begin with the ب that a verb shortly before them governs, where none was cut since."""
    found: list[int] = []
    verb = -_JOINED_BACK
    for i, word in enumerate(passage.norms):
        if word == BA or word in _STOPS or word in _COMMAS:
            verb = -_JOINED_BACK
        elif any(
            f.verb.strength == "strong" and BA in f.verb.government and f.aspect in ("perfect", "imperfect")
            for f in lexicon.read_verb(word)
        ):
            verb = i
        elif verb < i <= verb + _JOINED_BACK and word[0] == BA and len(word) > 2 and _object(word[1:]):
            found.append(i)
            verb = -_JOINED_BACK
    return found


def _object(word: str) -> bool:
    """Whether a word, its ب taken off, is a noun that begins contents, or one that is asked for."""
    if word in lexicon.content_heads() or verbal_shape(word):
        return True
    head = lexicon.heads().get((word,))
    return head is not None and head.kind == "law"


def with_names_told(passage: Passage) -> list[str]:
    """The norms of a passage, the name علي ("Ali") told from the preposition على: where the text writes final ى
    without dots, and after a title."""
    told = any(form in _DOTLESS_NORMS and passage.spelling(i) in _DOTLESS for i, form in enumerate(passage.norms))
    return [
        ALI if form == _ALA and passage.spelling(i) == "علي" and (told or _after_title(passage, i)) else form
        for i, form in enumerate(passage.norms)
    ]


def _after_title(passage: Passage, i: int) -> bool:
    """Whether a title or an office with the article stands before the word (النائب علي فياض)."""
    if i == 0 or not passage.norms[i - 1].startswith(ARTICLE):
        return False
    head = lexicon.heads().get((passage.norms[i - 1],))
    return head is not None and head.kind in ("title", "office", "settled", "person", "expert")


class Reading:
    """Answers what a word may be. Words are indices into ``passage``."""

    def __init__(self, passage: Passage, entities: Sequence[Entity] = ()) -> None:
        passage = with_verbs_cut(passage)
        self.passage = passage
        self.norms = with_names_told(passage)
        self.size = len(passage)
        self.quotes = Quotes.of(passage)
        self.named: list[Named | None] = [None] * self.size
        for start, end, label, record in sorted(entities, key=lambda e: (e[0], -e[1])):
            i = bisect_right(passage.ends, start)
            j = bisect_left(passage.starts, end)
            if record is None and j == i + 1 and self._common(i):
                continue
            for k in range(i, min(j, self.size)):
                if self.named[k] is None:
                    self.named[k] = Named(i, j, label, record)

    def _common(self, i: int) -> bool:
        """Whether a single word that a recognizer took for a name is a noun that sources are called by (المذكرة, "the memo")."""
        return 0 <= i < self.size and self.norms[i].startswith(ARTICLE) and (self.norms[i],) in lexicon.heads()

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of the sentence of every word."""
        numbers = [0] * self.size
        for number, (i, j) in enumerate(self.passage.sentences):
            numbers[i:j] = [number] * (j - i)
        return numbers

    def sentence(self, i: int) -> Span:
        """The sentence of word ``i``."""
        return self.passage.sentences[self.sentence_of[i]]

    def is_(self, i: int, kind: str) -> bool:
        """Whether the word belongs to a closed class of ``statement_words.tsv``."""
        return self.norms[i] in lexicon.words(kind) and not (kind == "complementizer" and self._in_name(i))

    def _in_name(self, i: int) -> bool:
        """Whether the word is part of a person's name of several words (بان كي مون)."""
        entity = self.named[i]
        return entity is not None and entity.label == "PERSON" and entity.i == i and entity.j - i > 1

    @cached_property
    def lines(self) -> frozenset[int]:
        """The words that begin a line of the text."""
        passage = self.passage
        return frozenset(
            i for i in range(1, self.size) if "\n" in passage.text[passage.ends[i - 1] : passage.starts[i]]
        )

    def aside(self, i: int) -> int:
        """The end of the phrase at a word that may stand anywhere and says nothing of its own; ``i`` where none begins.

        One of ``cue_phrases.tsv`` (بأشد العبارات, "in the strongest terms"), or a wish to stay unnamed (طلب عدم نشر اسمه).
        """
        for key, phrase in lexicon.phrases().get(self.norms[i], ()):
            if phrase.kind == "aside" and tuple(self.norms[i : i + len(key)]) == key:
                return i + len(key)
        if not self.is_(i, "withholding"):
            return i
        j = i + 1
        while j < min(i + 6, self.size - 1) and self.is_(j, "withheld"):
            j += 1
        return j + 1 if j > i + 1 and j < self.size and self.is_(j, "identity") else i

    def comma(self, i: int) -> bool:
        return self.norms[i] in _COMMAS

    def stop(self, i: int) -> bool:
        return self.norms[i] in _STOPS

    def colon(self, i: int) -> bool:
        """A colon that ends a phrase (not one between digits)."""
        return self.norms[i] == ":" and not (self._figure(i - 1) and self._figure(i + 1))

    def _figure(self, i: int) -> bool:
        return 0 <= i < self.size and self.norms[i][:1].isdigit()

    def dash(self, i: int) -> bool:
        return self.norms[i] in ("-", "–", "—", "ـ", "|", "||")

    def mark(self, i: int) -> bool:
        """Punctuation of any kind."""
        word = self.passage.word(i)
        return not word[0].isalnum()

    def quotation_mark(self, i: int) -> bool:
        return i in self.quotes.marks

    def definite(self, i: int) -> bool:
        return self.norms[i].startswith(ARTICLE) and len(self.norms[i]) > 3

    def nationality(self, i: int) -> bool:
        return self.norms[i] in lexicon.nationalities()

    def name(self, i: int) -> bool:
        """Whether the word is (part of) a name: an entity, a given name, a country."""
        entity = self.named[i]
        if entity is not None and entity.label in _NAMES:
            return True
        return self.norms[i] == ALI or self.norms[i] in lexicon.given_names() or self.norms[i] in lexicon.places()

    def person(self, i: int) -> bool:
        entity = self.named[i]
        return (
            (entity is not None and entity.label == "PERSON")
            or self.norms[i] == ALI
            or self.norms[i] in lexicon.given_names()
        )

    def head(self, i: int) -> tuple[Head, int] | None:
        """The longest head of ``source_heads.tsv`` that begins here, and its end."""
        table = lexicon.heads()
        for j in range(min(i + lexicon.LONGEST_HEAD, self.size), i, -1):
            head = table.get(tuple(self.norms[i:j]))
            if head is not None:
                return head, j
        for pronoun in _PRONOUNS:
            if self.norms[i].endswith(pronoun) and not self.passage.spelling(i).endswith("ة"):
                stem = self.norms[i][: -len(pronoun)]
                stem = stem[:-1] + norm("ة") if stem.endswith("ت") else stem
                owned = table.get((stem,))
                if owned is not None and owned.kind in ("person", "office", "document", "body", "law"):
                    return owned, i + 1
        return None

    def saying(self, i: int) -> bool:
        """Whether the word is an accusative participle of saying (مشيرا, "pointing out"), which begins a statement."""
        if not self.norms[i].endswith("ا") or self.definite(i):
            return False
        return any(f.aspect == "participle" and f.verb.strength == "strong" for f in lexicon.read_verb(self.norms[i]))

    def vowelled(self, i: int) -> bool:
        """Whether the first letter of the word is written with u: the passive (أُعلن, "was announced") of a perfect."""
        start = self.passage.starts[i]
        return self.passage.text[start + 1 : start + 2] == "\u064f"

    def ends_idafa(self, i: int) -> bool:
        """Whether a noun cannot take a second part: it is definite, a name, or has a pronoun."""
        return self.definite(i) or self.name(i)

    def auxiliary(self, i: int) -> bool:
        """كان ("had") and قد, which stand before a verb."""
        return self.norms[i] in _KANA or self.norms[i] == _QAD

    def begins_content(self, i: int) -> bool:
        """A noun that begins what is announced or denied: a known one, or a verbal noun by its shape."""
        word = self.norms[i]
        if word in lexicon.content_heads() or _owned_head(word):
            return True
        if self.name(i) or self.definite(i) or self.nationality(i) or self.head(i) is not None:
            return False
        return verbal_shape(word)

    def text(self, span: Span) -> str:
        return self.passage.text[self.passage.starts[span[0]] : self.passage.ends[span[1] - 1]]

    def joined(self, i: int) -> bool:
        """Whether the word is written on the one before it."""
        return i > 0 and self.passage.ends[i - 1] == self.passage.starts[i]

    def short_quote(self, i: int, longest: int = 6) -> Quote | None:
        """The quotation that opens here if it may be a name by its length."""
        quote = self.quotes.opening.get(i)
        if quote is not None and quote.closed and quote.close - quote.open - 1 <= longest:
            return quote
        return None

    def content_quote(self, i: int) -> Quote | None:
        """The quotation that opens here, whatever its length."""
        return self.quotes.opening.get(i)


def _owned_head(word: str) -> bool:
    """Whether a normalized word is a noun that begins contents with a pronoun (ضلوعها, "her involvement")."""
    return any(
        word.endswith(pronoun) and len(word) - len(pronoun) >= 4 and word[: -len(pronoun)] in lexicon.content_heads()
        for pronoun in ("ها", norm("ه"), "هم")
    )


def definite_event(word: str) -> bool:
    """Whether a normalized word is a noun that begins contents, with the article (الانسحاب, "the withdrawal")."""
    stem = word.removeprefix(ARTICLE)
    if stem == word:
        return False
    short = len(stem) == 4 and stem[0] == "ت" and not any(weak in stem for weak in ("ا", norm("ي"), norm("ة")))
    return stem in lexicon.content_heads() or (verbal_shape(stem) and stem[0] != "م") or short


def verbal_shape(word: str) -> bool:
    """Whether a normalized word has the shape of a verbal noun of a derived stem, with or without a pronoun.

    تفعيل (توقيف, "arrest"), انفعال, افتعال, استفعال, إفعال (إطلاق, "launch"), مفاعلة (محاولة, "attempt"), تفاعل and تفعل are
    left out: too many other nouns share them.
    """
    for ending in ("", norm("ه"), norm("ها"), norm("هم")):
        stem = word[: len(word) - len(ending)] if ending and word.endswith(ending) else ("" if ending else word)
        if len(stem) == 5 and stem[0] == "ت" and stem[3] == "ي":
            return True
        if len(stem) == 5 and stem[0] == "ا" and stem[3] == "ا" and stem[1] not in "لو":
            return True
        if len(stem) == 6 and stem[0] == "ا" and stem[4] == "ا" and (stem[1] == "ن" or stem[2] == "ت"):
            return True
        if len(stem) == 7 and stem.startswith("است") and stem[5] == "ا":
            return True
    return len(word) == 6 and word[0] == "م" and word[2] == "ا" and word[5] == "ه"
