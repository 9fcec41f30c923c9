"""Let a coverage-guided fuzzer look for texts that the grammars fail on. Needs ``atheris``, which the project does not.

    python scripts/fuzz.py --seconds 600 --findings build/fuzz

Every text is read as numbers, casualties and statements, and what is found is checked; the fuzzer stops at the first
failure, prints it and leaves the text in ``--findings``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import atheris
import typer

with atheris.instrument_imports(include=["marsad.quantity", "marsad.casualties", "marsad.statements", "marsad.text"]):
    from marsad.casualties import find_casualties
    from marsad.quantity import find_amounts, find_ordinals, parse_number, parse_ordinal
    from marsad.statements import find_attributions
    from marsad.text import Passage

SENTENCES = (
    "قتل ثلاثة أطفال وأصيب ما لا يقل عن ثمانية أشخاص، بينهم امرأتان، بحسب ما أعلن مصدر طبي.",
    "قال المحافظ «إن 35 شخصاً قتلوا، بينهم 12 طفلاً». وأضاف: أن العشرات تحت الأنقاض.",
    "لم يصب أحد، تقول الممرضة زهراء، ونفت الوزارة وقوع ضحايا (بين 15 و20).",
    "ارتفعت حصيلة القتلى إلى ٦١ قتيلاً، وفق ما نقلت وكالة «سانا» عن الوزير قوله إن 8 منهم أطفال.",
    "مئتان وخمسة وثلاثون ألفاً و1.200 من أصل 3,5 ملايين؛ نحو 2-3 آلاف نازح، أي 40٪ منهم.",
    "خطف مسلحون ستة سائقين وقتلوهم. واتهم النائب علي حمد الحكومة. يخشى أن يرتفع العدد إلى الضعف.",
)
WORDS = (
    "قتل أصيب قال أعلن أن إن بينهم منهم من عن على في إلى و ف ب ل أكثر أقل نحو بين مئة ألف مليون ثلاثة عشر "
    "عشرون أحد عشرات قتيل قتلى جرحى مدنيين طفلا نساء جندي حصيلة ارتفعت بحسب وفق نفى لم دون أي كل « » ( ) : ، . 3 ٢٥ 1.000 % - /"
)


def spans_in(value: Any) -> list[dict[str, Any]]:
    """Everything in a record that has offsets."""
    if isinstance(value, list):
        return [span for item in value for span in spans_in(item)]
    if not isinstance(value, dict):
        return []
    inner = [span for item in value.values() for span in spans_in(item)]
    return [value, *inner] if {"start", "end", "text"} <= value.keys() else inner


def read(data: bytes) -> None:
    """Read one text in every way; raises where a record is not what it says."""
    text = data.decode("utf-8", errors="surrogatepass" if data[:1] == b"\0" else "replace")
    passage = Passage.of(text)
    casualties, attributions = find_casualties(passage), find_attributions(passage)
    for record in (*find_amounts(passage), *find_ordinals(passage), *casualties, *attributions):
        for span in spans_in(record.to_dict()):
            assert 0 <= span["start"] < span["end"] <= len(text), span
            assert span["text"] == text[span["start"] : span["end"]], span
    ids = {casualty.id for casualty in casualties} | {attribution.id for attribution in attributions}
    for figure in casualties:
        assert figure.low is None or figure.high is None or figure.low <= figure.high, figure
        assert figure.part_of is None or figure.part_of in ids - {figure.id}, figure
    for statement in attributions:
        assert statement.parent is None or statement.parent in ids - {statement.id}, statement
        assert statement.contents, statement
    for parse in (parse_number, parse_ordinal):
        try:
            parse(text)
        except ValueError:
            continue  # what it raises for what is no number


def try_one(data: bytes) -> None:
    """One text of the fuzzer; bytes that are no text are passed over."""
    try:
        read(data)
    except UnicodeDecodeError:
        return


def main(
    seconds: Annotated[int, typer.Option(help="How long to look")] = 600,
    findings: Annotated[Path, typer.Option(help="Folder for the corpus and for what fails")] = Path("build/fuzz"),
) -> None:
    """Look for failures for some time."""
    corpus = findings / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, sentence in enumerate(SENTENCES):
        (corpus / f"own-{number}").write_text(sentence, encoding="utf-8")
    dictionary = findings / "words.dict"
    lines = ("".join(f"\\x{byte:02x}" for byte in f"{word} ".encode()) for word in WORDS.split())
    dictionary.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
    for sentence in SENTENCES:
        try_one(sentence.encode())  # loads the lexicons, which takes longer than any text
    flags = [f"-max_total_time={seconds}", f"-dict={dictionary}", f"-artifact_prefix={findings}/", "-max_len=600"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    typer.run(main)
