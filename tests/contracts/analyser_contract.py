"""What every analyser promises."""

import re
from abc import ABC, abstractmethod
from pathlib import Path

import numpy as np
import pytest
from anyio import create_task_group

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.audio import InlineAudio, LocalAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.rules.recognition import recognised
from musicsim.ports.analyser import Analyser
from tests.support.melodies import excerpt_file, melody_file
from tests.support.samples import same_analysis
from tests.support.sounds import silence, tone, wav

RATE = 16_000
VERSIONED = re.compile(r"[a-z0-9-]+@\d+")


def sound(pitch: float = 440.0, seconds: float = 4.0, level: float = 0.5) -> InlineAudio:
    return InlineAudio(wav(tone(pitch, seconds, level, RATE), RATE))


def cosine(one: Analysis, other: Analysis, space: str) -> float:
    a, b = one.embedding(space), other.embedding(space)
    assert a is not None
    assert b is not None
    return float(a.vector @ b.vector)


class AnalyserContract(ABC):
    @pytest.fixture
    @abstractmethod
    def analyser(self) -> Analyser:
        """The analyser under test."""

    async def test_spaces_are_named_and_versioned(self, analyser: Analyser) -> None:
        names = [space.name for space in analyser.spaces]
        assert names
        assert len(set(names)) == len(names)
        assert all(VERSIONED.fullmatch(name) for name in names)
        assert analyser.concurrency >= 1

    async def test_every_space_gets_a_unit_vector_in_the_order_of_spaces(self, analyser: Analyser) -> None:
        analysis = await analyser.analyse(sound())
        assert [e.space for e in analysis.embeddings] == [space.name for space in analyser.spaces]
        for embedding, space in zip(analysis.embeddings, analyser.spaces, strict=True):
            assert embedding.vector.dtype == np.float32
            assert embedding.vector.shape == (space.dimension,)
            assert np.linalg.norm(embedding.vector) == pytest.approx(1, abs=1e-5)

    async def test_every_part_names_its_model(self, analyser: Analyser) -> None:
        heard = await analyser.analyse(sound())
        parts = [heard.tempo, heard.key, heard.loudness, heard.tags, heard.highlight]
        assert all(VERSIONED.fullmatch(part.model) for part in parts if part is not None)
        assert heard.duration == pytest.approx(4.0, abs=0.05)
        assert all(0 <= p <= 1 for p in (heard.tags.probabilities.values() if heard.tags else ()))

    async def test_the_same_bytes_give_the_same_answer_wherever_they_are(
        self, analyser: Analyser, tmp_path: Path
    ) -> None:
        inline = sound(330)
        path = tmp_path / "misleading.txt"
        path.write_bytes(inline.data)
        first = await analyser.analyse(inline)
        assert same_analysis(first, await analyser.analyse(inline))
        assert same_analysis(first, await analyser.analyse(LocalAudio(path)))

    async def test_what_sounds_alike_is_near(self, analyser: Analyser) -> None:
        space = analyser.spaces[0].name
        low = await analyser.analyse(sound(110))
        quiet = await analyser.analyse(sound(110, level=0.125))
        high = await analyser.analyse(sound(3000))
        assert cosine(low, quiet, space) > 0.97
        assert cosine(low, high, space) < cosine(low, quiet, space)

    async def test_silence_is_no_failure(self, analyser: Analyser) -> None:
        heard = await analyser.analyse(InlineAudio(wav(silence(5, RATE), RATE)))
        assert heard.silent
        assert heard.duration == pytest.approx(5, abs=0.05)
        assert (heard.tempo, heard.key, heard.tags, heard.highlight) == (None, None, None, None)

    @pytest.mark.parametrize("count", [2, 3, 100, 5000])
    async def test_the_shortest_audio_is_answered(self, analyser: Analyser, count: int) -> None:
        samples = np.resize([0.5, -0.5, 0.25], count)
        heard = await analyser.analyse(InlineAudio(wav(samples, RATE)))
        assert len(heard.embeddings) == len(analyser.spaces)
        assert heard.duration == pytest.approx(count / RATE, abs=0.001)
        drawn = await analyser.waveform(InlineAudio(wav(samples, RATE)), 50)
        assert len(drawn.peaks) == 50

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", FailureReason.EMPTY),
            (wav(np.zeros(0), RATE), FailureReason.EMPTY),
            (b"Dear diary, today I listened to nothing at all.\n" * 50, FailureReason.NOT_AUDIO),
            (np.random.default_rng(1).bytes(30_000), FailureReason.NOT_AUDIO),
        ],
        ids=["no bytes", "no samples", "text", "random bytes"],
    )
    async def test_what_cannot_be_heard_says_why(
        self, analyser: Analyser, tmp_path: Path, data: bytes, reason: FailureReason
    ) -> None:
        path = tmp_path / "lies.mp3"
        path.write_bytes(data)
        for source in (InlineAudio(data), LocalAudio(path)):
            for listen in (analyser.analyse, analyser.waveform):
                with pytest.raises(UnreadableAudio) as raised:
                    await listen(source)
                assert raised.value.failure.reason is reason

    async def test_what_is_not_there_or_no_file_says_so(self, analyser: Analyser, tmp_path: Path) -> None:
        for path, reason in ((tmp_path / "gone.mp3", FailureReason.VANISHED), (tmp_path, FailureReason.UNREADABLE)):
            with pytest.raises(UnreadableAudio) as raised:
                await analyser.analyse(LocalAudio(path))
            assert raised.value.failure.reason is reason

    async def test_a_waveform_shows_where_it_is_loud(self, analyser: Analyser) -> None:
        parts = [silence(1, RATE), tone(440, 1, 0.5, RATE), silence(1, RATE), tone(440, 1, 1.0, RATE)]
        drawn = await analyser.waveform(InlineAudio(wav(np.concatenate(parts), RATE)), 40)
        assert drawn.peaks.dtype == np.uint8
        assert drawn.peaks.shape == (40,)
        assert drawn.peaks[:9].max() == 0
        assert drawn.peaks[11:19] == pytest.approx(128, abs=2)
        assert drawn.peaks[31:] == pytest.approx(255, abs=2)
        assert VERSIONED.fullmatch(drawn.model)

    async def test_a_waveform_has_800_points_unless_told_otherwise(self, analyser: Analyser) -> None:
        assert len((await analyser.waveform(sound())).peaks) == 800

    async def test_more_calls_than_it_serves_at_once_wait(self, analyser: Analyser) -> None:
        heard: dict[int, Analysis] = {}

        async def listen(number: int) -> None:
            heard[number] = await analyser.analyse(sound(200 + 100 * (number % 3)))

        async with create_task_group() as group:
            for number in range(3 * analyser.concurrency):
                group.start_soon(listen, number)
        assert len(heard) == 3 * analyser.concurrency
        assert same_analysis(heard[0], heard[3])

    async def test_an_excerpt_lies_in_the_whole_that_it_is_of(self, analyser: Analyser) -> None:
        whole = await analyser.segments(InlineAudio(melody_file(1, 20.0)))
        assert VERSIONED.fullmatch(analyser.print_model)
        assert {whole.whole.model, whole.stretch.model} == {analyser.print_model}
        excerpt = await analyser.excerpt(InlineAudio(excerpt_file(1, 6.5, 8.0)))
        assert excerpt.analysis.duration == pytest.approx(8, abs=0.05)
        assert [each.space for each in excerpt.analysis.embeddings] == [space.name for space in analyser.spaces]
        found = recognised(excerpt.prints, whole.whole)
        assert found is not None
        assert found.position == pytest.approx(6.5, abs=0.1)
        other = await analyser.segments(InlineAudio(melody_file(2, 20.0)))
        assert recognised(excerpt.prints, other.whole) is None

    async def test_listening_takes_the_fingerprint_of_a_stretch(self, analyser: Analyser) -> None:
        heard = await analyser.analyse(InlineAudio(melody_file(1, 12.0)))
        assert heard.fingerprint is not None
        assert heard.fingerprint.model == analyser.print_model
        assert 0 < len(heard.fingerprint.data) <= 2048

    async def test_no_more_than_a_minute_of_an_excerpt_is_heard(self, analyser: Analyser) -> None:
        excerpt = await analyser.excerpt(InlineAudio(wav(tone(440, 61, 0.5, RATE), RATE)))
        assert excerpt.analysis.duration == pytest.approx(60, abs=0.05)

    async def test_what_is_no_excerpt_says_why(self, analyser: Analyser) -> None:
        for listen in (analyser.excerpt, analyser.segments):
            with pytest.raises(UnreadableAudio) as raised:
                await listen(InlineAudio(b"Dear diary, today I listened to nothing at all.\n" * 50))
            assert raised.value.failure.reason is FailureReason.NOT_AUDIO
        silent = await analyser.excerpt(InlineAudio(wav(silence(6, RATE), RATE)))
        assert silent.analysis.silent
