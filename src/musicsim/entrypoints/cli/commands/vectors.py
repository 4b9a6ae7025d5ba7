"""`musicsim vectors`: what the vector stores hold, and copying from one to another."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from musicsim.domain.errors import Invalid, NotFound
from musicsim.entrypoints.cli.exits import Exit
from musicsim.entrypoints.cli.meter import metering
from musicsim.entrypoints.cli.options import AsJson, DataFolder
from musicsim.entrypoints.cli.session import Session

if TYPE_CHECKING:
    from musicsim.domain.model.vector_copy import CopyProgress
    from musicsim.ports.vector_index import VectorIndex

vectors = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Look at the vector stores, and copy them.")

Store = Literal["usearch", "qdrant", "milvus", "pgvector"]
"""The stores that keep what is written to them."""

OneStore = Annotated[Store | None, typer.Option(help="The store that is meant; by default the one in use.")]


@vectors.command("list")
def list_spaces(
    context: typer.Context,
    store: OneStore = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List a store's spaces, how much each holds, and which aliases lead to it."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job() -> Exit:
        from musicsim.entrypoints.cli.vector_report import report_spaces

        settings = session.settings
        async with session.world.open_vector_index(settings, store or settings.vector_index) as index:
            counts = {space: await index.count(space) for space in await index.spaces()}
            report_spaces(session.output, counts, await index.aliases())
        return Exit.OK

    session.run_plain(job)


@vectors.command()
def drop(
    context: typer.Context,
    space: Annotated[str, typer.Argument(help="The space's name, as the list has it.")],
    store: OneStore = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Remove a space that no longer answers, with all its vectors."""
    session = Session.of(context, as_json=as_json, data=data)

    async def job() -> Exit:
        settings = session.settings
        async with session.world.open_vector_index(settings, store or settings.vector_index) as index:
            found = next((one for one in await index.spaces() if one.name == space), None)
            if found is None:
                raise NotFound.of("space", space)
            await index.drop(found)
        if session.output.as_json:
            session.output.document({"dropped": space})
        return Exit.OK

    session.run_plain(job)


@vectors.command()
def copy(
    context: typer.Context,
    source: Annotated[Store, typer.Option("--from", help="The store to copy.")],
    target: Annotated[Store, typer.Option("--to", help="The store to copy to.")],
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy all vectors from one store to another, and verify the copy.

    The settings say where each store is. It can be interrupted: the next copy goes on where this one stopped. Set
    MUSICSIM_VECTOR_INDEX to the new store afterwards.
    """
    session = Session.of(context, as_json=as_json, data=data)

    async def job() -> Exit:
        if source == target:
            raise Invalid("A store cannot be copied to itself.", "to")
        opened = session.world.open_vector_index
        async with opened(session.settings, source) as ours, opened(session.settings, target) as theirs:
            return await _copy(session, ours, theirs)

    session.run_plain(job)


async def _copy(session: Session, source: "VectorIndex", target: "VectorIndex") -> Exit:
    from musicsim.domain.use_cases.copy_vectors import CopyVectors
    from musicsim.entrypoints.cli.vector_report import report_copy

    with metering(session.output) as meter:

        def show(now: "CopyProgress") -> None:
            meter.show(now.phase.capitalize(), now.done, now.total, now.space.name)

        done = await CopyVectors(source=source, target=target)(show)
    report_copy(session.output, done)
    return Exit.OK if done.verified else Exit.UNHEALTHY
