"""Measure the number reader: published test sets and the round trip through two independent spellers.

The published sets (Duckling's and Recognizers-Text's Arabic rows) lie beside the repository and are not part of it; the
rows refused are named by their line, one reason each. num2words and ICU (``pyicu-wheels``) are test-only dependencies;
what is absent is left out by name.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from marsad.quantity import Amount, find_amounts, parse_number, parse_ordinal

ALL_BELOW = 10_000
SAMPLE = 10_000
MOST = 10_000_000
SEED = 20140210

# Lines of recognizers_ar_number_words.tsv whose value is not that of the words.
WORD_ROWS_REFUSED = {
    10: "a subtraction and a division of two numbers, translated word by word; the value is neither",
    11: "a value of another sign than the words, and 95 hundred fifths are 1,900",
    40: "95 hundred fifths are 1,900, not 19,000",
    72: "as line 10",
    75: "minus 130 fifths are -26; the value is that of a fraction over 35",
}
# Lines of recognizers_ar_number.tsv (number ranges) that are wrong or ask for what is no amount.
RANGE_ROWS_REFUSED = {
    422: "the lower bound is an ordinal (the tenth)",
    424: "both bounds are ordinals",
    436: "an age",
    437: "an age",
    440: "a half typed backwards (2/1)",
    446: "a word that is no bound (ادنى without من)",
    490: "a year read as a divisor",
    492: "a year read as a divisor",
    527: "an age",
    528: "'more than 500' given as closed: at least 500",
    570: "the sign '<' given as 'more than'",
    578: "a year read as a divisor",
}
_INTERVAL = re.compile(r"([\[(])([^,]*),([^,]*)([\])])")
_OBLIQUE = re.compile(r"(?<=\S)(?<!ملي)(?<!تريلي)(?<!بلي)(ون|ان)(?=\s|$)")


def evaluate(shared: Path) -> dict[str, Any]:
    """All measurements of the number reader.

    shared: the folder of the measuring material.
    RETURNS: shares with their counts, the rows missed, the rows refused with the reason.
    """
    data = shared / "data"
    sets: dict[str, Any] = {}
    if (data / "duckling_ar_numeral.tsv").exists():
        rows = list(_rows(data / "duckling_ar_numeral.tsv"))
        for name, label in (("duckling_msa", "AR"), ("duckling_egyptian", "AR_EG")):
            sets[name] = _values([row for row in rows if row[1]["set"] == label], "input", parse_number, {})
        sets["duckling_ordinals"] = _values(list(_rows(data / "duckling_ar_ordinal.tsv")), "input", parse_ordinal, {})
        words = list(_rows(data / "recognizers_ar_number_words.tsv"))
        sets["recognizers_words"] = _values(words, "span_text", parse_number, WORD_ROWS_REFUSED)
        sets["recognizers_ranges"] = _ranges(data / "recognizers_ar_number.tsv")
    return {"sets": sets, "round_trip": round_trip()}


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file, delimiter="\t"), start=2)


def _values(
    rows: list[tuple[int, dict[str, str]]], column: str, parse: Callable[[str], float], refused: dict[int, str]
) -> dict[str, Any]:
    missed = []
    total = 0
    for line, row in rows:
        if line in refused:
            continue
        total += 1
        found = _parsed(row[column], parse)
        if found is None or abs(found - float(row["value"])) > 1e-9 * max(1.0, abs(found)):
            missed.append({"line": line, "text": row[column], "value": row["value"], "read": found})
    return _share(total, missed, refused)


def _parsed(text: str, parse: Callable[[str], float]) -> float | None:
    try:
        return parse(text)
    except ValueError:
        return None


def _share(total: int, missed: list[dict[str, Any]], refused: dict[int, str]) -> dict[str, Any]:
    right = total - len(missed)
    share = round(right / total, 4) if total else None
    return {"right": right, "of": total, "share": share, "missed": missed, "refused": refused}


def _ranges(path: Path) -> dict[str, Any]:
    missed = []
    total = 0
    for line, row in _rows(path):
        interval = _INTERVAL.fullmatch(row["value"])
        if row["model"] != "NumberRangeModel" or interval is None or line in RANGE_ROWS_REFUSED:
            continue
        total += 1
        found = find_amounts(row["input"], nouns=False)
        if not any(_fits(amount, interval) for amount in found):
            read = [amount.text for amount in found]
            missed.append({"line": line, "text": row["input"], "value": row["value"], "read": read})
    return _share(total, missed, RANGE_ROWS_REFUSED)


def _fits(amount: Amount, interval: re.Match[str]) -> bool:
    """Whether low, high and the open or closed end of a one-sided amount are those of the interval."""
    low, high = (float(end) if end else None for end in interval.group(2, 3))
    if (amount.low, amount.high) != (low, high):
        return False
    opened = {"more_than": interval[1] == "(", "at_least": interval[1] == "["}
    closed = {"less_than": interval[4] == ")", "at_most": interval[4] == "]"}
    return (opened | closed).get(amount.qualifier, True)


def numbers() -> list[int]:
    """All below ten thousand, and a sample to ten million."""
    drawn = random.Random(SEED)
    return [*range(ALL_BELOW), *(drawn.randint(ALL_BELOW, MOST) for _ in range(SAMPLE)), MOST]


def oblique(text: str) -> str:
    """A nominative spelling in the accusative and genitive: عشرون gives عشرين, مئتان gives مئتين, اثنا gives اثني."""
    return _OBLIQUE.sub("ين", text).replace("اثنا ", "اثني ").replace("إثنا ", "إثني ").replace("نتا ", "نتي ")


def spellers() -> dict[str, Callable[[int], str]]:
    """What spells numbers here, by name: num2words, and ICU's spell-out rules in their genders."""
    found: dict[str, Callable[[int], str]] = {}
    try:
        num2words = import_module("num2words").num2words
        found["num2words"] = lambda n: str(num2words(n, lang="ar"))
    except ImportError:
        pass
    try:
        icu = import_module("icu")
        rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("ar"))
        for gender in ("masculine", "feminine"):
            found[f"icu_{gender}"] = lambda n, name=f"%spellout-cardinal-{gender}": str(rules.format(n, name))  # type: ignore[misc]
    except ImportError:
        pass
    return found


def round_trip() -> dict[str, Any]:
    """Numbers spelled by others and read back, in the nominative and the oblique; every failure listed."""
    results: dict[str, Any] = {}
    for name, spell in spellers().items():
        for case, turn in (("nominative", str), ("oblique", oblique)):
            missed = []
            for number in numbers():
                text = turn(spell(number))
                if (read := _parsed(text, parse_number)) != number:
                    missed.append({"number": number, "text": text, "read": read})
            results[f"{name}_{case}"] = _share(len(numbers()), missed, {})
    return results


if __name__ == "__main__":
    print(json.dumps(evaluate(Path("../shared")), ensure_ascii=False, indent=2))
