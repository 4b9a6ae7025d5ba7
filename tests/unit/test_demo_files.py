"""The demo's files: formats, tags, covers, and never half a file."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import pytest
from tinytag import TinyTag

from musicsim.adapters.demo import cover
from musicsim.adapters.demo.catalogue import ALBUMS, COPIES
from musicsim.adapters.demo.encode import write_audio
from musicsim.adapters.demo.jobs import album_named, altered, every_job, write_whole
from musicsim.adapters.demo.library import MANIFEST, TRUTH, SynthesisedDemoLibrary, every_key
from musicsim.adapters.demo.sound import RATE, sine
from musicsim.domain.errors import Invalid

TAGS = {
    "title": "Écorce",
    "artist": "Acide Citrique",
    "album": "Zeste",
    "album_artist": "Divers",
    "genre": "Techno",
    "date": "2016",
    "track": "3/5",
}
FORMATS = ["mp3", "ogg", "opus", "m4a", "flac"]


def tone():
    note = sine(440.0, 2 * RATE) * np.float32(0.3)
    return np.stack((note, note * np.float32(0.5)))


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_its_tags_and_its_sound(form, tmp_path):
    path = tmp_path / f"tone.{form}"
    write_audio(path, tone(), form, 96_000, TAGS)
    tag = TinyTag.get(path)
    assert (tag.title, tag.artist, tag.album, tag.albumartist) == ("Écorce", "Acide Citrique", "Zeste", "Divers")
    assert (tag.genre, tag.year, tag.track, tag.track_total) == ("Techno", "2016", 3, 5)
    with av.open(str(path)) as container:
        decoded = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])
        assert container.streams.audio[0].channels == 2
    assert len(decoded) / 2 >= 1.9 * RATE


@pytest.mark.parametrize("form", FORMATS)
def test_a_cover_is_embedded_and_files_are_the_same_each_time(form, tmp_path):
    sleeve = cover.png("Zeste")
    first, second = tmp_path / "a", tmp_path / "b"
    write_audio(first, tone(), form, 96_000, TAGS, sleeve)
    write_audio(second, tone(), form, 96_000, TAGS, sleeve)
    assert first.read_bytes() == second.read_bytes()
    named = first.rename(tmp_path / f"c.{form}")
    held = TinyTag.get(named, image=True).images.any
    assert held is not None
    assert held.data == sleeve


def test_the_catalogue_has_two_artists_of_five_songs_for_each_of_eight_styles():
    genres = {album.genre for album in ALBUMS}
    assert len(genres) == 8
    assert len({album.artist for album in ALBUMS}) == 16
    for genre in genres:
        assert [len(album.songs) for album in ALBUMS if album.genre == genre] == [5, 5]
    assert len(set(every_key())) == 80 + len(COPIES)
    assert len({title for album in ALBUMS for title, _, _ in album.songs}) == 80


def test_songs_of_an_album_differ_in_key_and_tempo():
    for album in ALBUMS:
        assert len({key for _, key, _ in album.songs}) == 5
        assert len({bpm for _, _, bpm in album.songs}) == 5


def test_copies_are_quieter_or_shorter_as_they_say():
    sound = tone()
    for copy in COPIES:
        copied = altered(np.tile(sound, 10), copy)
        assert copied.shape[1] == 20 * RATE - round((copy.cut_start + copy.cut_end) * RATE)
        assert (copy.change == "shortened") == bool(copy.cut_start or copy.cut_end)
    assert {copy.change for copy in COPIES} == {"re-encoded", "shortened"}
    assert all(album_named(copy.album) for copy in COPIES)


def test_only_missing_files_are_worked_on():
    key = ALBUMS[0].key_of(3)
    (job,) = every_job(frozenset({key}))
    assert (job.album, job.number, job.original, job.copies) == (ALBUMS[0], 3, True, ())
    assert sum(len(job) for job in every_job(frozenset(every_key()))) == 88


def fill(folder: Path, keys) -> None:
    for key in keys:
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(b"music")


async def compose_with_fakes(folder: Path, work=None):
    """Compose with threads and fake work, so that nothing is rendered."""
    calls: list[tuple[int, int]] = []
    demo = SynthesisedDemoLibrary(pool=ThreadPoolExecutor, work=work or fake_perform)
    total = await demo.compose(folder, lambda done, of: calls.append((done, of)))
    return total, calls


def fake_perform(folder, job):
    keys = [job.album.key_of(job.number)] if job.original else []
    fill(folder, keys + [key for key, _ in job.copies])
    return len(job)


async def test_progress_counts_each_file_and_truth_comes_last(tmp_path):
    total, calls = await compose_with_fakes(tmp_path / "demo")
    assert total == 88
    assert calls == [(done, 88) for done in range(89)]
    truth = json.loads((tmp_path / "demo" / TRUTH).read_text("utf-8"))
    assert truth["version"] == 1
    assert len(truth["duplicates"]) == len(COPIES)
    for original, copy, change in truth["duplicates"]:
        assert (tmp_path / "demo" / original).is_file()
        assert (tmp_path / "demo" / copy).is_file()
        assert change in ("re-encoded", "shortened")


async def test_a_second_call_changes_nothing(tmp_path):
    await compose_with_fakes(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    _, calls = await compose_with_fakes(tmp_path)
    assert calls == [(88, 88)]
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}


async def test_what_is_missing_or_half_written_is_made_again(tmp_path):
    await compose_with_fakes(tmp_path)
    lost = tmp_path / every_key()[7]
    lost.unlink()
    half = lost.with_name(f".{lost.name}.part")
    half.write_bytes(b"mus")
    _, calls = await compose_with_fakes(tmp_path)
    assert calls == [(87, 88), (88, 88)]
    assert lost.is_file()
    assert not half.exists()


async def test_files_of_another_version_go_and_those_of_people_stay(tmp_path):
    await compose_with_fakes(tmp_path)
    fill(tmp_path, ["Old Artist/Old Album/01 Old.mp3", "Mine/Own/01 Mine.mp3"])
    old = {"version": 0, "files": ["Old Artist/Old Album/01 Old.mp3", "../../etc/passwd"]}
    (tmp_path / MANIFEST).write_text(json.dumps(old))
    _, calls = await compose_with_fakes(tmp_path)
    assert calls[0] == (0, 88)
    assert not (tmp_path / "Old Artist/Old Album/01 Old.mp3").exists()
    assert (tmp_path / "Mine/Own/01 Mine.mp3").is_file()


async def test_a_failure_leaves_no_truth_and_says_why(tmp_path):
    def full(folder, job):
        raise OSError(28, "No space left on device")

    with pytest.raises(Invalid, match="No space left"):
        await compose_with_fakes(tmp_path, full)
    assert not (tmp_path / TRUTH).exists()


async def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "demo").write_text("not a folder")
    with pytest.raises(Invalid):
        await SynthesisedDemoLibrary().compose(tmp_path / "demo", lambda done, total: None)


def test_a_crash_while_encoding_leaves_no_file_under_a_final_name(tmp_path):
    def crash(path):
        path.write_bytes(b"half")
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        write_whole(tmp_path / "Artist" / "song.mp3", crash)
    assert [path.name for path in (tmp_path / "Artist").iterdir()] == [".song.mp3.part"]


@pytest.mark.slow
async def test_cancelling_half_way_leaves_only_whole_files(tmp_path):
    started = asyncio.Event()
    seen: list[int] = []

    def on_file(done, total):
        seen.append(done)
        if done >= 1:
            started.set()

    task = asyncio.create_task(SynthesisedDemoLibrary().compose(tmp_path, on_file))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    written = [path for path in tmp_path.rglob("*") if path.suffix[1:] in FORMATS]
    assert 1 <= len(written) < 20
    assert not list(tmp_path.rglob("*.part"))
    assert not (tmp_path / TRUTH).exists()
    for path in written:
        with av.open(str(path)) as container:
            assert container.duration / 1e6 >= 30
            assert sum(1 for _ in container.decode(audio=0)) > 100
