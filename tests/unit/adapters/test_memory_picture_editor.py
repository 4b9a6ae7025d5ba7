"""Made-up pictures keep the promises of real ones."""

import pytest

from musicsim.adapters.memory.picture_editor import _MADE_UP, MemoryPictureEditor, made_up_picture
from musicsim.domain.model.metadata import Picture
from tests.contracts.picture_editor_contract import Easel, PictureEditorContract


class MemoryEasel(Easel):
    def __init__(self):
        self.editor = MemoryPictureEditor()

    def picture(self, width: int, height: int, shade: int = 128) -> bytes:
        return made_up_picture(width, height, str(shade))

    def size_of(self, picture: Picture) -> tuple[int, int]:
        found = _MADE_UP.fullmatch(picture.data)
        assert found
        return int(found[1]), int(found[2])


class TestMemoryPictureEditor(PictureEditorContract):
    @pytest.fixture
    def easel(self) -> Easel:
        return MemoryEasel()
