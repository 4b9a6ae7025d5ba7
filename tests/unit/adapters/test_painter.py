"""Covers painted here: the same for the same music, alike for music that is alike."""

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from musicsim.adapters.painter.colour import oklch, palette_of
from musicsim.adapters.painter.feel import MOTIFS, feel_of
from musicsim.adapters.painter.generator import PaintingGenerator
from musicsim.adapters.painter.painting import painted
from musicsim.adapters.painter.parameters import POINTS, CoverParameters, parameters_of
from musicsim.domain.model.analysis import Analysis, Embedding, KeyEstimate, Loudness, Tags, Tempo, Waveform
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.painting import Painting
from tests.contracts.artwork_generator_contract import ArtworkGeneratorContract
from tests.support.externals import an_order
from tests.support.samples import SILENCE, a_vector, a_waveform, an_analysis
from tests.support.strategies import analyses

WIDE = 212


def music(vector: np.ndarray, tags: dict[str, float] | None = None, bpm: float = 120, lufs: float = -13) -> Analysis:
    return Analysis(
        duration=200,
        embeddings=(Embedding("musicnn-msd@1", vector),),
        tempo=Tempo(bpm, 0.9, "t"),
        key=KeyEstimate(MusicalKey(9, Mode.MINOR), 0.9, "k"),
        loudness=Loudness(lufs, "l"),
        tags=Tags(tags or {}, "m"),
    )


class TestPaintingGenerator(ArtworkGeneratorContract):
    @pytest.fixture
    def generator(self) -> PaintingGenerator:
        return PaintingGenerator()

    async def test_what_is_ordered_is_painted(self, generator: PaintingGenerator):
        made = await generator.generate(an_order(edge=200))
        assert isinstance(made, Painting)
        with Pillow.open(io.BytesIO(made.image.data)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (200, 200))
        assert (made.provenance.provider, made.provenance.cost) == ("painter", 0.0)

    async def test_it_paints_the_same_again(self, generator: PaintingGenerator):
        made, again, other = [await generator.generate(an_order(seed=seed)) for seed in (1, 1, 2)]
        assert made == again != other

    async def test_the_prompt_decides_nothing(self, generator: PaintingGenerator):
        assert await generator.generate(an_order(prompt="a")) == await generator.generate(an_order(prompt="b"))

    @pytest.mark.parametrize(("ordered", "edge"), [(1, 64), (1_000_000, 1024)])
    async def test_sizes_have_bounds(self, generator: PaintingGenerator, ordered: int, edge: int):
        made = await generator.generate(an_order(edge=ordered))
        assert isinstance(made, Painting)
        assert made.image.width == edge

    async def test_silence_has_a_cover(self, generator: PaintingGenerator):
        made = await generator.generate(replace(an_order(), analysis=SILENCE, waveform=None))
        assert isinstance(made, Painting)


@settings(max_examples=40)
@given(analyses(), st.none() | st.binary(max_size=900))
def test_whatever_was_heard_gives_parameters_within_bounds(analysis: Analysis, peaks: bytes | None) -> None:
    waveform = None if peaks is None else Waveform(np.frombuffer(peaks, np.uint8), "w")
    look = parameters_of(analysis, waveform)
    numbers = [look.chroma, look.light, look.contrast, look.density, look.motion, look.rough]
    assert all(0 <= number <= 1 for number in [*numbers, *look.outline, *look.accidents, *look.motifs])
    assert look.motifs.sum() == pytest.approx(1)
    assert look.outline.shape == (POINTS,)
    assert 0 <= look.hue < 360
    assert np.isfinite(look.vector).all()
    assert look.distance(look) == 0


@settings(max_examples=40)
@given(st.integers(0, 999), st.integers(0, 999))
def test_distance_is_a_distance(one: int, other: int) -> None:
    first, second = (parameters_of(an_analysis(seed), a_waveform(seed % 50)) for seed in (one, other))
    assert first.distance(second) == second.distance(first) >= 0
    third = parameters_of(an_analysis(5))
    assert first.distance(second) <= first.distance(third) + third.distance(second) + 1e-9


def test_the_nearer_the_music_the_more_alike_the_covers() -> None:
    """From one sound to another in steps: each step further away, the cover differs more."""
    nearer = []
    for seed in range(20):
        start, end = a_vector(seed, WIDE), a_vector(seed + 100, WIDE)
        ways = [start + part * (end - start) for part in (0.0, 0.1, 0.3, 0.6, 1.0)]
        looks = [parameters_of(music(way / np.linalg.norm(way))) for way in ways]
        distances = [looks[0].distance(look) for look in looks]
        nearer.append(distances == sorted(distances))
    assert sum(nearer) >= 18


