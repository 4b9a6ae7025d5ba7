"""The whole demo library as people get it."""

import json
from collections import Counter

import numpy as np
import pytest
import soundfile
from tinytag import TinyTag

from musicsim.adapters.demo.library import SynthesisedDemoLibrary, every_key

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def tags(demo_folder):
    return {key: TinyTag.get(demo_folder / key) for key in every_key()}


@pytest.fixture(scope="session")
def truth(demo_folder):
    return json.loads((demo_folder / "truth.json").read_text("utf-8"))


def test_there_are_eighty_originals_and_their_copies(demo_folder, truth):
    audio = [path for path in demo_folder.glob("*/*/*") if path.suffix != ".png"]
    copies = {copy for _, copy, _ in truth["duplicates"]}
    assert {path.relative_to(demo_folder).as_posix() for path in audio} == set(every_key())
    assert len(audio) - len(copies) == 80
    assert not list(demo_folder.rglob("*.part"))


def test_every_truth_key_exists(demo_folder, truth):
    for original, copy, change in truth["duplicates"]:
        assert (demo_folder / original).is_file()
        assert (demo_folder / copy).is_file()
        assert change in ("re-encoded", "shortened")


def test_each_style_has_two_artists_with_five_tracks(tags, truth):
    copies = {copy for _, copy, _ in truth["duplicates"]}
    held = Counter((tag.genre, tag.artist) for key, tag in tags.items() if key not in copies)
    assert len(held) == 16
    assert set(held.values()) == {5}
    assert set(Counter(genre for genre, _ in held).values()) == {2}


def test_every_tag_is_there(tags):
    for tag in tags.values():
        assert all((tag.title, tag.artist, tag.album, tag.albumartist, tag.genre, tag.year, tag.track))


def test_tracks_last_between_half_and_one_minute(tags, truth):
    shortened = {copy for _, copy, change in truth["duplicates"] if change == "shortened"}
    for key, tag in tags.items():
        assert (30 if key in shortened else 38) <= tag.duration <= 60, key


def test_the_library_is_small(demo_folder):
    assert sum((demo_folder / key).stat().st_size for key in every_key()) < 60_000_000


def test_covers_are_embedded_beside_the_music_or_absent(demo_folder):
    embedded = {key for key in every_key() if TinyTag.get(demo_folder / key, image=True).images.any}
    beside = {key for key in every_key() if (demo_folder / key).with_name("cover.png").is_file()}
    assert len(embedded) >= 5
    assert len(beside) >= 5
    assert len(set(every_key()) - embedded - beside) >= 5


@pytest.mark.parametrize("suffix", ["flac", "ogg", "mp3"])
def test_the_decoded_sound_is_music(demo_folder, suffix):
    key = next(key for key in every_key() if key.endswith(suffix))
    sound, rate = soundfile.read(demo_folder / key, dtype="float32")
    assert (sound.shape[1], rate) == (2, 44_100)
    assert np.isfinite(sound).all()
    assert -26 < 20 * np.log10(sound.std()) < -10


async def test_a_second_call_makes_nothing_anew(demo_folder):
    before = {path: path.stat().st_mtime_ns for path in demo_folder.rglob("*")}
    calls = []
    assert await SynthesisedDemoLibrary().compose(demo_folder, lambda *call: calls.append(call)) == 88
    assert calls == [(88, 88)]
    assert before == {path: path.stat().st_mtime_ns for path in demo_folder.rglob("*")}
