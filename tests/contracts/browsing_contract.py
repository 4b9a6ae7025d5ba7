"""What every catalogue promises of its lists and folders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid
from musicsim.domain.model.browse import MOST_TEXT, SubFolder, TrackOrder, TrackQuery
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import Track, TrackStatus
from tests.support.samples import DAY, HALVES, a_failed_track, a_track, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores

SORT: dict[TrackOrder, Callable[[Track], object]] = {
    TrackOrder.PATH: lambda track: (track.key, track.id),
    TrackOrder.TITLE: lambda track: (track.metadata.title.casefold(), track.id),
    TrackOrder.ARTIST: lambda track: (track.metadata.artist.casefold(), track.id),
    TrackOrder.ADDED: lambda track: (-track.added_at.timestamp(), track.id),
}


async def found(stores: Stores, **query: object) -> list[int]:
    """The numbers of the tracks on the first page."""
    page = await stores.catalogue.search(TrackQuery(**query))
    return [int(track.id[1:]) for track in page.items]


async def walked(stores: Stores, **query: object) -> list[Track]:
    """All pages."""
    tracks: list[Track] = []
    cursor = None
    while True:
        page = await stores.catalogue.search(TrackQuery(cursor=cursor, **query))
        tracks.extend(page.items)
        if (cursor := page.next) is None:
            return tracks


@dataclass(frozen=True)
class Traffic:
    """Tracks there at the beginning, of which some leave; between two pages some come and some go."""

    staying: list[Track]
    leaving: list[Track]
    changes: list[tuple[list[Track], list[Track]]]


@st.composite
def traffic(draw: st.DrawFn) -> Traffic:
    letters = st.text("aBb/ é", max_size=2)

    def any_track(number: int) -> Track:
        return a_track(
            number,
            key=f"{draw(letters)}/{number % 7}-{number}",
            title=draw(letters) or "-",
            artist=draw(letters),
            added_at=DAY + timedelta(microseconds=draw(st.integers(0, 2))),
        )

    staying = [any_track(number) for number in range(draw(st.integers(1, 12)))]
    leaving = [any_track(number) for number in range(100, 100 + draw(st.integers(0, 8)))]
    going = [leaving[start : start + draw(st.integers(0, 2))] for start in range(0, 16, 2)]
    return Traffic(staying, leaving, [([any_track(200 + number)], gone) for number, gone in enumerate(going)])


class BrowsingContract:
    """Subclasses supply the fixtures `stores` (empty) and `open_stores` (a way to more)."""

    # orders

    async def test_orders(self, stores: Stores):
        await stores.save(
            a_track(1, key="c", title="beta", artist="Zoë", added_at=DAY),
            a_track(2, key="a", title="Alpha", artist="abba", added_at=DAY),
            a_track(3, key="B", title="Élan", artist="ABBA", added_at=DAY + timedelta(microseconds=1)),
            a_track(4, key="d", title="elan", artist="", added_at=DAY - timedelta(days=900)),
        )
        assert await found(stores, order=TrackOrder.PATH) == [3, 2, 1, 4]
        assert await found(stores, order=TrackOrder.TITLE) == [2, 1, 3, 4]
        assert await found(stores, order=TrackOrder.ARTIST) == [4, 2, 3, 1]
        assert await found(stores, order=TrackOrder.ADDED) == [3, 1, 2, 4]

    @pytest.mark.parametrize("order", TrackOrder)
    async def test_ties_go_by_id(self, stores: Stores, order: TrackOrder):
        await stores.save(*(a_track(n, title="T", added_at=DAY) for n in (5, 3, 9, 1)))
        assert await found(stores, order=order) == [1, 3, 5, 9]

    async def test_an_empty_library_has_one_empty_page(self, stores: Stores):
        page = await stores.catalogue.search(TrackQuery())
        assert (list(page.items), page.next) == ([], None)

    @pytest.mark.parametrize("order", TrackOrder)
    async def test_the_last_page_has_no_next_even_when_it_is_full(self, stores: Stores, order: TrackOrder):
        await stores.save(*map(a_track, range(6)))
        first = await stores.catalogue.search(TrackQuery(order=order, limit=3))
        second = await stores.catalogue.search(TrackQuery(order=order, limit=3, cursor=first.next))
        assert (len(first.items), len(second.items), second.next) == (3, 3, None)

    @pytest.mark.parametrize("reverse", [False, True])
    @pytest.mark.parametrize("order", TrackOrder)
    async def test_a_list_is_entered_anywhere(self, stores: Stores, order: TrackOrder, *, reverse: bool):
        await stores.save(*(a_track(n, title="T", year=2000 if n % 2 else None, added_at=DAY) for n in range(6)))
        everything = (await stores.catalogue.search(TrackQuery(order=order, reverse=reverse))).items
        for skip in range(7):
            page = await stores.catalogue.search(TrackQuery(order=order, reverse=reverse, skip=skip, limit=2))
            assert page.items == everything[skip : skip + 2]
            assert (page.next is None) == (skip >= 4)
            behind = await stores.catalogue.search(
                TrackQuery(order=order, reverse=reverse, skip=skip, limit=1, cursor=page.next)
            )
            assert page.next is None or behind.items == everything[2 * skip + 2 : 2 * skip + 3]

    async def test_what_fits_is_counted(self, stores: Stores):
        await stores.save(
            a_track(1, key="x/1", title="Alpha", year=2000),
            a_track(2, key="x/2", title="Beta", year=2010),
            a_track(3, key="y/3", title="Alpha", year=2010),
            a_track(4, key="x/4", title="Alpha", year=2000, missing_since=DAY),
        )

        async def counted(**conditions: Any) -> int:
            return await stores.catalogue.count(TrackQuery(**conditions))

        assert await counted() == 3
        assert await counted(limit=1, skip=2) == 3
        assert await counted(text="alpha") == 2
        assert await counted(year=Span(2000, 2005)) == 1
        assert await counted(year=Span(2010, None), within="x") == 1
        assert await counted(text="gamma") == 0
        assert await counted(text="\ud800") == 0

    # conditions

    async def test_missing_tracks_are_not_listed(self, stores: Stores):
        await stores.save(a_track(1), a_track(2, missing_since=DAY))
        for order in TrackOrder:
            assert await found(stores, order=order) == [1]
        assert await found(stores, text="title 2") == []
        assert await found(stores, folder="folder") == [1]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", [1, 2, 3]),
            ("  ", [1, 2, 3]),
            ("bjork", [1]),
            ("BJÖRK jóga", [1]),
            ("joga homogenic", [1]),
            ("homo björk", [1]),
            ("ork og", [1]),
            ("100%", [2]),
            ("%", [2]),
            ("_", [2]),
            ("%_", [2]),
            ("under_score", [2]),
            ("underXscore", []),
            ("\\", [3]),
            ("/", [1, 2, 3]),
            ("'", [3]),
            ("'; drop table tracks; --", []),
            ("愛", [3]),
            ("live", [2]),
            ("jogabjork", []),
            ("joga nothere", []),
        ],
    )
    async def test_text_is_matched_word_by_word(self, stores: Stores, text: str, expected: list[int]):
        await stores.save(
            a_track(1, title="Jóga", artist="Björk", album="Homogenic", key="a/1.mp3"),
            a_track(2, title="100%", artist="under_score", album="At%_once", key="Live/2.mp3"),
            a_track(3, title="back\\slash", artist="O'Neill", album="愛", key="a/3.mp3"),
        )
        assert await found(stores, text=text, order=TrackOrder.ADDED, limit=10) == expected[::-1]

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_are_found_nowhere(self, stores: Stores, half: str):
        await stores.save(a_track(1))
        assert await found(stores, text=half) == []
        assert await found(stores, text=f"title {half}") == []
        assert await found(stores, folder=half) == []
        assert await stores.catalogue.folder(half) is None
        with pytest.raises(Invalid):
            await found(stores, text=half, cursor=half)

    async def test_the_longest_text_is_looked_for_and_a_longer_one_refused(self, stores: Stores):
        await stores.save(a_track(1, title="a" * MOST_TEXT))
        many = "".join(f"{chr(0x4E00 + n)} " for n in range(MOST_TEXT // 2))
        assert await found(stores, text="a" * MOST_TEXT) == [1]
        assert await found(stores, text=many) == []
        assert await found(stores, text="a " * (MOST_TEXT // 2)) == [1]
        with pytest.raises(Invalid) as raised:
            await found(stores, text="a" * (MOST_TEXT + 1))
        assert raised.value.field == "text"

    async def test_a_folder_lists_what_lies_directly_in_it(self, stores: Stores):
        keys = ["top.mp3", "a/1.mp3", "a/2.mp3", "a/b/3.mp3", "a b/4.mp3", "a%/5.mp3", "A/6.mp3"]
        await stores.save(*(a_track(n, key=key) for n, key in enumerate(keys)))
        assert await found(stores, folder="") == [0]
        assert await found(stores, folder="a") == [1, 2]
        assert await found(stores, folder="a/b") == [3]
        assert await found(stores, folder="a%") == [5]
        assert await found(stores, folder="nothere") == []
        assert await found(stores, folder="a", order=TrackOrder.ADDED) == [2, 1]

    async def test_statuses(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.save(a_track(2), a_failed_track(3), a_failed_track(4, missing_since=DAY))
        for order in TrackOrder:
            assert await found(stores, order=order, statuses=frozenset({TrackStatus.ANALYSED})) == [1]
            assert await found(stores, order=order, statuses=frozenset({TrackStatus.FAILED})) == [3]
            assert await found(stores, order=order, statuses=frozenset({TrackStatus.SILENT})) == []
        both = frozenset({TrackStatus.PENDING, TrackStatus.FAILED})
        assert await found(stores, statuses=both) == [2, 3]

    async def test_all_conditions_hold_on_every_page(self, stores: Stores):
        await stores.save(*(a_track(n, key=f"{n % 2}/{n:03}.mp3", title=f"T {'abc'[n % 3]}") for n in range(60)))
        tracks = await walked(stores, folder="1", text="t c", limit=3, order=TrackOrder.TITLE)
        assert [int(track.id[1:]) for track in tracks] == [n for n in range(60) if n % 2 == 1 and n % 3 == 2]

    # cursors

    @PROPERTY
    @given(traffic(), st.sampled_from(TrackOrder), st.integers(1, 4))
    async def test_pages_have_no_gap_and_no_repeat_while_tracks_come_and_go(
        self, open_stores: OpenStores, traffic: Traffic, order: TrackOrder, limit: int
    ):
        async with open_stores() as stores:
            await stores.save(*traffic.staying, *traffic.leaving)
            seen: list[Track] = []
            cursor = None
            changes = iter(traffic.changes)
            while True:
                page = await stores.catalogue.search(TrackQuery(order=order, limit=limit, cursor=cursor))
                assert len(page.items) <= limit
                seen.extend(page.items)
                if (cursor := page.next) is None:
                    break
                coming, going = next(changes, ((), ()))
                await stores.save(*coming)
                await stores.catalogue.mark_missing([track.id for track in going], DAY)
            ids = [track.id for track in seen]
            assert len(ids) == len(set(ids))
            assert {track.id for track in traffic.staying} <= set(ids)
            if order in (TrackOrder.PATH, TrackOrder.ADDED):
                assert seen == sorted(seen, key=SORT[order])

    async def test_a_cursor_is_safe_in_an_address(self, stores: Stores):
        await stores.save(*(a_track(n, key=f"ü?&=#/+ {n}") for n in range(3)))
        cursor = (await stores.catalogue.search(TrackQuery(limit=1))).next
        assert cursor is not None
        assert all(character.isascii() and (character.isalnum() or character in "-_") for character in cursor)

    @pytest.mark.parametrize("order", TrackOrder)
    async def test_a_cursor_of_another_order_is_invalid(self, stores: Stores, order: TrackOrder):
        await stores.save(*map(a_track, range(3)))
        for other in set(TrackOrder) - {order}:
            cursor = (await stores.catalogue.search(TrackQuery(order=other, limit=1))).next
            with pytest.raises(Invalid) as raised:
                await stores.catalogue.search(TrackQuery(order=order, cursor=cursor))
            assert raised.value.field == "cursor"

    @pytest.mark.parametrize(
        "cursor", ["", "x", "null", "e30", "W10", "ü", "a b", "====", "AAAA" * 500, "../..", "\0", "MTIzNDU2Nzg5"]
    )
    async def test_what_is_no_cursor_is_invalid(self, stores: Stores, cursor: str):
        await stores.save(a_track(1))
        with pytest.raises(Invalid) as raised:
            await stores.catalogue.search(TrackQuery(cursor=cursor))
        assert raised.value.field == "cursor"

    @PROPERTY
    @given(st.floats(0, 1, exclude_max=True), st.sampled_from("AZaz09-_"))
    async def test_a_cursor_that_was_tampered_with_is_invalid(self, stores: Stores, where: float, other: str):
        await stores.save(*map(a_track, range(3)))
        cursor = (await stores.catalogue.search(TrackQuery(limit=1))).next
        place = int(where * (len(cursor) - 1))  # the last character has bits that mean nothing
        other = other if other != cursor[place] else "B"
        with pytest.raises(Invalid):
            await stores.catalogue.search(TrackQuery(cursor=cursor[:place] + other + cursor[place + 1 :]))

    # folders

    async def test_the_root_always_exists(self, stores: Stores):
        root = await stores.catalogue.folder("")
        assert (root.path, list(root.folders)) == ("", [])

    async def test_folders_count_what_lies_below_at_any_depth(self, stores: Stores):
        keys = ["top.mp3", "b/1.mp3", "a/1.mp3", "a/x/1.mp3", "a/x/2.mp3", "a/x/y/3.mp3", "a b/1.mp3", "Z/1.mp3"]
        await stores.save(*(a_track(n, key=key) for n, key in enumerate(keys)))
        root = await stores.catalogue.folder("")
        assert list(root.folders) == [SubFolder("Z", 1), SubFolder("a", 4), SubFolder("a b", 1), SubFolder("b", 1)]
        inner = await stores.catalogue.folder("a")
        assert (inner.path, list(inner.folders)) == ("a", [SubFolder("x", 3)])
        assert list((await stores.catalogue.folder("a/x")).folders) == [SubFolder("y", 1)]
        assert list((await stores.catalogue.folder("a/x/y")).folders) == []
        below = {path: await stores.catalogue.tracks_within(path) for path in ("a", "a/x", "Z", "A", "a/x/", "\udcff")}
        assert below == {"a": 4, "a/x": 3, "Z": 1, "A": 0, "a/x/": 0, "\udcff": 0}

    @pytest.mark.parametrize("path", ["nothere", "a/nothere", "a/1.mp3", "a/", "/", "A", "a%", "a/x/"])
    async def test_there_is_no_folder_without_tracks(self, stores: Stores, path: str):
        await stores.save(a_track(1, key="a/1.mp3"), a_track(2, key="a/x/2.mp3"))
        assert await stores.catalogue.folder(path) is None

    async def test_folders_follow_their_tracks(self, stores: Stores):
        async def folders(path: str) -> dict[str, int] | None:
            folder = await stores.catalogue.folder(path)
            return None if folder is None else {each.name: each.tracks for each in folder.folders}

        await stores.save(a_track(1, key="a/b/1.mp3"), a_track(2, key="a/b/2.mp3"), a_track(3, key="a/3.mp3"))
        assert await folders("") == {"a": 3}
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        assert (await folders(""), await folders("a")) == ({"a": 2}, {"b": 1})
        await stores.catalogue.mark_missing([track_id(1), track_id(2)], DAY)
        assert (await folders(""), await folders("a"), await folders("a/b")) == ({"a": 1}, {}, None)
        await stores.catalogue.restore([track_id(1), track_id(2), track_id(3)])
        assert (await folders(""), await folders("a")) == ({"a": 3}, {"b": 2})
        await stores.save(a_track(1, key="c/1.mp3"), a_track(2, key="c/2.mp3"), a_track(3, key="3.mp3"))
        assert (await folders(""), await folders("a")) == ({"c": 2}, None)
        await stores.save(a_track(1, key="c/1.mp3"), a_track(2, key="c/2.mp3", missing_since=DAY))
        assert await folders("") == {"c": 1}
