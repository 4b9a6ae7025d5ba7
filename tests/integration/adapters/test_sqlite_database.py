"""The database file: who else uses it, what can be wrong with it, what survives."""

import asyncio
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from musicsim.adapters.sqlalchemy.chunks import CHUNK
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.config import Settings
from musicsim.domain.errors import Conflict, Invalid, Unavailable
from musicsim.domain.model.track import TrackStatus
from tests.support.databases import database_at, stores_on
from tests.support.samples import DAY, a_track, an_analysis, track_id
from tests.support.sqlite import opened, start_at_once, url_of

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    made = tmp_path / "with space % and é.db"
    made.write_bytes(template.read_bytes())
    return made


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as made:
        yield made


def told_before_kill(command: list[str], lines: int) -> int:
    """How many lines a child tells that is killed once it told `lines`."""
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:
        told = [child.stdout.readline() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
        told += [line for line in child.stdout if line.endswith("\n")]
    return len(told)


def damage(path: Path) -> None:
    """Overwrite all but the first page."""
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)


def one(connection: Connection) -> int:
    return connection.scalar(text("SELECT 1"))


async def test_what_was_written_is_there_when_opened_again(path: Path):
    async with opened(path) as database:
        await stores_on(database).analysed(a_track(1))
    async with opened(path) as database:
        await database.migrate()
        assert (await stores_on(database).catalogue.get(track_id(1))).status is TrackStatus.ANALYSED


async def test_another_connection_sees_every_write_at_once(path: Path):
    async with opened(path) as one, opened(path) as other:
        for number in range(20):
            await stores_on(one).save(a_track(number))
            assert await stores_on(other).catalogue.get(track_id(number)) == a_track(number)


async def test_nothing_written_is_lost_when_the_process_is_killed(path: Path):
    command = [sys.executable, "-m", "tests.support.sqlite", str(path)]
    told = told_before_kill(command, 15)
    async with opened(path) as database:
        stores = stores_on(database)
        counts = await stores.catalogue.counts()
        assert counts.analysed in (told, told + 1)
        assert counts.pending in (0, 1)  # saved, but killed before its analysis was
        folders = (await stores.catalogue.folder("")).folders
        assert sum(folder.tracks for folder in folders) == counts.present
        assert await database.read(lambda c: c.scalar(text("PRAGMA integrity_check"))) == "ok"


@pytest.mark.slow
def test_processes_that_start_at_one_moment_all_get_to_work(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    ready, outcomes = context.Barrier(3), context.SimpleQueue()
    arguments = (str(tmp_path / "new.db"), ready, outcomes)
    children = [context.Process(target=start_at_once, args=arguments) for _ in range(3)]
    for child in children:
        child.start()
    assert [outcomes.get() for _ in children] == [""] * 3
    for child in children:
        child.join()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("SELECT count(*) FROM tracks").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


async def test_others_write_while_a_large_index_is_forgotten(database: Database):
    stores = stores_on(database)
    made = [a_track(number) for number in range(2 * CHUNK)]
    await stores.save(*made)
    done: list[str] = []

    async def forget() -> None:
        await stores.analyses.mark_stale([track.id for track in made])
        done.append("forgotten")

    async def write() -> None:
        await stores.save(a_track(1, title="Newer"))
        done.append("written")

    await asyncio.gather(forget(), write())
    assert done == ["written", "forgotten"]


# what can be wrong


async def test_a_file_that_another_process_keeps_busy(path: Path):
    async with opened(path, patience=0.05) as database:
        stores = stores_on(database)
        await stores.save(a_track(1))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable, match="busy by another process") as raised:
                await stores.save(a_track(2))
            assert raised.value.service == "database"
            assert str(path) in str(raised.value)
            assert await stores.catalogue.get(track_id(1)) == a_track(1)  # reading goes on
            other.execute("ROLLBACK")
        await stores.save(a_track(2))


@pytest.mark.parametrize(("way", "connections"), [("read", 1), ("snapshot", 1), ("write", 2)])
@pytest.mark.parametrize("cancelled", [False, True])
async def test_more_work_than_connections_or_writers(path: Path, way: str, connections: int, cancelled: bool):
    async with database_at(url_of(path), patience=0.1, connections=connections) as small:
        call = getattr(small, way)
        begun, enough = threading.Event(), threading.Event()
        busy = asyncio.create_task(call(lambda _: begun.set() or enough.wait(10)))
        assert await asyncio.to_thread(begun.wait, 10)
        if cancelled:  # its thread goes on, with the connection
            busy.cancel()
            await asyncio.wait({busy}, timeout=10)
            assert busy.cancelled()
        with pytest.raises(Unavailable, match="has too much to do"):
            await call(one)
        enough.set()
        assert cancelled or await busy
        assert await call(one) == 1


async def test_closing_waits_for_work_whose_caller_was_cancelled(path: Path):
    database = Database(url_of(path))
    begun, done = threading.Event(), threading.Event()

    def work(_: Connection) -> None:
        begun.set()
        threading.Event().wait(0.1)
        done.set()

    writing = asyncio.create_task(database.write(work))
    assert await asyncio.to_thread(begun.wait, 10)
    writing.cancel()
    await asyncio.wait({writing})
    await database.close()
    assert done.is_set()