@pytest.mark.parametrize(
    ("tags", "motif"),
    [
        ({"ambient": 0.6}, "horizon"),
        ({"house": 0.5, "dance": 0.4}, "rings"),
        ({"metal": 0.7, "heavy metal": 0.4}, "shards"),
        ({"jazz": 0.6}, "paper"),
        ({"folk": 0.6, "acoustic": 0.4}, "contours"),
        ({"electro": 0.5, "80s": 0.3}, "mosaic"),
        ({"instrumental": 0.6, "progressive rock": 0.3}, "ridges"),
        ({"hip-hop": 0.6}, "bars"),
    ],
)
def test_each_motif_suits_some_music_and_can_be_painted(tags: dict[str, float], motif: str) -> None:
    level = -8.0 if motif == "shards" else -13.0
    look = parameters_of(music(0.2 * a_vector(3, WIDE), tags, lufs=level))
    assert look.motif == motif
    first, second = pixels_of(painted(look, "album", 128)), pixels_of(painted(look, "album 2", 128))
    assert first.std() > 12  # something is to be seen
    assert 20 < first.mean() < 235
    coarse = (first - second).reshape(16, 8, 16, 8, 3).mean(axis=(1, 3))  # grain makes no other picture
    assert np.abs(coarse).mean() > 3


def pixels_of(picture: bytes) -> np.ndarray:
    with Pillow.open(io.BytesIO(picture)) as image:
        return np.asarray(image, float)


def test_every_tag_means_something() -> None:
    for motif in MOTIFS:
        assert feel_of({}).suits[MOTIFS.index(motif)] == 0
    assert feel_of({"metal": 0.6}).lively == feel_of({"metal": 0.6}).dark == 1
    assert feel_of({"ambient": 0.6}).lively == -1
    assert feel_of({"unheard of": 0.9}).hue == 0


def test_fast_and_loud_music_is_denser_and_in_higher_contrast() -> None:
    calm, wild = (parameters_of(music(a_vector(1, WIDE), {}, bpm, lufs)) for bpm, lufs in ((70, -24), (170, -8)))
    assert wild.density > calm.density
    assert wild.contrast > calm.contrast
    assert wild.chroma > calm.chroma


def test_minor_is_darker_and_a_fifth_away_is_near() -> None:
    plain = music(a_vector(1, WIDE))
    keys = [MusicalKey.from_camelot(code) for code in ("8A", "8B", "9A", "2A")]
    minor, major, fifth, far = (parameters_of(replace(plain, key=KeyEstimate(key, 1.0, "k"))) for key in keys)
    assert minor.light < major.light
    assert turned(minor, fifth) < turned(minor, far)


def turned(one: CoverParameters, other: CoverParameters) -> float:
    return abs((one.hue - other.hue + 180) % 360 - 180)


def test_the_waveform_is_seen() -> None:
    plain = music(a_vector(1, WIDE))
    rising, falling = (Waveform(peaks.astype(np.uint8), "w") for peaks in (np.arange(256), np.arange(256)[::-1]))
    up, down = parameters_of(plain, rising), parameters_of(plain, falling)
    assert up.outline[-1] > up.outline[0]
    assert down.outline[-1] < down.outline[0]
    assert painted(up, "a", 64) != painted(down, "a", 64)


@given(st.floats(0, 1), st.floats(0, 0.37), st.floats(-720, 720))
def test_colours_can_be_shown(light: float, chroma: float, hue: float) -> None:
    colour = oklch(light, chroma, hue)
    assert colour.shape == (3,)
    assert (colour >= 0).all()
    assert (colour <= 1).all()


def test_grey_is_grey() -> None:
    assert oklch(0.5, 0, 123) == pytest.approx(oklch(0.5, 0, 10), abs=1e-4)
    assert oklch(1.0, 0, 0) == pytest.approx(np.ones(3), abs=2e-3)


def test_a_palette_goes_from_dark_to_light() -> None:
    for seed in range(12):
        colours = palette_of(parameters_of(an_analysis(seed)))
        means = [float(colours.shade(at).mean()) for at in (0, 0.25, 0.5, 0.75, 1)]
        assert means == sorted(means)
        assert colours.ink.mean() < colours.paper.mean()
