"""Radio sessions over HTTP."""

from typing import Any

import httpx
import pytest
from litestar import Litestar

from tests.unit.http.conftest import Served, client_from
from tests.unit.use_cases.library import SILENCE, tone

RADIO = "/api/v1/radio"
COUNT = 7


@pytest.fixture(scope="module")
async def ids(house: tuple[Served, Litestar]) -> dict[str, str]:
    """Tones that rise, each by an artist of its own, and a file in which nothing is to be heard."""
    files = {f"{name.upper()}__One__{name}": tone(150 + 40 * place) for place, name in enumerate("abcdefg")}
    found = await house[0].fill(**files, hush=SILENCE)
    return {track.metadata.title: str(track.id) for track in found.values()}


@pytest.fixture(autouse=True)
async def nobody_listens(house: tuple[Served, Litestar], emptied: Served) -> None:
    for name in ("ada", "lise"):
        account = await emptied.application.people.find_account(name) if await emptied.headers(name) else None
        assert account is not None
        await emptied.library.ports.radio.forget(account.id)


async def _started(client: httpx.AsyncClient, track: str, **options: Any) -> dict[str, Any]:
    answer = await client.post(RADIO, json={"seeds": [{"kind": "track", "id": track}], **options})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == f"{RADIO}/{made['id']}"
    assert answer.headers["ETag"] == '"1"'
    return made


async def _next(client: httpx.AsyncClient, radio: dict[str, Any], **asked: Any) -> dict[str, Any]:
    answer = await client.post(f"{RADIO}/{radio['id']}/next", json=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["radio"]["version"]}"'
    turn: dict[str, Any] = answer.json()
    return turn


def _titles(turn: dict[str, Any]) -> list[str]:
    return [each["track"]["title"] for each in turn["items"]]


