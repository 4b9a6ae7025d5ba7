"""How good the answers are on the demo library, where the truth is known."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.evaluation import Label, Quality
from musicsim.domain.model.track import TrackStatus
from tests.support.web_site import copied


@pytest.fixture(scope="module")
async def app(
    demo_folder: Path, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory, anyio_backend: str
) -> AsyncIterator[Application]:
    """The application, having listened to the whole demo library."""
    data = copied(prepared_data, tmp_path_factory.mktemp("quality") / "data")
    settings = Settings(library=str(demo_folder), data=data, processes=2)
    async with open_application(settings) as application:
        yield application


@pytest.fixture(scope="module")
async def quality(app: Application, demo_folder: Path, anyio_backend: str) -> Quality:
    truth = json.loads((demo_folder / "truth.json").read_text())
    return await app.evaluate_similarity([(one, other) for one, other, _ in truth["duplicates"]])


async def test_everything_is_listened_to(app: Application) -> None:
    page = await app.search_tracks(TrackQuery(limit=500))
    assert len(page.items) == 88
    assert {track.status for track in page.items} == {TrackStatus.ANALYSED}


async def test_style_is_found_across_artists_better_than_by_the_baselines(quality: Quality) -> None:
    precision = {method: measured[Label.STYLE].precision[3] for method, measured in quality.retrieval.items()}
    assert set(precision) == {"musicnn-msd@1", "mfcc@1", "random"}
    assert precision["musicnn-msd@1"] >= 0.8
    assert precision["musicnn-msd@1"] > precision["mfcc@1"] > precision["random"]


async def test_every_near_duplicate_is_found_and_none_is_false(quality: Quality) -> None:
    assert quality.duplicates is not None
    assert quality.duplicates.expected == quality.duplicates.found == 8
    assert (list(quality.duplicates.missed), list(quality.duplicates.false)) == ([], [])


async def test_a_copy_is_grouped_with_its_original_in_an_answer(app: Application, demo_folder: Path) -> None:
    original, copy, _ = json.loads((demo_folder / "truth.json").read_text())["duplicates"][0]
    tracks = {track.key: track for track in (await app.search_tracks(TrackQuery(limit=500))).items}
    answer = await app.find_similar(tracks[original].id)
    assert copy in [track.key for track in answer.copies]
    assert copy not in [hit.track.key for hit in answer.hits]
