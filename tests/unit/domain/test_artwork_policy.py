"""Which picture stands for a track."""

from datetime import timedelta

import pytest

from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSize, ArtworkSource
from musicsim.domain.model.side_file import SideFile
from musicsim.domain.rules.artwork_policy import covers, is_due, picture_folders, variant_key
from musicsim.domain.rules.blob_keys import checked_blob_key
from tests.support.samples import DAY, track_id


@pytest.mark.parametrize(
    ("key", "folders"),
    [
        ("a.mp3", [""]),
        ("A/B/a.mp3", ["A/B/"]),
        ("A/B/CD1/a.mp3", ["A/B/CD1/", "A/B/"]),
        ("A/B/cd 02/a.mp3", ["A/B/cd 02/", "A/B/"]),
        ("A/B/Disc 2 - Live/a.mp3", ["A/B/Disc 2 - Live/", "A/B/"]),
        ("A/B/Disk_3/a.mp3", ["A/B/Disk_3/", "A/B/"]),
        ("A/B/Side A/a.mp3", ["A/B/Side A/", "A/B/"]),
        ("A/B/Vol. II/a.mp3", ["A/B/Vol. II/", "A/B/"]),
        ("CD1/a.mp3", ["CD1/", ""]),
        ("A/Discovery/a.mp3", ["A/Discovery/"]),
        ("A/Disco 2000/a.mp3", ["A/Disco 2000/"]),
        ("A/CD123/a.mp3", ["A/CD123/"]),
        ("A/Part of Me/a.mp3", ["A/Part of Me/"]),
    ],
)
def test_where_a_picture_may_lie(key: str, folders: list[str]):
    assert picture_folders(key) == folders


def test_covers_by_their_names_the_likeliest_first():
    names = [
        "z.jpg",
        "Folder.jpg",
        "COVER.PNG",
        "cover.jpg",
        "front.webp",
        "album.gif",
        "cover.txt",
        "cover",
        "back.jpg",
    ]
    found = covers([SideFile(f"A/{name}", 1) for name in names])
    assert [file.key for file in found] == [
        "A/cover.jpg",
        "A/COVER.PNG",
        "A/Folder.jpg",
        "A/front.webp",
        "A/album.gif",
    ]


@pytest.mark.parametrize(("outcome", "hours"), [("found", 24), ("absent", 1), ("failed", 1)])
def test_a_look_is_good_for_a_while(outcome: str, hours: int):
    artwork = Artwork(track=track_id(1), outcome=ArtworkOutcome(outcome), looked_at=DAY)
    assert not is_due(artwork, DAY + timedelta(hours=hours) - timedelta(microseconds=1))
    assert is_due(artwork, DAY + timedelta(hours=hours))


def test_what_is_in_the_tags_is_good_until_they_change():
    artwork = Artwork(track=track_id(1), outcome=ArtworkOutcome.FOUND, looked_at=DAY, source=ArtworkSource.TAGS)
    assert not is_due(artwork, DAY + timedelta(days=9999))


@pytest.mark.parametrize("size", ArtworkSize)
def test_variants_have_keys(size: ArtworkSize):
    assert checked_blob_key(variant_key("a" * 64, size)) == f"artwork/{'a' * 64}/{size.value}.webp"
