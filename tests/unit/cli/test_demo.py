"""`musicsim demo`."""

from musicsim.domain.errors import Invalid
from tests.support.cli import Desk


def test_it_says_what_to_do_next(desk: Desk) -> None:
    target = desk.folder / "try it"
    result = desk.run("demo", str(target))
    assert desk.demo.folders == [target]
    assert f"musicsim scan --library '{target}'" in result.stdout
    assert f"Composing into {target}" in result.stderr


def test_its_place_by_default(desk: Desk) -> None:
    document = desk.json("demo")
    assert document == {"folder": str(desk.folder / "data/demo"), "files": 2}
    assert desk.demo.folders == [desk.folder / "data/demo"]


def test_a_folder_that_cannot_be_written_to(desk: Desk) -> None:
    desk.demo.fault = Invalid("The folder is full. Make room.", "folder")
    result = desk.run("demo")
    assert result.exit_code == 4
    assert "Make room." in result.stderr
