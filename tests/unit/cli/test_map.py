"""`musicsim map`."""

from tests.support.cli import Desk
from tests.unit.use_cases.library import tone


def test_the_map_in_words(desk: Desk) -> None:
    for number in range(6):
        desk.library.store.put(f"{number}.wav", tone(200 * 1.3**number, seconds=0.1))
    desk.run("scan")
    assert desk.run("map").exit_code != 0  # there is none yet
    made = desk.run("map", "--make")
    assert "6 tracks" in made.stderr
    assert "trustworthiness" in made.stderr
    assert made.stdout.splitlines()[0] == "tracks\ttags\tartists\tid"
    told = desk.json("map")
    assert told["legend"]["tracks"] == 6
    assert sum(one["tracks"] for one in told["clusters"]) == 6
    assert desk.json("map", "--anew")["legend"]["version"] != told["legend"]["version"]
