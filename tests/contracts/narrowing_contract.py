"""What every catalogue promises of conditions, orders and chance."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.analysis import Analysis, KeyEstimate, Tags, Tempo
from musicsim.domain.model.browse import LEAST_MOOD, MOST_NAMES, TrackOrder, TrackQuery
from musicsim.domain.model.identity import AlbumId, ArtistId, UserId
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.fitting import fits
from musicsim.domain.rules.grouping import album_id, artist_id
from musicsim.domain.rules.listing import sort_value
from tests.contracts.browsing_contract import found, walked
from tests.support.samples import DAY, HALVES, SILENCE, a_track, an_analysis, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores

ANN, BOB = UserId("ann"), UserId("bob")


def heard(bpm: float | None = None, camelot: str = "", **tags: float) -> Analysis:
    return replace(
        an_analysis(),
        tempo=Tempo(bpm, 0.9, "t@1") if bpm is not None else None,
        key=KeyEstimate(MusicalKey.from_camelot(camelot), 0.9, "k@1") if camelot else None,
        tags=Tags(tags, "w@1"),
    )


async def hear(stores: Stores, number: int, analysis: Analysis, **about: object) -> Track:
    track = a_track(number, **about)
    await stores.save(track)
    assert await stores.analyses.save(track, analysis, DAY)
    return track


spans = st.builds(
    lambda one, other: Span(min(one, other), max(one, other)), st.integers(0, 4), st.integers(0, 4)
) | st.builds(Span, st.none() | st.just(2), st.none())

queries = st.builds(
    TrackQuery,
    text=st.sampled_from(["", "al", "alb", "moon al", "x", "béta moon"]),
    starts=st.sampled_from(["", "", "Al", "b"]),
    within=st.sampled_from([None, None, "a", "a/b"]),
    statuses=st.sampled_from([frozenset(), frozenset({TrackStatus.ANALYSED}), frozenset({TrackStatus.PENDING})]),
    artist=st.sampled_from([None, None, artist_id("zoe"), artist_id("Ann")]),
    album=st.sampled_from([None, None, album_id(a_track(1, album="Moon", album_artist="Ann"))]),
    genres=st.sampled_from([frozenset(), frozenset(), frozenset({"jazz"}), frozenset({"jazz", "pop"})]),
    moods=st.sampled_from([frozenset(), frozenset(), frozenset({"calm"}), frozenset({"calm", "dark"})]),
    mood_at_least=st.sampled_from([0.1, 0.5]),
    keys=st.sampled_from([frozenset(), frozenset(), frozenset({"8A"}), frozenset({"8A", "9B"})]),
    year=st.none() | spans,
    duration=st.none() | spans,
    bpm=st.none() | spans,
    favourite_of=st.sampled_from([None, None, ANN]),
    order=st.sampled_from(TrackOrder),
    reverse=st.booleans(),
)


@st.composite
def libraries(draw: st.DrawFn) -> list[tuple[Track, Analysis | None]]:
    """Tracks that agree in much, with what was found of them."""

    def one(number: int) -> tuple[Track, Analysis | None]:
        track = a_track(
            number,
            key=f"{draw(st.sampled_from(['a', 'a/b', 'ab', 'c']))}/{number}.mp3",
            title=draw(st.sampled_from(["Alba", "Béta", "alb"])),
            artist=draw(st.sampled_from(["", "Zoë", "Ann; Zoe"])),
            album=draw(st.sampled_from(["", "Moon"])),
            album_artist=draw(st.sampled_from(["", "Ann"])),
            genre=draw(st.sampled_from(["", "Jazz", "pop; JAZZ"])),
            year=draw(st.none() | st.integers(0, 4)),
            duration=draw(st.none() | st.floats(0, 4)),
            missing_since=draw(st.sampled_from([None, None, None, DAY])),
        )
        if draw(st.booleans()):
            return track, None
        tags = {tag: draw(st.sampled_from([0.05, 0.1, 0.6])) for tag in ("calm", "Dark")}
        return track, heard(draw(st.none() | st.floats(0, 4)), draw(st.sampled_from(["", "8A", "9B"])), **tags)

    return [one(number) for number in range(draw(st.integers(1, 25)))]


async def fill(stores: Stores, library: list[tuple[Track, Analysis | None]]) -> None:
    await stores.save(*(track for track, _ in library))
    for track, analysis in library:
        if analysis is not None:
            assert await stores.analyses.save(track, analysis, DAY)


def expected(query: TrackQuery, library: list[tuple[Track, Analysis | None]], likes: set[str]) -> list[str]:
    """The ids by the reference, in order: known values up or down, then unknown ones."""
    rows = []
    for track, analysis in library:
        shown = replace(track, status=TrackStatus.ANALYSED) if analysis is not None else track
        if track.missing_since is None and fits(query, shown, analysis, favourite=track.id in likes):
            rows.append((sort_value(shown, query.order, analysis), track.id))
    known = sorted((row for row in rows if row[0] is not None), reverse=query.reverse)
    return [id_ for _, id_ in known] + sorted((id_ for value, id_ in rows if value is None), reverse=query.reverse)


class NarrowingContract:
    """Subclasses supply the fixtures `stores` (empty) and `open_stores` (a way to more)."""

    @settings(PROPERTY, max_examples=6)
    @given(libraries(), st.lists(queries, min_size=10, max_size=10), st.integers(2, 7))
    async def test_any_list_is_what_the_rules_say(
        self, open_stores: OpenStores, library: list, asked: list[TrackQuery], limit: int
    ):
        async with open_stores() as stores:
            await fill(stores, library)
            await stores.welcome(ANN)
            likes = {track.id for track, _ in library[::2]}
            for each in sorted(likes):
                await stores.favourites.add(ANN, each, DAY)
            for query in asked:
                ids: list[str] = []
                cursor = None
                while True:
                    page = await stores.catalogue.search(replace(query, limit=limit, cursor=cursor))
                    ids += [track.id for track in page.items]
                    if (cursor := page.next) is None:
                        break
                assert ids == expected(query, library, likes)
                drawn = await stores.catalogue.sample(replace(query, limit=500))
                assert sorted(track.id for track in drawn) == sorted(ids)

    # orders

    @pytest.mark.parametrize("order", TrackOrder)
    async def test_reversed_is_the_other_way_round(self, stores: Stores, order: TrackOrder):
        for n in range(6):
            about = {"title": f"T{n % 3}", "year": 1990 + n % 3, "duration": 100.0 + n, "album": f"A{n % 2}"}
            await hear(stores, n, heard(bpm=100 + n, camelot=f"{n + 1}A"), **about)
        there = [track.id for track in await walked(stores, order=order, limit=2)]
        back = [track.id for track in await walked(stores, order=order, limit=2, reverse=True)]
        assert len(there) == 6
        assert back == there[::-1]

    @pytest.mark.parametrize("reverse", [False, True])
    async def test_what_is_not_known_is_last_either_way(self, stores: Stores, reverse: bool):
        await hear(stores, 1, heard(bpm=120, camelot="8A"), year=1990, duration=10.0)
        await hear(stores, 2, heard(bpm=90, camelot="1B"), year=1980, duration=5.0)
        await stores.save(a_track(3), a_track(4))
        for order in (TrackOrder.YEAR, TrackOrder.DURATION, TrackOrder.BPM, TrackOrder.CAMELOT):
            expected = [1, 2, 4, 3] if reverse else [2, 1, 3, 4]
            assert await found(stores, order=order, reverse=reverse) == expected
            tracks = await walked(stores, order=order, reverse=reverse, limit=1)
            assert [int(track.id[1:]) for track in tracks] == expected

    async def test_an_album_s_tracks_are_in_their_order(self, stores: Stores):
        places = [(1, None), (None, 3), (2, 1), (1, 10), (1, 2)]
        for n, (disc, number) in enumerate(places):
            about = {"album": "Long", "album_artist": "A", "disc_number": disc, "track_number": number}
            await stores.save(a_track(n, **about, title=f"{9 - n}"))
        await stores.save(a_track(7, album="Long", album_artist="B"), a_track(8, album="Älter"))
        assert [n for n in await found(stores, order=TrackOrder.ALBUM) if n < 7] == [1, 4, 3, 0, 2]
        assert (await found(stores, order=TrackOrder.ALBUM))[0] == 8

    async def test_keys_go_round_the_wheel(self, stores: Stores):
        for n, code in enumerate(["10A", "2B", "1A", "12B", "1B", "2A"]):
            await hear(stores, n, heard(camelot=code))
        assert await found(stores, order=TrackOrder.CAMELOT) == [2, 4, 5, 1, 0, 3]

    async def test_a_list_follows_what_is_found(self, stores: Stores):
        track = await hear(stores, 1, heard(bpm=120, camelot="8A", calm=0.9))
        query = {"bpm": Span(119, 121), "keys": frozenset({"8A"}), "moods": frozenset({"calm"})}
        assert await found(stores, **query) == [1]
        assert await stores.analyses.save(track, heard(bpm=90, dark=0.9), DAY)
        for name, value in query.items():
            assert await found(stores, **{name: value}) == []
        assert await found(stores, moods=frozenset({"dark"}), bpm=Span(90, 90)) == [1]
        assert await stores.analyses.save(track, SILENCE, DAY)
        assert await found(stores, moods=frozenset({"dark"})) == []
        await hear(stores, 1, heard(bpm=120, dark=0.9))
        await stores.save(a_track(1, content_hash="0" * 64))
        assert await found(stores, bpm=Span(0, 500)) == []
        assert await found(stores, moods=frozenset({"dark"})) == []

    # conditions

    async def test_a_folder_at_any_depth(self, stores: Stores):
        keys = ["top.mp3", "a/1.mp3", "a/b/2.mp3", "a b/3.mp3", "a0/4.mp3", "A/5.mp3", "a%/6.mp3"]
        await stores.save(*(a_track(n, key=key) for n, key in enumerate(keys)))
        for order in TrackOrder:
            assert sorted(await found(stores, within="a", order=order)) == [1, 2]
            assert sorted(await found(stores, within="", order=order)) == [0, 1, 2, 3, 4, 5, 6]
        assert await found(stores, within="a/b") == [2]
        assert await found(stores, within="nothere") == []

    async def test_how_a_title_begins(self, stores: Stores):
        await stores.save(a_track(1, title="Élan"), a_track(2, title="elan vital"), a_track(3, title="The Elan"))
        for order in (TrackOrder.TITLE, TrackOrder.ADDED):
            assert sorted(await found(stores, starts=" ELAN", order=order)) == [1, 2]
            assert sorted(await found(stores, starts="elan v", order=order)) == [2]

    async def test_an_artist_s_tracks_are_those_of_their_albums_too(self, stores: Stores):
        await stores.save(
            a_track(1, artist="Zoë"),
            a_track(2, artist="Ann; zoe"),
            a_track(3, artist="Ann", album_artist="ZOE"),
            a_track(4, artist="Zoe Ann"),
        )
        assert await found(stores, artist=artist_id("zoe")) == [1, 2, 3]
        assert await found(stores, artist=ArtistId("nobody")) == []

    async def test_artist_and_genre_follow_the_tags(self, stores: Stores):
        await stores.save(a_track(1, artist="A", genre="Jazz"))
        await stores.save(a_track(1, artist="B", genre="Soul"))
        assert await found(stores, artist=artist_id("A")) == []
        assert await found(stores, genres=frozenset({"jazz"})) == []
        assert await found(stores, artist=artist_id("B"), genres=frozenset({"soul"})) == [1]

    async def test_spans_hold_their_ends(self, stores: Stores):
        for n, year in enumerate([1989, 1990, 1999, None]):
            await stores.save(a_track(n, year=year, duration=float(year or 0) or None))
        for name in ("year", "duration"):
            assert await found(stores, **{name: Span(1990, 1999)}) == [1, 2]
            assert await found(stores, **{name: Span(None, 1990)}) == [0, 1]
            assert await found(stores, **{name: Span(1990.5, math.inf)}) == [2]
            assert await found(stores, **{name: Span(-math.inf, 1989.5)}) == [0]
            assert await found(stores, **{name: Span(None, None)}) == [0, 1, 2]

    async def test_all_moods_must_be_likely_enough(self, stores: Stores):
        await hear(stores, 1, heard(calm=0.5, piano=0.3))
        await hear(stores, 2, heard(calm=0.15, piano=0.9))
        await hear(stores, 3, heard(calm=0.05))
        assert await found(stores, moods=frozenset({"calm"})) == [1]
        assert await found(stores, moods=frozenset({"calm"}), mood_at_least=LEAST_MOOD) == [1, 2]
        assert await found(stores, moods=frozenset({"calm", "piano"}), mood_at_least=0.3) == [1]

    async def test_favourites_are_a_person_s_own(self, stores: Stores):
        await stores.save(a_track(1), a_track(2))
        for user in (ANN, BOB):
            await stores.welcome(user)
        await stores.favourites.add(ANN, track_id(2), DAY)
        assert await found(stores, favourite_of=ANN) == [2]
        assert await found(stores, favourite_of=BOB) == []

    @pytest.mark.parametrize("half", HALVES)
    async def test_nothing_fits_what_cannot_be(self, stores: Stores, half: str):
        await stores.save(a_track(1))
        odd = [
            {"starts": half},
            {"within": half},
            {"artist": ArtistId(half)},
            {"album": AlbumId(half)},
            {"genres": frozenset({half})},
            {"moods": frozenset({half})},
            {"favourite_of": UserId(half)},
        ]
        for query in odd:
            assert await found(stores, **query) == []
            assert await stores.catalogue.sample(TrackQuery(**query)) == []

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("genres", frozenset(map(str, range(MOST_NAMES + 1)))),
            ("mood_at_least", 0.0),
            ("mood_at_least", math.nan),
            ("starts", "a" * 2000),
        ],
    )
    def test_some_conditions_are_refused(self, field: str, wrong: object):
        with pytest.raises(Invalid) as raised:
            TrackQuery(**{field: wrong})
        assert raised.value.field == field

    # cursors

    @pytest.mark.parametrize(
        "change",
        [
            lambda query: replace(query, text="title"),
            lambda query: replace(query, reverse=True),
            lambda query: replace(query, year=Span(None, None)),
            lambda query: replace(query, genres=frozenset({"jazz"})),
        ],
    )
    async def test_a_cursor_is_of_no_use_in_another_list(
        self, stores: Stores, change: Callable[[TrackQuery], TrackQuery]
    ):
        await stores.save(*map(a_track, range(3)))
        page = await stores.catalogue.search(TrackQuery(limit=1))
        with pytest.raises(Invalid) as raised:
            await stores.catalogue.search(change(TrackQuery(cursor=page.next)))
        assert raised.value.field == "cursor"

    # chance

    async def test_every_track_may_be_drawn(self, stores: Stores):
        await stores.save(*map(a_track, range(12)), a_track(50, missing_since=DAY))
        drawn = [await stores.catalogue.sample(TrackQuery(limit=3)) for _ in range(80)]
        assert all(len({track.id for track in tracks}) == 3 for tracks in drawn)
        assert {track.id for tracks in drawn for track in tracks} == {track_id(n) for n in range(12)}
        assert len({tuple(track.id for track in tracks) for tracks in drawn}) > 40

    async def test_of_few_all_are_drawn(self, stores: Stores):
        assert await stores.catalogue.sample(TrackQuery()) == []
        await stores.save(a_track(1, genre="Jazz"), a_track(2))
        assert len(await stores.catalogue.sample(TrackQuery(limit=5))) == 2
        assert [t.id for t in await stores.catalogue.sample(TrackQuery(genres=frozenset({"jazz"})))] == [track_id(1)]
