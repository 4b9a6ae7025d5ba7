"""Maps of libraries that there are not."""

import numpy as np

from musicsim.domain.model.layout import Faithfulness
from musicsim.domain.model.library_map import LibraryMap, MapCluster, MapColumns, Region
from tests.support.samples import DAY


def some_columns(count: int, seed: int = 0, clusters: int = 3) -> MapColumns:
    rng = np.random.default_rng(seed)
    shorts = {name: rng.integers(0, 65_536, count).astype(np.uint16) for name in ("x", "y", "year")}
    small = {name: rng.integers(0, 256, count).astype(np.uint8) for name in ("genre", "mood", "tempo", "key")}
    return MapColumns(
        ids=np.array([f"t{number:05d}" for number in range(count)], dtype=np.bytes_),
        cluster=rng.integers(0, clusters + 1, count).astype(np.uint16),
        typicality=rng.integers(250, 256, count).astype(np.uint8),
        **shorts,
        **small,
    )


def a_map(columns: MapColumns, clusters: list[MapCluster] = [], regions: list[Region] = []) -> LibraryMap:  # noqa: B006
    return LibraryMap(
        version="v1",
        made_at=DAY,
        space="test@1",
        laid_out=len(columns),
        begun=len(columns),
        faithfulness=Faithfulness(0.9, 0.8),
        columns=columns,
        genres=("Jazz", "été"),
        moods=("sad",),
        clusters=tuple(clusters),
        regions=tuple(regions),
    )
