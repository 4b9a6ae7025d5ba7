"""What changed in the store since it was last walked."""

from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.arrival import Arrival, Difference, Gone, Returned, Unchanged
from musicsim.domain.model.audio import AudioObject, Unlisted
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.scan import KnownObject
from musicsim.domain.rules.differences import differences

T = TypeVar("T")
DENIED = Failure(FailureReason.UNREADABLE)

keys = st.sampled_from([f"{folder}{name}" for folder in ("", "a/", "b/", "b/c/") for name in ("x", "y", "z")])
versions = st.integers(1, 2)


async def _stream(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item


async def _differences(listed: Iterable[AudioObject | Unlisted], known: Iterable[KnownObject]) -> list[Difference]:
    by_key = sorted(known, key=lambda one: (one.key, one.id))
    return [d async for d in differences(_stream(sorted(listed, key=lambda o: o.key)), _stream(by_key))]


def _object(key: str, version: int = 1) -> AudioObject:
    return AudioObject(key, 100 * version, 1000 * version)


def _known(key: str, version: int = 1, *, missing: bool = False, unread: bool = False, name: str = "") -> KnownObject:
    return KnownObject(key, TrackId(name or f"id-{key}"), 100 * version, 1000 * version, missing, unread)


@given(st.dictionaries(keys, versions), st.dictionaries(keys, st.tuples(versions, st.booleans())))
async def test_each_object_and_each_track_is_accounted_for(
    here: dict[str, int], before: dict[str, tuple[int, bool]]
) -> None:
    known = [_known(key, version, missing=missing) for key, (version, missing) in before.items()]
    expected: set[Difference] = set()
    for key, version in here.items():
        was, missing = before.get(key, (0, False))
        if was == version:
            expected.add((Returned if missing else Unchanged)(_known(key, was, missing=missing)))
        else:
            expected.add(Arrival(_object(key, version), _known(key, was) if was and not missing else None))
    for key, (version, missing) in before.items():
        if key not in here and not missing:
            expected.add(Gone(_known(key, version)))
    found = await _differences([_object(key, version) for key, version in here.items()], known)
    assert set(found) == expected
    assert len(found) == len(expected)


async def test_a_folder_that_cannot_be_listed_hides_what_is_in_it() -> None:
    known = [_known("a/x"), _known("b/c/y"), _known("b/x"), _known("c/x")]
    found = await _differences([_object("a/x"), Unlisted("b/", DENIED)], known)
    assert found == [Unchanged(known[0]), Unlisted("b/", DENIED), Gone(known[3])]


async def test_a_link_that_leads_nowhere_is_gone_and_told() -> None:
    loop = Unlisted("a/x", Failure(FailureReason.LOOP))
    assert await _differences([loop], [_known("a/x")]) == [loop, Gone(_known("a/x"))]


async def test_of_several_missing_tracks_at_a_key_the_right_one_returns() -> None:
    old = [_known("x", 1, missing=True, name="one"), _known("x", 2, missing=True, name="two")]
    assert await _differences([_object("x", 2)], old) == [Returned(old[1])]
    present = _known("x", 2, name="now")
    assert await _differences([_object("x", 2)], [*old, present]) == [Unchanged(present)]


async def test_what_could_not_be_read_is_read_again_though_nothing_shows() -> None:
    denied = _known("x", unread=True)
    assert await _differences([_object("x")], [denied]) == [Arrival(_object("x"), denied)]
