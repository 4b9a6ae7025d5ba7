"""The application on each vector index that the settings can name."""

from pathlib import Path

import pytest

from musicsim.bootstrap import open_application
from musicsim.config import Settings, VectorIndexKind
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.browse import TrackQuery
from musicsim.entrypoints.worker.worker import Worker
from tests.unit.use_cases.library import tone


@pytest.mark.parametrize("kind", ["usearch", "qdrant", "milvus", "memory"])
async def test_a_library_is_scanned_and_asked_about_on(one_loop: None, kind: VectorIndexKind, tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    for pitch in (220, 330, 440):
        (music / f"{pitch}.wav").write_bytes(tone(pitch, seconds=4.0))
    settings = Settings(library=str(music), data=tmp_path / "data", vector_index=kind, processes=1)
    async with open_application(settings) as app:
        worker = Worker(app, trace_waveforms=False)
        await worker.scan()
        assert await worker.drain()
        assert [finding for finding in await app.diagnose() if not finding.healthy] == []
    async with open_application(settings) as app:
        await app.reconcile_index(mend=True, quick=True)  # as every start does: an index in memory begins empty
        await app.index_tracks()
        [seed, *_] = (await app.search_tracks(TrackQuery())).items
        answer = await app.find_similar(seed.id)
        assert len(answer.hits) + len(answer.copies) == 2


async def test_a_data_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="MUSICSIM_DATA"):
        async with open_application(Settings(data=tmp_path / "file" / "data")):
            pass
