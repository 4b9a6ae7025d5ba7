"""The fields and indexes of a space's collection. Asked for once pymilvus, which takes seconds, is imported."""

from typing import TYPE_CHECKING

from musicsim.adapters.milvus.rows import (
    ID,
    LARGEST_SET,
    LONGEST_ID,
    LONGEST_OF_SET,
    LONGEST_PLACE,
    LONGEST_TEXT,
    NUMBERS,
    PART,
    PLACE,
    SETS,
    TEXTS,
    VECTOR,
)

if TYPE_CHECKING:
    from pymilvus import CollectionSchema
    from pymilvus.milvus_client.index import IndexParams

_GRAPH = {"M": 16, "efConstruction": 200}
_FILTERED = (ID, "key", "folder", *SETS, *NUMBERS)  # artists and albums are only excluded, which leaves most rows


def schema(dimension: int, *, embedded: bool) -> "CollectionSchema":
    from pymilvus import DataType, MilvusClient

    made = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    made.add_field(PLACE, DataType.VARCHAR, is_primary=True, max_length=LONGEST_PLACE)
    made.add_field(ID, DataType.VARCHAR, max_length=LONGEST_ID)
    made.add_field(PART, DataType.INT32)
    made.add_field(VECTOR, DataType.FLOAT_VECTOR, dim=dimension)
    for name in TEXTS:
        made.add_field(name, DataType.VARCHAR, max_length=LONGEST_TEXT)
    text = {"element_type": DataType.VARCHAR, "max_capacity": LARGEST_SET, "max_length": LONGEST_OF_SET}
    for name in SETS:
        if embedded:
            made.add_field(name, DataType.VARCHAR, max_length=LONGEST_TEXT)
        else:
            made.add_field(name, DataType.ARRAY, **text)
    for name in NUMBERS:
        made.add_field(name, DataType.DOUBLE)
    return made


def indexes(*, embedded: bool) -> "dict[str, IndexParams]":
    """Field → index. Lite's graphs do not reach every row when many are alike, so it goes without any."""
    if embedded:
        return {VECTOR: _index(VECTOR, index_type="FLAT", metric_type="COSINE")}
    scalars = {field: _index(field, index_type="") for field in _FILTERED}  # of the server's choice
    return {VECTOR: _index(VECTOR, index_type="HNSW", metric_type="COSINE", params=_GRAPH), **scalars}


def _index(field: str, **options: object) -> "IndexParams":
    from pymilvus import MilvusClient

    index = MilvusClient.prepare_index_params()
    index.add_index(field, **options)
    return index