async def test_it_begins_with_seeds_and_plays_on_until_the_end(
    resident: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    radio = await _started(resident, ids["c"])
    assert radio["seeds"] == [{"name": f"track:{ids['c']}", "label": radio["seeds"][0]["label"], "weight": 1.0}]
    assert "c" in radio["seeds"][0]["label"]
    assert (radio["count"], radio["ended"]) == (0, False)
    plain = (await resident.post(f"{RADIO}/{radio['id']}/next")).json()
    assert [each["position"] for each in plain["items"]] == [0]
    rest = await _next(resident, radio, count=10)
    assert sorted(_titles(plain) + _titles(rest)) == list("abcdefg")
    assert (rest["radio"]["count"], rest["radio"]["ended"]) == (COUNT, True)
    over = await _next(resident, radio)
    assert (over["items"], over["radio"]["ended"], over["next"]) == ([], True, None)


async def test_an_answer_that_was_lost_comes_again(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    radio = await _started(resident, ids["a"])
    lost = await _next(resident, radio, count=2, after=0)
    assert await _next(resident, radio, count=2, after=0) == lost
    following = await _next(resident, radio, count=2, after=lost["after"])
    assert not set(_titles(lost)) & set(_titles(following))


async def test_nothing_is_lost_on_whoever_asks_for_less_than_was_given_out(
    resident: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    radio = await _started(resident, ids["a"])
    elsewhere = await _next(resident, radio, count=3, after=0)
    got, after = list[str](), 0
    for _ in range(3):
        turn = await _next(resident, radio, after=after)
        assert turn["radio"]["count"] == 3
        got, after = got + _titles(turn), turn["after"]
    assert got == _titles(elsewhere)
    assert (await _next(resident, radio, count=10))["after"] == COUNT
    assert (await _next(resident, radio))["after"] == COUNT


async def test_what_became_of_tracks(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    radio = await _started(resident, ids["a"])
    one, other = [each["track"]["id"] for each in (await _next(resident, radio, count=2))["items"]]
    told = [
        {"track_id": one, "verdict": "liked"},
        {"track_id": other, "verdict": "skipped", "position": 0.1},  # of half a second
    ]
    await _next(resident, radio, feedback=told)
    plays = (await resident.get(f"{RADIO}/{radio['id']}/plays")).json()
    assert [(each["position"], each["verdict"]) for each in plays["items"]] == [(2, None), (1, "skipped"), (0, "liked")]


async def test_players_tell_of_it_among_all_that_they_play(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    radio = await _started(resident, ids["a"])
    one, other = [each["track"]["id"] for each in (await _next(resident, radio, count=2))["items"]]
    stages = [(one, "finished", radio["id"]), (other, "half", radio["id"]), (other, "skipped", "nothere")]
    stages += [(ids["g"], "finished", radio["id"])] if ids["g"] not in (one, other) else []
    events = [
        {
            "play_id": f"p{number}",
            "track_id": track,
            "event": stage,
            "at": "2026-01-01T12:00:00Z",
            "context": f"radio:{of}",
        }
        for number, (track, stage, of) in enumerate(stages)
    ]
    answer = await resident.post("/api/v1/plays", json={"events": events})
    assert answer.status_code == 200, answer.text
    plays = (await resident.get(f"{RADIO}/{radio['id']}/plays")).json()["items"]
    assert [each["verdict"] for each in plays] == [None, "finished"]


async def test_what_it_played_page_by_page(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    radio = await _started(resident, ids["a"])
    await _next(resident, radio, count=5)
    seen, cursor = list[int](), None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await resident.get(f"{RADIO}/{radio['id']}/plays", params=params)).json()
        seen += [each["position"] for each in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert seen == [4, 3, 2, 1, 0]
    other = await _started(resident, ids["b"])
    foreign = (await resident.get(f"{RADIO}/{radio['id']}/plays", params={"limit": 2})).json()["next"]
    refused = await resident.get(f"{RADIO}/{other['id']}/plays", params={"cursor": foreign})
    assert (refused.status_code, refused.json()["field"]) == (422, "cursor")


async def test_sessions_are_listed_shown_and_forgotten(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    one, other = await _started(resident, ids["a"]), await _started(resident, ids["b"], exploration=0, per_artist=2)
    listed = (await resident.get(RADIO)).json()
    assert {each["id"] for each in listed["items"]} == {one["id"], other["id"]}
    assert listed["next"] is None
    shown = await resident.get(f"{RADIO}/{other['id']}")
    assert shown.json() == other
    assert (shown.json()["exploration"], shown.json()["per_artist"]) == (0, 2)
    known = await resident.get(f"{RADIO}/{other['id']}", headers={"If-None-Match": shown.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    for _ in range(2):
        assert (await resident.delete(f"{RADIO}/{one['id']}")).status_code == 204
    assert (await resident.get(f"{RADIO}/{one['id']}")).status_code == 404


async def test_it_is_nobody_elses(house: tuple[Served, Litestar], resident: httpx.AsyncClient, ids: dict[str, str]):
    radio = await _started(resident, ids["a"])
    async with client_from(house[1], headers=await house[0].headers("lise")) as lise:
        assert (await lise.get(RADIO)).json()["items"] == []
        assert (await lise.post(f"{RADIO}/{radio['id']}/next")).status_code == 404
        assert (await lise.delete(f"{RADIO}/{radio['id']}")).status_code == 204
    assert (await resident.get(f"{RADIO}/{radio['id']}")).status_code == 200


async def test_it_goes_with_the_person_and_can_be_taken_along(
    house: tuple[Served, Litestar], resident: httpx.AsyncClient, ids: dict[str, str]
) -> None:
    radio = await _started(resident, ids["a"])
    await _next(resident, radio)
    [taken] = (await house[0].exported("ada"))["radio"]
    assert taken["id"] == radio["id"]
    assert len(taken["plays"]) == 1


async def test_what_it_keeps_to_is_told(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    filters = {
        "bpm_min": 90.5,
        "year_max": 1999,
        "duration_min": 60,
        "key": ["8b", "7A"],
        "genre": ["Électro", "electro"],
    }
    filters |= {"mood": ["sad"], "within": "a/b/", "favourite": True, "exclude_artist": ["Björk"], "heard_within": 24}
    told = (await _started(resident, ids["a"], filters=filters))["filters"]
    unset = {"bpm_max": None, "year_min": None, "duration_max": None, "compatible": False, "exclude_album": []}
    understood = {"key": ["7A", "8B"], "genre": ["electro"], "within": "a/b", "exclude_artist": ["bjork"]}
    assert told == unset | filters | understood
    again = (await _started(resident, ids["a"], filters=told))["filters"]
    assert again == told
    compatible = await _started(resident, ids["a"], filters={"key": ["8B"], "compatible": True})
    assert compatible["filters"]["key"] == ["7B", "8A", "8B", "9B"]


async def test_conditions_are_kept_to(resident: httpx.AsyncClient, ids: dict[str, str]) -> None:
    await resident.put(f"/api/v1/favourites/{ids['f']}")
    await resident.put(f"/api/v1/favourites/{ids['b']}")
    liked = await _started(resident, ids["a"], filters={"favourite": True})
    assert sorted(_titles(await _next(resident, liked, count=5))) == ["b", "f"]
    without = await _started(resident, ids["a"], filters={"favourite": True, "exclude_artist": ["B"]})
    assert _titles(await _next(resident, without, count=5)) == ["f"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"seeds": []}, 422, "seeds"),
        ({"seeds": [{"kind": "track", "id": "nothere"}]}, 404, None),
        ({"seeds": [{"kind": "track", "id": "hush"}]}, 409, None),
        ({"seeds": [{"kind": "tag", "id": "no such tag"}]}, 422, "seeds"),
        ({"seeds": [{"kind": "track", "id": "a", "weight": -1}]}, 422, "seeds"),
        ({"seeds": [{"kind": "track", "id": "a"}], "exploration": 2}, 422, None),
        ({"seeds": [{"kind": "track", "id": "a"}], "filters": {"key": ["13A"]}}, 422, "key"),
        ({"seeds": [{"kind": "track", "id": "a"}], "filters": {"within": "x" * 1001}}, 422, "filters.within"),
        ({"seeds": [{"kind": "track", "id": "a"}], "filters": {"exclude_artist": ["x" * 1001]}}, 422, "exclude_artist"),
        ({"seeds": [{"kind": "track", "id": "a"}], "loud": 1}, 422, "loud"),
    ],
)
async def test_what_no_session_begins_with(
    resident: httpx.AsyncClient, ids: dict[str, str], body: dict[str, Any], status: int, field: str | None
) -> None:
    seeds = [seed | {"id": ids.get(seed["id"], seed["id"])} for seed in body["seeds"]]
    answer = await resident.post(RADIO, json=body | {"seeds": seeds})
    assert answer.status_code == status, answer.text
    if field:
        assert field in answer.json().get("field", "")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"count": 0}, 422),
        ({"count": 11}, 422),
        ({"after": -1}, 422),
        ({"after": 1}, 422),
        ({"feedback": [{"track_id": "never played", "verdict": "liked"}]}, 404),
        ({"feedback": [{"track_id": "never played", "verdict": "adored"}]}, 422),
    ],
)
async def test_what_cannot_be_asked(
    resident: httpx.AsyncClient, ids: dict[str, str], asked: dict[str, Any], status: int
) -> None:
    radio = await _started(resident, ids["a"])
    answer = await resident.post(f"{RADIO}/{radio['id']}/next", json=asked)
    assert answer.status_code == status, answer.text
