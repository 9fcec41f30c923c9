"""What the steps of the grammar hand to one another: a statement by word indices, before its content's end is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.statements.conjugation import Agreement
from marsad.statements.reading import Span

ANY = Agreement()


@dataclass(slots=True, eq=False)
class Statement:
    """A statement in the making.

    cue, source: words. clause: first word of the clause that it stands in (its subject where that goes before the verb).
    start: first word of the content, None where the content goes before the cue. contents: what was found. prefix: a
    quotation before the cue that the one after it goes on from. agreement: what the verb or pronoun shows of the speaker.
    nested: it is part of the clause around it (a relative clause, a noun) and does not end the content of another.
    relayed_by: the statement that hands this one on. shares: takes its contents from the statement that it relays.
    through: its content goes over other statements to the end of the sentence. likely: the type of a
    source of whom no word tells it, by what is said (who claims an attack is an armed group).
    """

    cue: Span
    stance: str
    rule: str
    source: Span | None = None
    clause: int = 0
    start: int | None = None
    sign: str = ""
    contents: list[Span] = field(default_factory=list)
    prefix: Span | None = None
    agreement: Agreement = ANY
    nested: bool = False
    participle: bool = False
    through: bool = False
    relayed_by: Statement | None = None
    shares: Statement | None = None
    likely: str = ""
    kind: str = "indirect"
    type: str = ""
    name: str | None = None
    parent: Statement | None = None
    implied: bool = True
