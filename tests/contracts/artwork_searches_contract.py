"""What everybody promises who remembers what became of looking for albums' pictures, and what was made."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.artwork import ArtworkSource
from musicsim.domain.model.identity import PictureId, TrackId, UserId
from musicsim.domain.model.painting import ArtworkSearch, ArtworkState, Outcome, Provenance, Subject, Tried
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.track import Track
from musicsim.domain.rules.album_pictures import subject_of
from musicsim.ports.album_pictures import AlbumPictures
from musicsim.ports.analyses import Analyses
from musicsim.ports.artwork_searches import ArtworkSearches
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.plays import Plays
from tests.support.samples import DAY, HALVES, a_track, an_analysis, track_id

MINUTE = timedelta(minutes=1)
UNTIL = DAY + 15 * MINUTE
ANN = UserId("ann")


def on_album(number: int, album: int, **changes: Any) -> Track:
    """Track `number` of an album; the higher the number, the later it was added."""
    return a_track(number, key=f"Ann/{album}/{number:05}.mp3", album=f"Album {album}", album_artist="Ann", **changes)


def alone(number: int) -> Track:
    return a_track(number, key=f"heap/{number:05}.mp3", album="")


ALBUMS = {album: subject_of(on_album(0, album)) for album in range(10)}


@dataclass(frozen=True)
class Studio:
    """Searches and pictures beside the catalogue that they are about."""

    searches: ArtworkSearches
    pictures: AlbumPictures
    catalogue: Catalogue
    analyses: Analyses
    plays: Plays

    async def heard(self, *tracks: Track) -> None:
        await self.catalogue.save(tracks)
        for number, track in enumerate(tracks):
            assert await self.analyses.save(track, an_analysis(number), DAY)

    async def untried(self, limit: int = 3) -> list[str]:
        found: list[str] = []
        after = None
        while True:
            page = await self.searches.untried(limit, after)
            assert len(page.items) <= limit
            found += [facts.album for facts in page.items]
            if (after := page.next) is None:
                return found

    async def ids(self, *states: ArtworkState) -> list[str]:
        return [one.search.album for one in (await self.searches.page(states, 50)).items]


def a_search(album: int = 1, **changes: Any) -> ArtworkSearch:
    return replace(ArtworkSearch(album=ALBUMS[album].id, changed_at=DAY), **changes)


def a_picture(number: int = 1, album: int = 1, **changes: Any) -> AlbumPicture:
    plain = AlbumPicture(
        id=PictureId(f"p{number}"),
        album=ALBUMS[album].id,
        picture=f"{number:064x}",
        source=ArtworkSource.GENERATED,
        about=Provenance(provider="painter", model="painter@1", prompt="größe", cost=0.25),
        made_at=DAY,
    )
    return replace(plain, **changes)


FAILED = a_search(
    state=ArtworkState.FAILED,
    attempts=3,
    next_try=DAY + MINUTE,
    tried=(Tried("files", Outcome.NONE, DAY), Tried("painter", Outcome.FAILED, DAY, "Nö\0\ud800!")),
    image="p1",
    wanted="painter",
)


class ArtworkSearchesContract:
    """Subclasses supply the fixtures `studio` and `broken` (not answering)."""

    @pytest.mark.parametrize(
        "search",
        [
            FAILED,
            a_search(wanted=""),
            ArtworkSearch(album=track_id(7), alone=True, state=ArtworkState.FOUND, changed_at=DAY),
        ],
    )
    async def test_a_row_comes_back(self, studio: Studio, search: ArtworkSearch):
        assert await studio.searches.get(search.subject) is None
        await studio.searches.put(search)
        assert await studio.searches.get(search.subject) == search

    async def test_what_is_due_the_latest_wish_first_then_the_longest_due(self, studio: Studio):
        rows = [
            a_search(1, state=ArtworkState.FAILED, next_try=DAY + 2 * MINUTE),
            a_search(2, state=ArtworkState.ABSENT, next_try=DAY + MINUTE),
            a_search(3, state=ArtworkState.FOUND),
            a_search(4),
            a_search(5, state=ArtworkState.ABSENT),
            a_search(6, state=ArtworkState.FAILED, next_try=DAY + 9 * MINUTE),
            a_search(7, changed_at=DAY + 2 * MINUTE, wanted=""),
        ]
        for row in rows:
            await studio.searches.put(row)
        now = DAY + 2 * MINUTE
        assert await studio.searches.due(now, 10) == [rows[6], rows[3], rows[1], rows[0]]
        assert await studio.searches.due(now, 3) == [rows[6], rows[3], rows[1]]
        assert await studio.searches.due(now, 1) == [rows[6]]
        assert await studio.searches.claim(ALBUMS[4], "a", now, UNTIL)
        assert await studio.searches.due(now, 10) == [rows[6], rows[1], rows[0]]

    async def test_one_of_many_gets_a_row_and_only_that_one_settles_it(self, studio: Studio):
        asked = [studio.searches.claim(ALBUMS[1], f"t{number}", DAY, UNTIL) for number in range(6)]
        claimed = await asyncio.gather(*asked)
        [winner] = [number for number, row in enumerate(claimed) if row is not None]
        assert claimed[winner] == a_search(1)
        found = a_search(1, state=ArtworkState.FOUND, image="p1", changed_at=DAY + MINUTE)
        assert not await studio.searches.settle(f"t{winner + 1}", found)
        assert await studio.searches.settle(f"t{winner}", found)
        assert await studio.searches.get(ALBUMS[1]) == found
        assert not await studio.searches.settle(f"t{winner}", a_search(1))
        assert await studio.searches.claim(ALBUMS[1], "late", UNTIL, UNTIL + MINUTE) is None  # it is found

    async def test_a_claim_ends_by_itself_by_letting_go_and_by_what_people_say(self, studio: Studio):
        claim, one = studio.searches.claim, ALBUMS[1]
        assert await claim(one, "a", DAY, UNTIL)
        assert await claim(one, "b", UNTIL - MINUTE, UNTIL) is None
        assert await claim(one, "b", UNTIL, UNTIL + MINUTE)
        await studio.searches.release(one, "a")
        assert await claim(one, "c", UNTIL, UNTIL) is None
        await studio.searches.release(one, "b")
        assert await claim(one, "c", UNTIL, UNTIL + MINUTE)
        await studio.searches.put(a_search(1, wanted="limewire"))
        assert not await studio.searches.settle("c", a_search(1))
        assert await claim(one, "d", DAY, UNTIL) == a_search(1, wanted="limewire")

    async def test_whose_turn_it_was_never(self, studio: Studio):
        await studio.heard(on_album(1, 1), on_album(2, 2), on_album(3, 1), alone(4), alone(5), on_album(6, 3))
        await studio.catalogue.save([on_album(7, 4), alone(8)])  # nobody listened to them
        order = [ALBUMS[3].id, ALBUMS[1].id, ALBUMS[2].id, track_id(5), track_id(4)]
        for limit in (1, 2, 50):
            assert await studio.untried(limit) == order
        await studio.searches.put(a_search(1))
        await studio.searches.put(ArtworkSearch(album=track_id(5), alone=True, changed_at=DAY))
        await studio.catalogue.mark_missing([track_id(2)], DAY)
        assert await studio.untried() == [ALBUMS[3].id, track_id(4)]
        assert [facts.alone for facts in (await studio.searches.untried(9)).items if not facts.alone] == [False]

    async def test_those_that_were_played_last(self, studio: Studio):
        await studio.heard(on_album(1, 1), on_album(2, 1), on_album(3, 2), alone(4), on_album(6, 3))
        await studio.catalogue.save([on_album(5, 4)])
        plays = [(1, 0), (3, 1), (2, 3), (4, 2), (5, 5), (6, -9)]
        events = [
            PlayEvent(play=PlayId(f"p{track}"), track=track_id(track), stage=PlayStage.STARTED, at=DAY + at * MINUTE)
            for track, at in plays
        ]
        await studio.plays.record(ANN, events)
        await studio.searches.put(FAILED)
        found = await studio.searches.played(5)
        assert [(facts.album, facts.alone) for facts in found] == [
            (ALBUMS[1].id, False),
            (track_id(4), True),
            (ALBUMS[2].id, False),
        ]
        assert [facts.search for facts in found] == [FAILED, None, None]
        assert found[0].last_played == DAY + 3 * MINUTE

    async def test_all_without_a_picture_of_ours_are_looked_for_again(self, studio: Studio):
        rows = [
            a_search(1, state=ArtworkState.FOUND, image="p1"),
            a_search(2, state=ArtworkState.FOUND),
            a_search(3, state=ArtworkState.ABSENT, attempts=2, next_try=UNTIL),
            a_search(4, state=ArtworkState.FAILED, next_try=UNTIL),
            a_search(5),
        ]
        for row in rows:
            await studio.searches.put(row)
        assert await studio.searches.look_again(DAY + MINUTE) == 3
        assert await studio.ids(ArtworkState.FOUND) == [ALBUMS[1].id]
        assert len(await studio.searches.due(DAY + MINUTE, 10)) == 4

    async def test_pages_the_latest_changed_first(self, studio: Studio):
        await studio.heard(on_album(1, 1, artist="Ann"), alone(7))
        for album in range(6):
            state = ArtworkState.ABSENT if album % 2 else ArtworkState.FOUND
            await studio.searches.put(a_search(album, state=state, changed_at=DAY + album // 2 * MINUTE))
        await studio.searches.put(ArtworkSearch(album=track_id(7), alone=True, changed_at=DAY - MINUTE))
        seen, cursor = [], None
        while True:
            page = await studio.searches.page([], 2, cursor)
            seen += list(page.items)
            if (cursor := page.next) is None:
                break
        assert [one.search.album for one in seen] == await studio.ids()
        changed = [one.search.changed_at for one in seen]
        assert changed == sorted(changed, reverse=True)
        names = {one.search.album: (one.name, one.artist) for one in seen}
        assert names[ALBUMS[1].id] == ("Album 1", "Ann")
        assert names[track_id(7)][0]
        assert names[ALBUMS[2].id] == ("", "")
        assert len(await studio.ids(ArtworkState.ABSENT, ArtworkState.WAITING)) == 4
        with pytest.raises(Invalid):
            await studio.searches.page([ArtworkState.FOUND], 2, (await studio.searches.page([], 1)).next)

    async def test_pictures_come_back_the_latest_first(self, studio: Studio):
        uploaded = a_picture(2, source=ArtworkSource.UPLOADED, about=Provenance(provider="", model=""))
        for picture in (a_picture(), uploaded, a_picture(3, album=2)):
            await studio.pictures.add(picture)
        assert await studio.pictures.of(ALBUMS[1].id) == [uploaded, a_picture()]
        assert await studio.pictures.of("unknown") == []
        wanted = [f"{number:064x}" for number in (1, 3, 9)]
        assert await studio.pictures.named(wanted) == set(wanted[:2])
        assert await studio.pictures.named([]) == set()

    async def test_the_tracks_of_an_album_show_what_its_row_says(self, studio: Studio):
        await studio.heard(on_album(1, 1), on_album(2, 1), on_album(3, 2), alone(4))
        tracks = [track_id(number) for number in (1, 2, 3, 4, 9)]
        await studio.pictures.add(a_picture())
        await studio.pictures.add(replace(a_picture(2), album=track_id(4)))
        assert await studio.pictures.shown(tracks) == {}
        await studio.searches.put(a_search(1, state=ArtworkState.FOUND, image="p1"))
        await studio.searches.put(ArtworkSearch(album=track_id(4), alone=True, image="p2", changed_at=DAY))
        shown = await studio.pictures.shown(tracks)
        assert {track: picture.id for track, picture in shown.items()} == {
            track_id(1): "p1",
            track_id(2): "p1",
            track_id(4): "p2",
        }
        await studio.catalogue.mark_missing([track_id(1)], DAY)
        assert track_id(1) in await studio.pictures.shown(tracks)

    async def test_what_was_rejected_is_not_shown_until_it_is_wanted_again(self, studio: Studio):
        await studio.heard(on_album(1, 1))
        await studio.pictures.add(a_picture())
        await studio.searches.put(a_search(1, state=ArtworkState.FOUND, image="p1"))
        await studio.pictures.judge(PictureId("p1"), DAY)
        assert await studio.pictures.shown([track_id(1)]) == {}
        assert [one.rejected_at for one in await studio.pictures.of(ALBUMS[1].id)] == [DAY]
        await studio.pictures.judge(PictureId("p1"), None)
        await studio.pictures.judge(PictureId("unknown"), None)
        assert await studio.pictures.shown([track_id(1)]) == {track_id(1): a_picture()}

    async def test_a_picture_whose_bytes_are_gone_is_made_again(self, studio: Studio):
        await studio.heard(on_album(1, 1))
        await studio.pictures.add(a_picture())
        await studio.searches.put(a_search(1, state=ArtworkState.FOUND, image="p1"))
        for _ in range(2):
            await studio.pictures.lose(PictureId("p1"), DAY + MINUTE)
        assert await studio.pictures.of(ALBUMS[1].id) == []
        [row] = await studio.searches.due(DAY + MINUTE, 5)
        assert (row.album, row.image, row.state) == (ALBUMS[1].id, "", ArtworkState.WAITING)

    async def test_what_a_person_brought_is_shown_no_more_without_its_bytes_but_not_forgotten(self, studio: Studio):
        await studio.heard(on_album(1, 1))
        mine = a_picture(source=ArtworkSource.UPLOADED)
        await studio.pictures.add(mine)
        await studio.searches.put(a_search(1, state=ArtworkState.FOUND, image="p1"))
        await studio.pictures.lose(PictureId("p1"), DAY + MINUTE)
        assert await studio.pictures.of(ALBUMS[1].id) == [mine]
        assert await studio.pictures.named([mine.picture]) == {mine.picture}
        assert [row.image for row in await studio.searches.due(DAY + MINUTE, 5)] == [""]

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_are_no_album(self, studio: Studio, half: str):
        assert await studio.searches.get(Subject(half)) is None
        assert await studio.pictures.of(half) == []
        assert await studio.pictures.shown([TrackId(half)]) == {}
        assert await studio.pictures.named([half]) == set()

    async def test_an_outage_is_no_absence(self, broken: Studio):
        for question in (
            broken.searches.get(ALBUMS[1]),
            broken.searches.due(DAY, 5),
            broken.searches.untried(5),
            broken.searches.claim(ALBUMS[1], "a", DAY, UNTIL),
            broken.pictures.shown([track_id(1)]),
            broken.pictures.of("x"),
        ):
            with pytest.raises(Unavailable):
                await question
