"""`musicsim doctor`."""

import shutil
from dataclasses import replace

import numpy as np

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.bootstrap import Ports
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.health import Finding
from musicsim.domain.model.user import Role
from musicsim.domain.model.vectors import VectorEntry
from musicsim.ports.probe import Probe
from tests.support.cli import Desk
from tests.support.people import DAY, an_account
from tests.unit.use_cases.library import Library, tone


class Saying(Probe):
    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    async def check(self) -> Finding:
        return self._finding


class Probed(Library):
    findings: tuple[Finding, ...] = ()

    @property
    def ports(self) -> Ports:
        return replace(super().ports, probes=[Saying(one) for one in self.findings])


def _desk(tmp_path, *findings: Finding) -> Desk:
    library = Probed()
    library.findings = findings
    return Desk(tmp_path, library=library)


WELL = Finding("database", healthy=True, seen="5 tracks")
ILL = Finding("library", healthy=False, seen="not there", remedy="Mount it.")
OPTIONAL = Finding("waveforms", healthy=False, seen="slow", remedy="Wait.", required=False)


def test_all_is_well(tmp_path) -> None:
    result = _desk(tmp_path, WELL).run("doctor")
    assert result.exit_code == 0
    assert "ok\tdatabase\t5 tracks\t" in result.stdout.splitlines()


def test_a_one_time_password_that_nobody_changed_is_told_of(tmp_path) -> None:
    desk = _desk(tmp_path, WELL)
    accounts = desk.library.database.people.accounts
    for account in (
        an_account("admin", Role.ADMIN, one_time=True),
        an_account("boss", Role.ADMIN),
        an_account("gone", Role.ADMIN, one_time=True, disabled_at=DAY),
        an_account("lise", one_time=True),
    ):
        accounts[account.id] = account
    assert desk.run("doctor").exit_code == 0
    document = desk.json("doctor")
    assert document["healthy"] is True
    assert [(one["part"], one["seen"]) for one in document["findings"]] == [
        ("database", "5 tracks"),
        ("accounts", "The one-time password is still in use: admin."),
    ]
    desk.library.database.reachable = False
    assert [one["part"] for one in desk.json("doctor")["findings"]] == ["database"]


def test_a_required_part_is_ill(tmp_path) -> None:
    desk = _desk(tmp_path, WELL, ILL)
    result = desk.run("doctor")
    assert result.exit_code == 6
    assert "WRONG\tlibrary\tnot there\tMount it." in result.stdout.splitlines()
    document = desk.json("doctor", code=6)
    assert document["healthy"] is False
    assert [one["part"] for one in document["findings"]] == ["database", "library"]


def test_an_optional_part_may_be_missing(tmp_path) -> None:
    result = _desk(tmp_path, WELL, OPTIONAL).run("doctor")
    assert result.exit_code == 0
    assert "note\twaveforms" in result.stdout


def test_an_application_that_cannot_be_opened(tmp_path) -> None:
    desk = _desk(tmp_path)
    desk.unopenable = Unavailable("database", "The database is damaged. Restore it.")
    result = desk.run("doctor")
    assert result.exit_code == 6
    assert "ok\tlibrary folder" in result.stdout
    assert "ok\tdata folder" in result.stdout
    assert "The database is damaged. Restore it." in result.stdout


def test_an_unforeseen_fault_while_opening(tmp_path) -> None:
    desk = _desk(tmp_path)
    desk.unopenable = ExceptionGroup("several", [ValueError("oh")])
    shutil.rmtree(desk.folder / "music")
    document = desk.json("doctor", code=6)
    assert [one["healthy"] for one in document["findings"]] == [False, True, False]
    assert document["findings"][-1]["seen"] == "ValueError: oh"


def _vector_without_a_track(desk: Desk) -> None:
    space = desk.library.analyser.spaces[0]
    vector = np.ones(space.dimension, np.float32) / np.sqrt(space.dimension)
    desk.do(desk.library.index.upsert(space, [VectorEntry("nobody", vector)]))


def test_stores_that_came_apart_are_compared_and_mended(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220), b=tone(440)))
    assert "ok\ttracks and vectors\t0 tracks without a vector, 0 vectors" in desk.run("doctor", "--compare").stdout
    _vector_without_a_track(desk)
    desk.library.store.put("c.wav", tone(880))
    desk.library.store.remove("a.wav")
    compared = desk.run("doctor", "--compare")
    assert compared.exit_code == 0  # it goes on answering
    assert "note\tlibrary and tracks\t1 object without a track, 1 track without its object.\t" in compared.stdout
    assert "note\ttracks and vectors\t0 tracks without a vector, 1 vector without a track.\t" in compared.stdout
    assert "tracks and vectors" not in desk.run("doctor").stdout
    mended = desk.run("doctor", "--mend")
    assert "ok\tlibrary and tracks\t1 track added, 0 changed, 0 moved, 1 missing." in mended.stdout
    assert "ok\ttracks and vectors\t0 vectors filled in, 2 removed." in mended.stdout
    again = desk.run("doctor", "--compare")
    assert "0 objects without a track, 0 tracks without its object" in again.stdout
    assert "0 tracks without a vector, 0 vectors without a track" in again.stdout


def test_what_a_lost_index_held_is_filled_in(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220), b=tone(440)))
    desk.library.index = MemoryVectorIndex()
    assert "2 vectors filled in, 0 removed" in desk.run("doctor", "--mend").stdout
    assert "0 tracks without a vector" in desk.run("doctor", "--compare").stdout


def test_one_pair_that_cannot_be_mended_leaves_the_other_and_is_told(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220)))
    desk.library.lease.held.add("scan")
    result = desk.run("doctor", "--mend")
    assert "WRONG\tlibrary and tracks\tA scan is already running." in result.stdout
    assert "ok\ttracks and vectors" in result.stdout
    assert result.exit_code == 6


def test_one_pair_that_cannot_be_compared_leaves_the_other(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220)))
    desk.library.index.reachable = False
    result = desk.run("doctor", "--compare")
    assert "ok\tlibrary and tracks" in result.stdout
    assert "note\ttracks and vectors\tThe vector index in memory was made unreachable." in result.stdout
    desk.library.index.reachable = True
    assert desk.run("doctor", "--compare").exit_code == 0


def test_what_cannot_be_looked_at_does_not_pass_for_well(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220)))
    desk.library.store.unlist("closed/")
    result = desk.run("doctor", "--compare")
    assert "note\tlibrary and tracks\t0 objects without a track" in result.stdout
    assert "1 place that could not be looked at.\tmusicsim scan says why." in result.stdout


def test_a_library_that_cannot_be_scanned_is_not_mended(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.do(desk.library.fill(a=tone(220)))
    desk.library.store.reachable = False
    document = desk.json("doctor", "--mend", code=6)
    [library] = [one for one in document["findings"] if one["part"] == "library and tracks"]
    assert (library["healthy"], library["required"]) == (False, True)


def test_wrong_settings_are_wrong_usage(tmp_path) -> None:
    desk = _desk(tmp_path)
    desk.environment["MUSICSIM_PORT"] = "many"
    assert desk.run("doctor").exit_code == 2
