"""Which of a server's collections are spaces, and which of its aliases lead to them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from musicsim.adapters.milvus.connection import TIMEOUT
from musicsim.adapters.milvus.rows import VECTOR, alias_name, alias_of, collection_name, space_of
from musicsim.domain.model.vectors import Space

if TYPE_CHECKING:
    from pymilvus import MilvusClient


def spaces(client: "MilvusClient") -> list[Space]:
    """The spaces that exist, by name."""
    told = {name: space_of(name) for name in client.list_collections(timeout=TIMEOUT)}
    ours = {space: name for name, space in told.items() if space is not None}
    return [Space(space, dimension_of(client, name)) for space, name in sorted(ours.items())]


def dimension_of(client: "MilvusClient", collection: str) -> int:
    """The dimension of a collection's vectors."""
    fields = client.describe_collection(collection, timeout=TIMEOUT)["fields"]
    return next(int(field["params"]["dim"]) for field in fields if field["name"] == VECTOR)


def aliases(client: "MilvusClient") -> Mapping[str, Space]:
    """Every alias of ours, with the space that it leads to."""
    found = {}
    for name in client.list_aliases(timeout=TIMEOUT)["aliases"]:
        collection = client.describe_alias(name, timeout=TIMEOUT)["collection_name"]
        alias, space = alias_of(name), space_of(collection)
        if alias is not None and space is not None:
            found[alias] = Space(space, dimension_of(client, collection))
    return found


def lead(client: "MilvusClient", alias: str, space: Space) -> None:
    """Let an alias lead to a space, at once where it led elsewhere."""
    name, collection = alias_name(alias), collection_name(space.name)
    if alias in aliases(client):
        client.alter_alias(collection, name, timeout=TIMEOUT)
    else:
        client.create_alias(collection, name, timeout=TIMEOUT)