async def test_a_write_that_is_cancelled_is_done_or_not_but_never_half(database: Database):
    stores = stores_on(database)
    saving = asyncio.create_task(stores.save(*map(a_track, range(500))))
    while (await stores.catalogue.counts()).present == 0 and not saving.cancelling():
        saving.cancel()
    await asyncio.wait({saving})
    counts = await stores.catalogue.counts()
    assert counts.present in (0, 500)
    assert sum(each.tracks for each in (await stores.catalogue.folder("")).folders) == counts.present


async def test_writers_of_two_processes_wait_for_each_other(path: Path):
    async with opened(path) as one, opened(path) as other:
        for number in range(20):
            await stores_on((one, other)[number % 2]).save(a_track(number))
        assert (await stores_on(one).catalogue.counts()).pending == 20


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"\0" * 8192])
async def test_a_file_that_is_no_database(tmp_path: Path, content: bytes):
    path = tmp_path / "musicsim.db"
    path.write_bytes(content)
    async with opened(path) as database:
        with pytest.raises(Unavailable, match="is not a database; restore a backup"):
            await database.migrate()
    assert path.read_bytes() == content


async def test_a_damaged_file(path: Path):
    async with opened(path) as database:
        await stores_on(database).save(*map(a_track, range(200)))
    damage(path)
    async with opened(path) as database:
        with pytest.raises(Unavailable, match="is damaged; restore a backup"):
            await stores_on(database).catalogue.counts()


async def test_a_file_that_may_only_be_read(path: Path):
    async with opened(path) as database:
        await stores_on(database).save(a_track(1))
        read_only = Database(f"sqlite+aiosqlite:///file:{path.as_posix().replace('%', '%25')}?mode=ro&uri=true")
        try:
            with pytest.raises(Unavailable, match="can't be written; check the permissions"):
                await stores_on(read_only).save(a_track(2))
        finally:
            await read_only.close()


async def test_a_folder_that_is_not_there(tmp_path: Path):
    async with opened(tmp_path / "nothere" / "musicsim.db") as database:
        with pytest.raises(Unavailable, match="can't be opened; check that its folder exists"):
            await database.migrate()


async def test_a_folder_in_place_of_the_file(tmp_path: Path):
    async with opened(tmp_path) as database:
        with pytest.raises(Unavailable, match="can't be opened"):
            await database.migrate()


async def test_tables_that_were_never_made(tmp_path: Path):
    async with opened(tmp_path / "musicsim.db") as database:
        with pytest.raises(Unavailable, match="no such table"):
            await stores_on(database).catalogue.counts()


async def test_tables_of_a_newer_version(path: Path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    async with opened(path) as database:
        with pytest.raises(Unavailable, match=r"newer musicsim \(schema 9999\)"):
            await database.migrate()


async def test_other_constraints_are_conflicts_too(database: Database):
    with pytest.raises(Conflict, match="ck_tracks_failure"):
        await stores_on(database).save(a_track(1, status=TrackStatus.FAILED))


async def test_halves_of_characters_cannot_be_kept(database: Database):
    stores = stores_on(database)
    with pytest.raises(Invalid, match="udcff"):
        await stores.save(a_track(1), a_track(2, title="\udcff"))
    assert await stores.catalogue.get(track_id(1)) is None


async def test_rows_of_findings_need_their_track(database: Database):
    with pytest.raises(Conflict, match="FOREIGN KEY"):
        await database.write(lambda c: c.execute(text("INSERT INTO waveforms VALUES ('nobody', x'00', 'm')")))


async def test_an_error_half_way_undoes_the_transaction(database: Database):
    stores = stores_on(database)
    await stores.save(a_track(1))
    broken = an_analysis()
    object.__setattr__(broken.embeddings[1], "space", broken.embeddings[0].space)  # the key of embeddings refuses it
    with pytest.raises(Conflict):
        await stores.analyses.save(a_track(1), broken, DAY)
    assert await stores.catalogue.get(track_id(1)) == a_track(1)
    assert await stores.analyses.get(track_id(1)) is None
    assert await stores.analyses.finished_since(DAY.replace(year=2000)) == 0


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite+aiosqlite://host/x.db", "mysql+aiomysql:///x", "postgresql+psycopg://host/x"]
)
def test_an_address_that_is_none(url: str):
    with pytest.raises(Invalid) as raised:
        Database(url)
    assert raised.value.field == "database_url"


def test_a_password_that_breaks_an_address_is_not_repeated():
    with pytest.raises(Invalid, match="percent-encoded") as raised:
        Database("postgresql://me:hu@sh:hush@host/name")
    assert "hush" not in str(raised.value)
    assert raised.value.__suppress_context__


async def test_a_folder_with_any_name(tmp_path: Path):
    settings = Settings(data=tmp_path / "what? 100% é#;&")
    settings.data.mkdir()
    async with database_at(settings.effective_database_url) as database:
        await database.migrate()
    assert (settings.data / "musicsim.db").exists()
