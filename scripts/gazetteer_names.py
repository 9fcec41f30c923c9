"""Choosing among a place's alternate names: which are Arabic, which are everyday words, what context each asks for."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from wordfreq import get_frequency_dict

from marsad import lexicon
from marsad.gazetteer import key_of
from marsad.gazetteer_context import FREE, STRONG, WEAK
from marsad.text import norm

ARABIC = re.compile(r"[ء-غف-يً-ْٰ\u200c \-ـ]+")
PERSIAN = str.maketrans("یکہھ", "يكهه")
CONTEXTS = {"free": FREE, "weak": WEAK, "strong": STRONG}
NAMELIKE = {norm(w) for w in ["أبو", "أبي", "أم", "عبد", "بن", "ابن", "آل", "الشيخ", "سيدي", "شيخ", "الحاج", "مولاي"]}
"""Words that begin the names of persons as well as of places (أبو كمال)."""
HEADS = {
    norm(w)
    for w in [
        "محافظة",
        "مدينة",
        "بلدة",
        "قرية",
        "ناحية",
        "شهر",
        "ضلع",
        "بلدية",
        "ولاية",
        "مقاطعة",
        "منطقة",
        "حي",
        "بخش",
        "قضاء",
        "مركز",
        "قریه",
        "روستای",
    ]
}
CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "س": "s", "ش": "s", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
"""Arabic and Latin letters that transliterate each other, as one letter."""
LATIN = str.maketrans("cqgvpxj", "kkgbbsj")


def fold(name: str) -> str:
    """A Latin name without accents, case and marks."""
    return re.sub("[^a-z]", "", "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isascii()))


def skeleton(name: str) -> str:
    """The consonants of a name in either script, alike where transliteration makes them alike."""
    if ARABIC.match(name):
        word = norm(name).removeprefix("ال")
        letters = "".join(CONSONANTS.get(c, "") for c in word)
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isascii())
        plain = re.sub(r"^(al|el|ar|as|at|ad|an|az|ash)[ -]", "", plain)
        for pair, single in (("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f")):
            plain = plain.replace(pair, single)
        letters = re.sub("[^a-z]|[aeiouyw]", "", plain).translate(LATIN)
    return re.sub(r"(.)\1", r"\1", letters.replace("h", "").replace("j", "g"))


@cache
def frequencies() -> dict[str, float]:
    """Frequencies of normalized words: those of all spellings that the normalizer makes alike, summed."""
    table: dict[str, float] = defaultdict(float)
    for word, value in get_frequency_dict("ar", wordlist="large").items():
        table[norm(word)] += value
    return table


def zipf(word: str) -> float:
    """Frequency of a normalized word on the Zipf scale (3: once in a million words), 0 for an unknown one."""
    value = frequencies().get(word, 0.0)
    return math.log10(value) + 9 if value else 0.0


def joined(key: str) -> str:
    """The key of a single word, its first letter put back where the tokenizer took it for a particle."""
    return key.replace(" ", "")


def plausible(name: str, latin: Iterable[str]) -> bool:
    """Whether an Arabic name sounds like one of the Latin ones: alternate names hold strays ("that is enough"
    for Datta Khel)."""
    mine = skeleton(name)
    return any(SequenceMatcher(None, mine, other).ratio() >= 0.6 for other in {skeleton(n) for n in latin} if other)


def arabic_names(record: dict[str, Any]) -> list[str]:
    """The Arabic ones among a place's alternate names, the best known first; none that begins with a noun for a
    kind of place."""
    latin = [record["name"], *(n for n in record["alternatenames"] if n.isascii())]
    names: dict[str, tuple[float, str]] = {}
    for raw in record["alternatenames"]:
        name = re.sub("[\u064b-\u0652\u0670ـ\u200c]", "", raw.translate(PERSIAN)).strip()
        if not ARABIC.fullmatch(name) or len(name) < 2 or norm(name.split()[0]) in HEADS or not plausible(name, latin):
            continue
        key = key_of(name)
        score = min(zipf(word) for word in key.split(" "))
        score += 0.5 * (name == raw.strip()) + 0.25 * any(c in name for c in "ةأإآى")
        if key not in names or score > names[key][0]:
            names[key] = (score, name)
    return [name for _, name in sorted(names.values(), key=lambda item: (-item[0], item[1]))]


@cache
def curated_contexts() -> dict[str, str]:
    rules: dict[str, str] = {}
    for row in lexicon.load("places_common_words"):
        for name in lexicon.forms(row["names"]):
            rules.setdefault(key_of(name) if " " in name else joined(key_of(name)), row["rule"])
    return rules


@cache
def given_names() -> frozenset[str]:
    return frozenset(norm(row["form"]) for row in lexicon.load("given_names"))


def context_of(name: str, population: int, near: bool = True) -> str:
    """What a place's name asks for: the curated rule, else by how common a word it is, how large and how near the
    place.

    name: an Arabic name. population: of the place. near: whether it lies in the Arab world or beside it; the small
    towns of
    the rest of the world bear names that are surnames more often (هندرسون, Henderson).
    """
    key = key_of(name) if " " in name else joined(key_of(name))
    rule = curated_contexts().get(key)
    if rule:
        return rule
    words = key.split(" ")
    if len(words) > 1:
        return "weak" if words[0] in NAMELIKE or min(map(len, words)) < 2 else "free"
    frequency = zipf(key)
    if len(key) < 3 or key in given_names() or frequency >= 3.6:
        return "strong"
    short = len(key.removeprefix("ال")) < 4
    if frequency < 3.3 and not short and population >= (100_000 if near else 500_000):
        return "free"
    if near and not short and (frequency < 1.5 or (frequency < 2.0 and population >= 10_000)):
        return "free"
    return "strong" if frequency >= 3.2 and population < 100_000 else "weak"


def curated(name: str, rule: str) -> str:
    """The common words' rule for a name, else the one given."""
    return curated_contexts().get(key_of(name) if " " in name else joined(key_of(name)), rule).replace("drop", "strong")


def tempered(name: str, rule: str) -> str:
    """The table's rule for a name, unless the name is so common a word that it asks for more context."""
    key = joined(key_of(name))
    if key in curated_contexts() or " " in name or rule != "free" or zipf(key) < 3.3:
        return curated(name, rule)
    return "weak" if zipf(key) < 3.8 else "strong"


def slug(english: str) -> str:
    return re.sub("[^a-z0-9]+", "-", english.lower()).strip("-")
