"""What everybody promises who reads what lies beside the audio."""

from abc import ABC, abstractmethod

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.side_file import SideFile
from musicsim.ports.side_files import SideFiles

FILES = {
    "cover.jpg": b"root",
    "A/B/Cover.PNG": b"album",
    "A/B/01 - x.mp3": b"sound",
    "A/B/01 - x.lrc": b"[00:01]la",
    "A/B/01 - x.TXT": b"la",
    "A/B/01 - xy.lrc": b"[00:01]lu",
    "A/B/CD1/front.webp": b"disc",
    "A/B/.hidden.jpg": b"no",
    "A/B/@eaDir/thumb.jpg": b"no",
    "A/B/secret.pdf": b"no",
    "A/B2/folder.gif": b"other",
    "É/東.bmp": b"east",
}


class Attic(ABC):
    """Side files under test, and a hand that puts things into the library."""

    files: SideFiles

    @abstractmethod
    async def put(self, key: str, data: bytes) -> None:
        """Put a file there, whatever it is."""

    async def fill(self) -> None:
        for key, data in FILES.items():
            await self.put(key, data)


class SideFilesContract:
    """Subclasses supply the fixtures `attic` (empty) and `broken` (side files of a library that cannot be reached)."""

    @pytest.mark.parametrize(
        ("prefix", "expected"),
        [
            ("", ["cover.jpg"]),
            ("A/B/", ["A/B/01 - x.TXT", "A/B/01 - x.lrc", "A/B/01 - xy.lrc", "A/B/Cover.PNG"]),
            ("A/B/01 - x.", ["A/B/01 - x.TXT", "A/B/01 - x.lrc"]),
            ("A/B", []),
            ("A/B/CD1/", ["A/B/CD1/front.webp"]),
            ("A/B/@eaDir/", []),
            ("A/C/", []),
            ("É/", ["É/東.bmp"]),
            ("../", []),
            ("A/B/../B/", []),
            ("/", []),
            ("A/B/01 - x.mp3/", []),
            ("a\0b/", []),
            ("\udcff/", []),
            ("x" * 2000 + "/", []),
        ],
    )
    async def test_words_and_pictures_of_one_folder_in_order(self, attic: Attic, prefix: str, expected: list[str]):
        await attic.fill()
        found = await attic.files.starting_with(prefix)
        assert found == [SideFile(key, len(FILES[key])) for key in expected]

    async def test_what_was_listed_can_be_read(self, attic: Attic):
        await attic.fill()
        for folder in ("", "A/B/", "A/B/CD1/", "É/"):
            for file in await attic.files.starting_with(folder):
                assert await attic.files.read(file.key, 100) == FILES[file.key]

    @pytest.mark.parametrize(
        "key",
        [
            "A/B/absent.jpg",
            "A/B",
            "A/B/",
            "",
            "A/B/01 - x.mp3",
            "A/B/secret.pdf",
            "A/B/.hidden.jpg",
            "A/B/@eaDir/thumb.jpg",
            "../cover.jpg",
            "A/../cover.jpg",
            "/etc/x.txt",
            "a\0b.jpg",
            "\udcff.jpg",
            "x" * 2000 + ".jpg",
        ],
    )
    async def test_nothing_else_is_read(self, attic: Attic, key: str):
        await attic.fill()
        assert await attic.files.read(key, 1000) is None

    async def test_what_is_too_large_is_not_read(self, attic: Attic):
        await attic.put("a.jpg", bytes(300_000))
        assert await attic.files.read("a.jpg", 299_999) is None
        assert await attic.files.read("a.jpg", 300_000) == bytes(300_000)
        await attic.put("empty.txt", b"")
        assert await attic.files.read("empty.txt", 0) == b""

    async def test_a_library_that_cannot_be_reached(self, broken: SideFiles):
        with pytest.raises(Unavailable):
            await broken.starting_with("A/")
        with pytest.raises(Unavailable):
            await broken.read("A/cover.jpg", 100)
