"""`musicsim doctor`."""

import shutil
from dataclasses import replace

from musicsim.bootstrap import Ports
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe
from tests.support.cli import Desk
from tests.unit.use_cases.library import Library


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
    assert "missing\twaveforms" in result.stdout


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


def test_wrong_settings_are_wrong_usage(tmp_path) -> None:
    desk = _desk(tmp_path)
    desk.environment["MUSICSIM_PORT"] = "many"
    assert desk.run("doctor").exit_code == 2
