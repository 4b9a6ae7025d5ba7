"""Words of tracks: which of several are shown."""

from collections.abc import Mapping

import pytest

from musicsim.adapters.memory.side_files import MemorySideFiles
from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.lyrics import Lyrics, LyricsSource
from tests.unit.use_cases.library import Library, tone

TONE = tone(440)


@pytest.fixture
def library() -> Library:
    return Library()


def beside(library: Library) -> MemorySideFiles:
    files = library.ports.side_files
    assert isinstance(files, MemorySideFiles)
    return files


async def show(library: Library, files: Mapping[str, bytes], *embedded: str) -> Lyrics:
    library.store.put("A/a.b.wav", TONE)
    library.tags.texts[InlineAudio(TONE)] = list(embedded)
    beside(library).files |= files
    await library.scan()
    return await library.app.listening.show_lyrics((await library.tracks())["A/a.b.wav"].id)


@pytest.mark.parametrize(
    ("files", "embedded", "text", "source"),
    [
        ({"A/a.b.lrc": b"[00:01]file"}, ["[00:01]tags"], "file", LyricsSource.FILE),
        ({"A/a.b.LRC": b"[00:01]file"}, [], "file", LyricsSource.FILE),
        ({"A/a.b.txt": b"file"}, ["[00:01]tags"], "tags", LyricsSource.TAGS),
        ({"A/a.b.lrc": b"plain"}, ["plain", "[00:01]tags"], "tags", LyricsSource.TAGS),
        ({"A/a.b.txt": b"file"}, ["tags"], "file", LyricsSource.FILE),
        ({"A/a.b.txt": b"text", "A/a.b.lrc": b"no times"}, [], "no times", LyricsSource.FILE),
        ({"A/a.b.lrc": b"[ar:Nobody]", "A/a.lrc": b"[00:01]another"}, ["tags"], "tags", LyricsSource.TAGS),
        ({"A/a.b.x.lrc": b"[00:01]another", "a.b.lrc": b"[00:01]another"}, ["tags"], "tags", LyricsSource.TAGS),
        ({"A/a.b.lrc": bytes(1_000_001)}, ["tags"], "tags", LyricsSource.TAGS),
    ],
)
async def test_times_before_none_and_a_file_before_tags(
    library: Library, files: Mapping[str, bytes], embedded: list[str], text: str, source: LyricsSource
):
    lyrics = await show(library, files, *embedded)
    assert (lyrics.lines[0].text, lyrics.source) == (text, source)
    assert lyrics.synced == (lyrics.lines[0].time is not None)


async def test_none_at_all(library: Library):
    with pytest.raises(NotFound, match="no words"):
        await show(library, {}, "", "\n[ar:x]\n")
    with pytest.raises(NotFound, match="no track"):
        await library.app.listening.show_lyrics(TrackId("nothing"))


async def test_a_file_that_cannot_be_opened_may_have_words_beside_it(library: Library):
    library.store.deny("A/a.b.wav", FailureReason.UNREADABLE)
    assert (await show(library, {"A/a.b.lrc": b"la"})).lines[0].text == "la"


async def test_an_outage_is_no_absence(library: Library):
    beside(library).reachable = False
    with pytest.raises(Unavailable):
        await show(library, {})
