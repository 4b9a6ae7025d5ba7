"""Which of a server's collections are spaces, and which of its aliases lead to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from musicsim.adapters.milvus.calls import Calls
from musicsim.adapters.milvus.connection import NO_SUCH_COLLECTION
from musicsim.adapters.milvus.rows import VECTOR, alias_name, alias_of, collection_name, is_outdated, space_of
from musicsim.domain.model.vectors import Space


async def described(client: Calls, name: str) -> Mapping[str, Any] | None:
    """What Milvus says of a collection, or of the one that an alias of that name leads to; None when there is none."""
    from pymilvus import MilvusException

    try:
        told: Mapping[str, Any] = await client.describe_collection(name)
    except MilvusException as fault:
        if fault.code == NO_SUCH_COLLECTION:
            return None
        raise
    return told


def dimension_of(told: Mapping[str, Any]) -> int:
    """The dimension of a collection's vectors."""
    return next(int(field["params"]["dim"]) for field in told["fields"] if field["name"] == VECTOR)


async def spaces(client: Calls) -> list[Space]:
    """The spaces that exist, by name."""
    return sorted((space for space, _ in await _ours(client)), key=lambda space: space.name)


async def aliases(client: Calls) -> Mapping[str, Space]:
    """Every alias of ours, with the space that it leads to. Not all servers list them, but each collection its own."""
    found = [(space, await _aliases(client, collection)) for space, collection in await _ours(client)]
    return {alias: space for space, aliases in found for alias in aliases}


async def answering(client: Calls, alias: str) -> Space | None:
    """The space that an alias leads to."""
    told = await described(client, alias_name(alias))
    name = None if told is None else space_of(told["collection_name"])
    return None if told is None or name is None else Space(name, dimension_of(told))


async def answers(client: Calls, space: Space) -> bool:
    """Whether an alias of ours leads to a space."""
    collection = collection_name(space.name)
    return await described(client, collection) is not None and bool(await _aliases(client, collection))


async def lead(client: Calls, alias: str, space: Space) -> None:
    """Let an alias lead to a space, at once where it led elsewhere."""
    name, collection = alias_name(alias), collection_name(space.name)
    if await described(client, name) is None:
        await client.create_alias(collection, name)
    else:
        await client.alter_alias(collection, name)


async def sweep(client: Calls) -> None:
    """Drop what was made when fields were arranged otherwise, and nothing leads to any more."""
    for collection in await client.list_collections():
        if is_outdated(collection) and not await _names(client, collection):
            await client.drop_collection(collection)


async def _ours(client: Calls) -> list[tuple[Space, str]]:
    """Each space, with its collection; those that are dropped meanwhile are left out."""
    found = []
    for collection in await client.list_collections():
        name = space_of(collection)
        if name is not None and (told := await described(client, collection)) is not None:
            found.append((Space(name, dimension_of(told)), collection))
    return found


async def _aliases(client: Calls, collection: str) -> list[str]:
    """Ours among a collection's aliases."""
    return [alias for name in await _names(client, collection) if (alias := alias_of(name)) is not None]


async def _names(client: Calls, collection: str) -> Sequence[str]:
    """The names of a collection's aliases, which the two clients give in two shapes."""
    told = await client.list_aliases(collection)
    names: Sequence[str] = told["aliases"] if isinstance(told, Mapping) else told
    return names
