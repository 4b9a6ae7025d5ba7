"""What people brought, in SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.uploads import SqlUploads
from musicsim.ports.uploads import Uploads
from tests.contracts.uploads_contract import Brought, UploadsContract
from tests.support.brought import brought_on
from tests.support.sqlite import make_template, opened


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_template(path)
    return path.read_bytes()


class TestSqliteUploads(UploadsContract):
    @pytest.fixture
    async def brought(self, template: bytes, tmp_path: Path) -> AsyncIterator[Brought]:
        path = tmp_path / "musicsim.db"
        path.write_bytes(template)
        async with opened(path) as database:
            yield await brought_on(database)

    @pytest.fixture
    async def broken(self, tmp_path: Path) -> AsyncIterator[Uploads]:
        async with opened(tmp_path / "no such folder" / "musicsim.db") as database:
            yield SqlUploads(database)
