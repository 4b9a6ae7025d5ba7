"""Mixes out of what a person plays and likes."""

from datetime import timedelta

import pytest

from musicsim.domain.errors import NotFound
from musicsim.domain.model.mixes import MixId
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.user import Caller, Role
from tests.support.people import move_in
from tests.unit.use_cases.library import Library, tone


@pytest.fixture
async def library() -> Library:
    library = Library()
    for number in range(40):
        library.store.put(f"{number:02d}.wav", tone(200 + 40 * number, seconds=0.1))
        library.say(f"{number:02d}.wav", artist=f"Artist {number % 9}")
    await library.scan()
    await library.listen()
    return library


async def ann(library: Library) -> Caller:
    account = await move_in(library.ports, "ann")
    return Caller(account.id, Role.LISTENER)


async def play(library: Library, caller: Caller, stage: PlayStage, *numbers: int) -> None:
    tracks, now = await library.tracks(), library.clock.now()
    events = [
        PlayEvent(play=PlayId(f"{stage}-{number}-{now}"), track=tracks[f"{number:02d}.wav"].id, stage=stage, at=now)
        for number in numbers
    ]
    await library.app.listening.record_plays(caller.user, events)


async def test_who_has_heard_nothing_has_no_mixes(library: Library):
    caller = await ann(library)
    await play(library, caller, PlayStage.SKIPPED, 1, 2)
    await play(library, caller, PlayStage.STARTED, 3)
    assert (await library.app.collections.list_mixes(caller)).mixes == ()


async def test_mixes_are_the_same_all_day_and_others_tomorrow(library: Library):
    caller, collections = await ann(library), library.app.collections
    await play(library, caller, PlayStage.FINISHED, *range(10))
    today = await collections.list_mixes(caller)
    assert len(today.mixes) == 2
    assert all(0 < len(mix.tracks) <= 30 for mix in today.mixes)
    await play(library, caller, PlayStage.FINISHED, *range(20, 40))
    assert await collections.list_mixes(caller) == today
    library.clock.advance(timedelta(days=1))
    tomorrow = await collections.list_mixes(caller)
    assert tomorrow.day == today.day + timedelta(1)
    assert tomorrow.mixes != today.mixes


async def test_mixes_anew(library: Library):
    caller, collections = await ann(library), library.app.collections
    await play(library, caller, PlayStage.FINISHED, *range(10))
    first = await collections.list_mixes(caller)
    second = await collections.list_mixes(caller, anew=True)
    assert (first.edition, second.edition) == (1, 2)
    assert second.mixes != first.mixes
    assert await collections.list_mixes(caller) == second


async def test_what_is_liked_counts_without_a_play(library: Library):
    caller = await ann(library)
    track = (await library.tracks())["05.wav"]
    await library.app.explorer.add_favourite(caller.user, track.id)
    (mix,) = (await library.app.collections.list_mixes(caller)).mixes
    assert mix.name.artists


async def test_a_mix_with_its_tracks(library: Library):
    caller, collections = await ann(library), library.app.collections
    await play(library, caller, PlayStage.FINISHED, *range(10))
    today = await collections.list_mixes(caller)
    mix = today.mixes[0]
    shown = await collections.show_mix(caller, today.id_of(mix))
    assert [track.id for track in shown.tracks] == list(mix.tracks)
    with pytest.raises(NotFound):
        await collections.show_mix(caller, MixId("1"))


@pytest.mark.parametrize("anew", [True, False])
async def test_nobody_keeps_another_mix_than_the_one_they_saw(library: Library, anew: bool):
    caller, collections = await ann(library), library.app.collections
    await play(library, caller, PlayStage.FINISHED, *range(10))
    seen = await collections.list_mixes(caller)
    if anew:  # on another device
        await collections.list_mixes(caller, anew=True)
    else:  # at midnight
        library.clock.advance(timedelta(days=1))
    with pytest.raises(NotFound):
        await collections.keep_mix(caller, seen.id_of(seen.mixes[0]))


async def test_a_mix_that_is_kept_is_a_playlist_that_stays(library: Library):
    caller, collections = await ann(library), library.app.collections
    await play(library, caller, PlayStage.FINISHED, *range(10))
    today = await collections.list_mixes(caller)
    mix = today.mixes[0]
    id_ = today.id_of(mix)
    kept, named = await collections.keep_mix(caller, id_), await collections.keep_mix(caller, id_, "Mine")
    assert named.name == "Mine"
    assert mix.name.artists[0] in kept.name
    await collections.list_mixes(caller, anew=True)
    contents = await library.ports.playlists.contents(kept.id)
    assert contents is not None
    assert [item.track_id for item in contents.items] == list(mix.tracks)


async def test_mixes_are_taken_along_and_forgotten(library: Library):
    caller = await ann(library)
    await play(library, caller, PlayStage.FINISHED, *range(10))
    await library.app.collections.list_mixes(caller)
    exported = await library.app.people.export_my_data(caller.user)
    assert len(exported["mixes"]) == 2
    await library.ports.mixes.forget(caller.user)
    assert await library.ports.mixes.of(caller.user) is None
