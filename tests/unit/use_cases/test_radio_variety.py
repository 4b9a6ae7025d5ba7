"""Radio: albums keep their distance, and no recording comes twice."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.radio import RadioOptions
from tests.support.heard import a_print
from tests.support.samples import DAY, an_analysis, track_id
from tests.support.station import SPACE, Station

BOX, OTHERS = 130, 8
"""More of one album than there are candidates, nearer than anything else."""


def near(vector: np.ndarray, noise: float, seed: int) -> np.ndarray:
    other = vector + noise * np.random.default_rng(seed).standard_normal(len(vector))
    return (other / np.linalg.norm(other)).astype(np.float32)


async def of_the_box(station: Station, count: int, gap: int) -> list[bool]:
    """Of each play, whether it is from the one album."""
    session = await station.start(RadioOptions(artist_gap=2, album_gap=gap))
    turn = await station.turn(session, count=count)
    return [one.track.metadata.album == "Box" for one in turn.tracks]


async def shelf(*, compilation: bool) -> Station:
    station = Station()
    for number in range(BOX):
        artist = f"guest {number}" if compilation else "many"
        vector = near(station.vectors[0], 0.15, number)
        await station.add(number, artist, vector, album="Box", album_artist="Various" if compilation else "")
    for number in range(OTHERS):
        await station.add(BOX + number, f"other {number}", station.vectors[1 + number])
    return station


@pytest.mark.parametrize("compilation", [False, True])
async def test_an_album_keeps_its_distance_though_nothing_else_is_as_near(compilation: bool):
    found = await of_the_box(await shelf(compilation=compilation), 9, 6)
    places = [place for place, is_of_it in enumerate(found) if is_of_it]
    assert len(places) > 1
    assert all(later - sooner == 7 for sooner, later in itertools.pairwise(places))


async def test_where_there_is_nothing_else_it_comes_anyway():
    station = Station()
    for number in range(5):
        await station.add(number, "many", station.vectors[number], album="Box")
    assert await of_the_box(station, 10, 6) == [True] * 5


async def a_copy(station: Station, cosine: float, fingerprint: Fingerprint | None) -> None:
    """Of the first track, as another file with that fingerprint, both of the same tempo, key and length."""
    first, other = station.vectors[0], station.vectors[1]
    across = other - (other @ first) * first
    vector = cosine * first + np.sqrt(1 - cosine**2) * across / np.linalg.norm(across)
    prints = {0: a_print(0), 100: fingerprint}
    for number, at in ((0, first), (100, vector)):
        track = await station.add(number, f"artist {number}", at.astype(np.float32), duration=200.0)
        await station.analyses.save(track, replace(an_analysis(0), duration=200.0), DAY)
        if (known := prints[number]) is not None:
            await station.segments.save_print(track, known)


@pytest.mark.parametrize(
    ("cosine", "fingerprint", "is_copy"),
    [
        (0.999, None, True),
        (0.98, None, True),  # as tempo and key agree
        (0.96, None, False),
        (0.9, a_print(0), True),
        (0.999, a_print(1), False),  # another take of it
    ],
)
async def test_another_file_of_what_was_played_is_passed_over(
    cosine: float, fingerprint: Fingerprint | None, is_copy: bool
):
    station = Station()
    for number in range(1, 4):
        await station.add(number, f"artist {number}", station.vectors[10 + number])
    await a_copy(station, cosine, fingerprint)
    found = await station.all(await station.start())
    assert len(found) == (4 if is_copy else 5)
    assert len({track_id(0), track_id(100)} & set(found)) == (1 if is_copy else 2)


async def test_where_its_analysis_is_gone_the_vectors_tell():
    station = Station()
    await a_copy(station, 0.999, None)
    station.database.rows[track_id(0)].analysis = None
    assert len(await station.index.vectors(SPACE, ["t00000", "t00100"])) == 2
    assert len(await station.all(await station.start())) == 1
