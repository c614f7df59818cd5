"""Invents parts of agreements and documents about them for the random walk."""

import random
from collections.abc import Sequence
from datetime import date

from ozgdesk.commands.text_proposals import plan_text
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.incoming_text import IncomingComment, IncomingPart, IncomingText, TextPlan
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic


def some_part(dice: random.Random, words: Sequence[str], stem: str, levels: int = 2) -> Part:
    """A part with at most so many levels below it; only itself may have the stem."""
    return Part(
        kind=dice.choice(list(ClauseKind)),
        heading=dice.choice(words),
        text=dice.choice(words),
        children=tuple(
            some_part(dice, words, "", levels - 1) for _ in range(dice.randint(0, 2) if levels else 0)
        ),
        topic=dice.choice(list(ClauseTopic)),
        stem=stem,
    )


def some_text_plan(
    dice: random.Random, words: Sequence[str], snapshot: Snapshot, today: date, version: AgreementVersion
) -> TextPlan:
    """A document about a version in which some parts are gone, reworded, new or at another place."""
    parts: list[IncomingPart] = []
    for node in outline(snapshot, version.id).nodes:
        row, fate = node.clause, dice.random()
        if fate < 0.1:
            continue
        text = dice.choice(words) if fate < 0.2 else row.text
        parts.append(IncomingPart(row.kind, row.stem, row.heading, text))
        if fate > 0.95:
            parts.append(IncomingPart(dice.choice([None, *ClauseKind]), "", "", dice.choice(words)))
    if len(parts) > 1 and dice.random() < 0.3:
        parts.insert(dice.randrange(len(parts)), parts.pop(dice.randrange(len(parts))))
    place = dice.randrange(len(parts)) if parts and dice.random() < 0.7 else None
    comments = (IncomingComment("Kämmerei", today, dice.choice(words), place),)
    document = IncomingText("Entwurf.docx", version.id, parts=tuple(parts), comments=comments)
    return plan_text(View(snapshot, today), document, version_id=version.id)
