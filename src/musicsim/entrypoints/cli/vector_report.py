"""What vector stores hold and what a copy came to, in words."""

from collections.abc import Mapping

from musicsim.domain.model.vector_copy import AGREEING, SpaceCopy, VectorCopy
from musicsim.domain.model.vectors import Space
from musicsim.entrypoints.cli.output import Grid, Output
from musicsim.entrypoints.cli.text import count, plural


def report_spaces(output: Output, counts: Mapping[Space, int], aliases: Mapping[str, Space]) -> None:
    """The spaces of a store with the number of their entries, and the aliases that lead to each."""
    names = {space: sorted(alias for alias, led in aliases.items() if led == space) for space in counts}
    if output.as_json:
        spaces = [
            {"name": space.name, "dimension": space.dimension, "entries": entries, "aliases": names[space]}
            for space, entries in counts.items()
        ]
        output.document({"spaces": spaces})
        return
    rows = [
        (space.name, str(space.dimension), count(entries), ", ".join(names[space])) for space, entries in counts.items()
    ]
    columns = ("space", "dimension", "entries", "aliases")
    output.grid(Grid(columns=columns, rows=rows, right=frozenset({"dimension", "entries"})))
    if not rows:
        output.note("There are no spaces yet.")


def report_copy(output: Output, done: VectorCopy) -> None:
    """What was copied, and whether it was verified."""
    if output.as_json:
        output.document(_document(done))
        return
    rows = [
        (one.space.name, count(one.entries), count(one.written), count(one.removed), _outcome(one))
        for one in done.spaces
    ]
    columns = ("space", "entries", "written", "removed", "verified")
    right = frozenset({"entries", "written", "removed"})
    output.grid(Grid(columns=columns, rows=rows, right=right, wide=frozenset({"verified"})))
    for alias, space in sorted(done.aliases.items()):
        output.line(f"{alias!r} leads to {space.name}.")
    for alias in done.held_back:
        output.note(f"{alias!r} was not switched: the space that it leads to was not verified.")
    if not rows:
        output.note("There was nothing to copy: the store has no spaces. Is it the one that is meant?")
    if not done.verified:
        output.note("The copy was not verified. Run it again; writing to the store meanwhile makes it differ.")


def _outcome(one: SpaceCopy) -> str:
    wrong = []
    if one.entries != one.target_entries:
        wrong.append(f"{count(one.target_entries)} entries instead of {count(one.entries)}")
    if one.differing:
        wrong.append(f"{plural(one.differing, 'id')} not the same")
    if one.agreement < AGREEING:
        wrong.append(f"only {one.agreement:.0%} of the neighbours in common")
    return "NO: " + ", ".join(wrong) if wrong else "yes"


def _document(done: VectorCopy) -> dict[str, object]:
    spaces = [
        {
            "name": one.space.name,
            "dimension": one.space.dimension,
            "entries": one.entries,
            "target_entries": one.target_entries,
            "written": one.written,
            "removed": one.removed,
            "differing": one.differing,
            "agreement": one.agreement,
            "verified": one.verified,
        }
        for one in done.spaces
    ]
    aliases = {alias: space.name for alias, space in done.aliases.items()}
    return {"verified": done.verified, "spaces": spaces, "aliases": aliases, "held_back": list(done.held_back)}
