"""Claims: each casualty with the innermost source that states it and the chain above, its place, date and cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Literal

from marsad.circumstances import Entity, circumstances, covering
from marsad.records import Attribution, Casualty, Claim, Figure
from marsad.text import Passage

# How ACLED's codebook ("Reported fatalities") values what a report leaves vague: "several" or a plural 10, "dozens" 12,
# "hundreds" 100. It names no value for larger magnitudes. Keys are our low bounds.
ACLED = {3: 10, 20: 12, 200: 100}


def chain(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """The attribution and those that relay it, innermost first."""
    links = {attribution.id: attribution}
    while (parent := by_id.get(attribution.parent or "")) is not None and parent.id not in links:
        links[parent.id] = attribution = parent
    return list(links.values())


def stating(casualties: Sequence[Casualty], attributions: Sequence[Attribution]) -> list[list[Attribution]]:
    """For each casualty the attribution that states it and those that relay it; an empty list where nobody does.

    The innermost content that holds the casualty decides: the narrowest, of equal ones the one that is relayed.
    """
    by_id = {attribution.id: attribution for attribution in attributions}
    chains: dict[str, list[Attribution]] = {}  # of those that are asked for: all of them can be as long as the text
    contents = [
        (content.start, content.end, attribution.id) for attribution in attributions for content in attribution.contents
    ]
    held = covering([(start, end) for start, end, _ in contents], [casualty.start for casualty in casualties])
    stated = []
    for casualty, indices in zip(casualties, held, strict=True):
        around = [contents[i] for i in sorted(indices) if contents[i][1] >= casualty.end]
        width = min((end - start for start, end, _ in around), default=0)
        narrowest = [id for start, end, id in around if end - start == width]
        for id in narrowest:
            if id not in chains:
                chains[id] = chain(by_id[id], by_id)
        stated.append(max((chains[id] for id in narrowest), key=len, default=[]))
    return stated


def estimate(casualty: Casualty, vague: Literal["as_reported", "acled"]) -> int | None:
    """The figure to count with: the one named; for a range its low end; for a vague amount what the policy says."""
    if casualty.qualifier == "vague":
        return ACLED.get(casualty.low or 0) if vague == "acled" else None
    return casualty.value if casualty.value is not None else casualty.low


def join(
    passage: Passage,
    casualties: Sequence[Casualty],
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    *,
    date: str | None = None,
    vague: Literal["as_reported", "acled"] = "as_reported",
) -> list[Claim]:
    """One claim per casualty, in the same order.

    date: the document's date (ISO 8601), for relative dates.
    vague: how ``estimate`` values a vague amount: ``as_reported`` not at all, ``acled`` as ACLED's coders do.
    """
    claims = []
    stated = stating(casualties, attributions)
    around = circumstances(passage, casualties, attributions, entities, date)
    for number, (casualty, links, circumstance) in enumerate(zip(casualties, stated, around, strict=True), start=1):
        speaker = links[0] if links else None
        figure: dict[str, Any] = {item.name: getattr(casualty, item.name) for item in fields(Figure)}
        claims.append(
            Claim(
                **figure | {"id": f"k{number}", "attribution": speaker.id if speaker else None},
                casualty=casualty.id,
                source_name=speaker.source_name if speaker else None,
                source_type=speaker.source_type if speaker else None,
                stance=speaker.stance if speaker else None,
                estimate=estimate(casualty, vague),
                chain=[link.id for link in links],
                place=circumstance.place,
                date=circumstance.date,
                cause=circumstance.cause,
                sentence=circumstance.sentence,
            )
        )
    return claims
