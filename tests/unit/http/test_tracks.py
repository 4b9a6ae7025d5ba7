"""Lists and facts of tracks."""

from datetime import UTC, datetime

import numpy as np
import pytest

from musicsim.adapters.memory.analyses import MemoryAnalyses
from musicsim.domain.model.analysis import Analysis, Embedding, Highlight, KeyEstimate, Loudness, Tags, Tempo
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.musical_key import MusicalKey
from tests.unit.http.conftest import Client, Served
from tests.unit.use_cases.library import SILENCE, tone

NOW = datetime(2026, 1, 1, tzinfo=UTC)

FOUND = Analysis(
    duration=180.0,
    embeddings=(Embedding("memory@1", np.ones(24, np.float32) / np.sqrt(np.float32(24))),),
    tempo=Tempo(124.02, 0.9, "beats@1"),
    key=KeyEstimate(MusicalKey.from_camelot("8A"), 0.7, "key@1"),
    loudness=Loudness(-9.34, "bs1770@1"),
    tags=Tags({"rock": 0.8, "female vocal": 0.1}, "musicnn@1"),
    highlight=Highlight(40.0, 30.0, "highlight@1"),
)


async def test_a_list_goes_on_behind_its_cursor(served: Served, client: Client) -> None:
    await served.fill(**{f"song{i}": tone(200 + 20 * i) for i in range(5)})
    seen, cursor = [], None
    while True:
        page = (
            await client.get("/api/v1/tracks", params={"limit": 2, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen += [track["title"] for track in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert seen == [f"song{i}" for i in range(5)]


async def test_words_states_and_folders_narrow_a_list(served: Served, client: Client) -> None:
    await served.fill(Élan__Été=tone(300), Other__Song=tone(400), Other__Quiet=SILENCE)

    async def titles(**params: str | list[str]) -> list[str]:
        return [track["title"] for track in (await client.get("/api/v1/tracks", params=params)).json()["items"]]

    assert await titles(q="elan ETE") == ["Été"]
    assert await titles(folder="Other") == ["Quiet", "Song"]
    assert await titles(status="silent") == ["Quiet"]
    assert await titles(status=["silent", "analysed"], sort="title") == ["Été", "Quiet", "Song"]
    assert await titles(q="nothing") == []


async def test_a_track_shows_what_was_found_but_not_its_embedding(served: Served, client: Client) -> None:
    track = await served.one()
    await MemoryAnalyses(served.library.database).save(track, FOUND, NOW)
    answer = await client.get(f"/api/v1/tracks/{track.id}")
    shown = answer.json()
    assert shown["analysis"]["key"] == {"name": "A minor", "camelot": "8A", "confidence": 0.7, "model": "key@1"}
    assert shown["analysis"]["tags"]["items"][0] == {"name": "rock", "probability": 0.8}
    assert shown["analysis"]["loudness"]["lufs"] == -9.34
    assert shown["analysis"]["spaces"] == ["memory@1"]
    assert (shown["bpm"], shown["camelot"]) == (124.0, "8A")
    assert "vector" not in answer.text
    listed = (await client.get("/api/v1/tracks")).json()["items"][0]
    assert listed == {name: value for name, value in shown.items() if name != "analysis"}
    assert listed["added_at"].endswith("Z")


async def test_a_failed_track_says_why(served: Served, client: Client) -> None:
    track = await served.one()
    await MemoryAnalyses(served.library.database).fail(track, Failure(FailureReason.DAMAGED, "bad header"), NOW)
    shown = (await client.get(f"/api/v1/tracks/{track.id}")).json()
    assert shown["status"] == "failed"
    assert shown["failure"] == {"reason": "damaged", "detail": "bad header"}
    assert shown["analysis"] is None


async def test_a_waveform_is_drawn_and_then_known(served: Served, client: Client) -> None:
    track = await served.one()
    answer = await client.get(f"/api/v1/tracks/{track.id}/waveform")
    peaks = answer.json()["peaks"]
    assert len(peaks) == 800
    assert 120 <= max(peaks) <= 130
    again = await client.get(f"/api/v1/tracks/{track.id}/waveform", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize("rest", ["", "/waveform", "/similar", "/stream"])
async def test_unknown_tracks_are_not_found(client: Client, rest: str) -> None:
    answer = await client.get(f"/api/v1/tracks/nobody{rest}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


async def test_what_cannot_be_decoded_has_no_waveform(served: Served, client: Client) -> None:
    track = await served.one()
    served.library.analyser.fails_with = FailureReason.DAMAGED
    answer = await client.get(f"/api/v1/tracks/{track.id}/waveform")
    assert (answer.status_code, answer.json()["title"]) == (409, "The present state does not allow it")
