"""``gazetteer_ruler``: the names of the gazetteer in a Doc, as entities with their ids; dates too."""

# Annotations are not postponed here: spaCy reads those of ``initialize`` to check the config's settings.

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import srsly
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from marsad.components.extractor import Extractor, Scorer
from marsad.components.state import passage
from marsad.dates import find_dates
from marsad.gazetteer import Entry, Gazetteer, load_gazetteer

NAMES = ("GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "WEAPON")
DATE = "DATE"
PLACES = ("GPE", "LOC")
LABELS = (*NAMES, DATE)
ADDED = "marsad_gazetteer"
Overwrite = Literal["none", "covered", "all"]


def _record(span: Span) -> dict[str, Any] | None:
    added: dict[str, dict[str, Any]] = span.doc.user_data.get(ADDED, {})
    if span.id_ in added:
        return added[span.id_]
    entry = load_gazetteer().get(span.id_ or span.kb_id_)
    return entry.to_dict() if entry else None


if not Span.has_extension("gazetteer"):
    Span.set_extension("gazetteer", getter=_record)


class GazetteerRuler(Extractor):
    """Adds the gazetteer's names to ``doc.ents``, with ``id_`` and ``kb_id_``; ``ent._.gazetteer`` is the record.

    nlp (Language): the pipeline.
    name (str): the component's name in it.
    overwrite (str): what becomes of the entities that are there. ``none``: they stay, names that overlap them are left
        out. ``covered``: a name replaces those that lie inside it, and yields to those that reach beyond it, unless they
        are the same name stretched.
        ``all``: it replaces whatever it overlaps. An entity that stays and has a name's span gets the name's id.
    labels (Sequence[str]): the labels to set (DATE: by the grammar of ``marsad.dates``, without an id).
    scorer (Optional[Scorer]): scores examples; None for none.

    Names are matched on the text, so that any tokenizer will do: where its tokens join what the name leaves out (stock
    ``ar`` keeps و, "and", on the word) the entity is the whole token.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "gazetteer_ruler",
        *,
        overwrite: Overwrite = "covered",
        labels: Sequence[str] = LABELS,
        scorer: Scorer | None = None,
    ) -> None:
        super().__init__(nlp, name, settings={}, scorer=scorer)
        self._load({"overwrite": overwrite, "labels": list(labels)})
        self.clear()

    def _load(self, settings: dict[str, Any]) -> None:
        if settings["overwrite"] not in ("none", "covered", "all"):
            raise ValueError(f"{self.name}: overwrite is none, covered or all, not {settings['overwrite']!r}")
        unknown = sorted(set(settings["labels"]) - set(LABELS))
        if unknown:
            raise ValueError(f"{self.name}: it sets no {', '.join(unknown)}; labels are {', '.join(LABELS)}")
        self.settings = settings

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.settings["labels"])

    @property
    def entries(self) -> list[Entry]:
        """The entries that were added to the packaged ones."""
        return list(self._added.values())

    def clear(self) -> None:
        """Forget the entries that were added."""
        self._added: dict[str, Entry] = {}
        self._gazetteer = load_gazetteer()

    def add_entries(self, entries: Iterable[dict[str, Any]]) -> None:
        """Add entries to the packaged ones; where they bear the same name, the added entry is found.

        entries (Iterable[dict]): ``id``, ``label`` and ``name``, further fields as in ``marsad.gazetteer.Entry``.
        RAISES: ValueError for an entry without one of these, or with a label the ruler does not set.
        """
        new = []
        for data in entries:
            missing = [key for key in ("id", "label", "name") if not data.get(key)]
            if missing:
                raise ValueError(f"{self.name}: an entry has no {', '.join(missing)}: {data}")
            if data["label"] not in NAMES:
                raise ValueError(
                    f"{self.name}: label {data['label']!r} of {data['id']!r} is not one of {', '.join(NAMES)}"
                )
            new.append(Entry.from_dict(data))
        if new and not self._added:
            self._gazetteer = Gazetteer.load()
        self._gazetteer.add(new)
        self._added.update((entry.id, entry) for entry in new)

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]] | None = None,
        *,
        nlp: Language | None = None,
        entries: Sequence[dict[str, Any]] | str | Path | None = None,
    ) -> None:
        """Set the added entries, from a list or a JSONL file (``[initialize.components.gazetteer_ruler] entries``)."""
        self.clear()
        if isinstance(entries, str | Path):
            entries = list(srsly.read_jsonl(entries))
        self.add_entries(entries or ())

    def annotate(self, doc: Doc) -> None:
        found: list[Span] = []
        for start, end, label, entry in self._names(doc.text):
            id = entry.id if entry else ""
            span = doc.char_span(start, end, label=label, kb_id=id, span_id=id, alignment_mode="expand")
            if span is None or (found and span.start < found[-1].end):
                continue
            found.append(span)
            if id in self._added:
                doc.user_data.setdefault(ADDED, {})[id] = self._added[id].to_dict()
        doc.set_ents(merge(doc.ents, found, self.settings["overwrite"]))

    def _names(self, text: str) -> list[tuple[int, int, str, Entry | None]]:
        """Names and dates in order, without overlaps: where both claim a word, the longer has it, else the name."""
        words = passage(text)
        claims: list[tuple[int, int, str, Entry | None]] = [
            (m.i, m.j, m.entry.label, m.entry) for m in self._gazetteer.match(words.norms, words.proclitic)
        ]
        if DATE in self.settings["labels"]:
            claims += [(m.i, m.j, DATE, None) for m in find_dates(words)]
        kept: list[tuple[int, int, str, Entry | None]] = []
        for claim in sorted((c for c in claims if c[2] in self.settings["labels"]), key=lambda c: (c[0], -c[1])):
            if kept and claim[0] < kept[-1][1]:
                if claim[1] - claim[0] <= kept[-1][1] - kept[-1][0]:
                    continue
                kept.pop()
            kept.append(claim)
        return [(words.starts[i], words.ends[j - 1], label, entry) for i, j, label, entry in kept]

    def _fields(self) -> list[dict[str, Any]]:
        return [entry.to_dict() for entry in self.entries]

    def _restore(self, entries: Iterable[dict[str, Any]]) -> None:
        self.clear()
        self.add_entries(entries)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        fields = {"cfg": lambda: srsly.json_dumps(self.settings), "entries": lambda: srsly.json_dumps(self._fields())}
        return util.to_bytes(fields, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        fields = {
            "cfg": lambda value: self._load(srsly.json_loads(value)),
            "entries": lambda value: self._restore(srsly.json_loads(value)),
        }
        util.from_bytes(data, fields, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        fields = {
            "cfg": lambda target: srsly.write_json(target, self.settings),
            "entries.jsonl": lambda target: srsly.write_jsonl(target, self._fields()),
        }
        util.to_disk(path, fields, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        fields = {
            "cfg": lambda source: self._load(srsly.read_json(source)),
            "entries.jsonl": lambda source: self._restore(srsly.read_jsonl(source)),
        }
        util.from_disk(path, fields, exclude)
        return self


def merge(there: Sequence[Span], found: Sequence[Span], overwrite: Overwrite) -> list[Span]:
    """The entities that stay and the names that are set, by ``overwrite``; neither sequence overlaps in itself."""
    at = {token: name for name in found for token in range(name.start, name.end)}
    over = [list(dict.fromkeys(at[token] for token in range(ent.start, ent.end) if token in at)) for ent in there]
    refused: set[Span] = set()
    for ent, names in zip(there, over, strict=True):
        beyond = any(name.start > ent.start or name.end < ent.end for name in names)
        if overwrite == "none" or (overwrite == "covered" and beyond and not _stretched(ent, names)):
            refused.update(names)
    ents = [name for name in found if name not in refused]
    for ent, names in zip(there, over, strict=True):
        if refused.issuperset(names):
            ents.append(_with_id(ent, names))
    return sorted(ents)


def _stretched(ent: Span, names: Sequence[Span]) -> bool:
    """Whether an entity is a known one that a recognizer stretched, so that the known one stands.

    A date by the grammar (أمس ٣, "yesterday 3"); a place with the words after it (حلب شمالا, "Aleppo in the north"); a body
    with the noun before it (حركة حماس, "the Hamas movement").
    """
    if len(names) != 1:
        return bool(names) and ent.label_ == DATE == names[0].label_
    (name,) = names
    if ent.label_ in PLACES:
        return name.label_ in PLACES and name.start == ent.start
    return ent.label == name.label and (ent.label_ == DATE or (name.start == ent.start + 1 and name.end == ent.end))


def _with_id(ent: Span, names: Sequence[Span]) -> Span:
    for name in names:
        if (name.start, name.end, name.label) == (ent.start, ent.end, ent.label):
            return name
    return ent


@Language.factory(
    "gazetteer_ruler",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "overwrite": "covered",
        "labels": list(LABELS),
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
    default_score_weights={"ents_f": None, "ents_p": None, "ents_r": None, "ents_per_type": None},
)
def make_gazetteer_ruler(
    nlp: Language, name: str, overwrite: Overwrite, labels: list[str], scorer: Scorer | None
) -> GazetteerRuler:
    return GazetteerRuler(nlp, name, overwrite=overwrite, labels=labels, scorer=scorer)
