"""Migrated databases that the tests of a module share: whoever uses them empties them first."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from musicsim.adapters.sqlalchemy.database import Database
from tests.support.databases import database_at
from tests.support.postgres import migrated
from tests.support.servers.postgres import Postgres
from tests.support.sqlite import make_template, opened


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with empty tables: to copy it is quicker than to migrate anew."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_template(path)
    return path


@pytest.fixture(scope="module")
async def sqlite(
    anyio_backend: str, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Database]:
    """A database in a file, shared by a module's tests."""
    async with opened(shutil.copyfile(template, tmp_path_factory.mktemp("store") / "musicsim.db")) as database:
        yield database


@pytest.fixture(scope="module")
def migrated_address(postgres: Postgres) -> str:
    return migrated(postgres)


@pytest.fixture(scope="module")
async def postgresql(anyio_backend: str, migrated_address: str) -> AsyncIterator[Database]:
    """A database on a server, shared by a module's tests."""
    async with database_at(migrated_address) as database:
        yield database
