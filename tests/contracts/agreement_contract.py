"""Whatever is done, in whatever order, every database shows what memory does."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.domain.errors import Conflict
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.groups import AlbumOrder, AlbumQuery, GroupOrder, GroupQuery
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.grouping import artist_id
from tests.support.in_memory import stores_on
from tests.support.samples import DAY, SILENCE, a_failed_track, a_track, a_waveform, an_analysis, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores

Step = Callable[[Stores], Awaitable[object]]

NARROWED = [
    TrackQuery(artist=artist_id("z")),
    TrackQuery(genres=frozenset({"pop", "jazz"})),
    TrackQuery(moods=frozenset({"rock"}), keys=frozenset({"5A", "10A"})),
    TrackQuery(year=Span(2000, None), order=TrackOrder.BPM),
    TrackQuery(text="ete z"),
    TrackQuery(within="a", duration=Span(None, 150)),
]
LISTS = [TrackOrder.PATH, TrackOrder.TITLE, TrackOrder.ADDED]
PATHS = ["", "a", "a/b", "a b", "c", "nothere"]
numbers = st.integers(1, 4)
keys = st.sampled_from(["x.mp3", "a/x.mp3", "a/y.mp3", "a/b/x.mp3", "a b/x.mp3", "c/x.mp3"])
contents = st.sampled_from(["1" * 64, "2" * 64, ""])
some_ids = st.lists(numbers.map(track_id), max_size=3)
moments = st.integers(0, 3).map(lambda n: DAY + timedelta(seconds=n))
failures = st.builds(Failure, st.sampled_from([FailureReason.EMPTY, FailureReason.DAMAGED]))


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    changes = {
        "key": draw(keys),
        "content_hash": draw(contents),
        "title": draw(st.sampled_from(["Été", "ete", "b"])),
        "artist": draw(st.sampled_from(["", "Z", "z", "Y; Z"])),
        "album": draw(st.sampled_from(["", "One", "one"])),
        "album_artist": draw(st.sampled_from(["", "Y"])),
        "genre": draw(st.sampled_from(["", "Rock", "rock, Pop"])),
        "year": draw(st.sampled_from([None, 1999, 2001])),
        "duration": draw(st.sampled_from([None, 100.0, 200.5])),
        "track_number": draw(st.sampled_from([None, 1, 12])),
        "missing_since": draw(st.none() | moments),
        "added_at": draw(moments),
    }
    if draw(st.booleans()):
        return a_failed_track(draw(numbers), draw(failures).reason, **changes)
    return a_track(
        draw(numbers), status=draw(st.sampled_from(["pending", "analysed", "silent"]).map(TrackStatus)), **changes
    )


heard = st.builds(lambda number, content: a_track(number, content_hash=content), numbers, contents)
findings = st.integers(1, 3).map(an_analysis) | st.just(SILENCE)

steps: st.SearchStrategy[Step] = st.one_of(
    st.lists(tracks(), max_size=3).map(lambda many: lambda s: s.catalogue.save(many)),
    st.builds(lambda ids, at: lambda s: s.catalogue.mark_missing(ids, at), some_ids, moments),
    some_ids.map(lambda ids: lambda s: s.catalogue.restore(ids)),
    st.just(lambda s: s.catalogue.requeue_failed()),
    st.builds(lambda t, found, at: lambda s: s.analyses.save(t, found, at), heard, findings, moments),
    st.builds(lambda t, why, at: lambda s: s.analyses.fail(t, why, at), heard, failures, moments),
    heard.map(lambda t: lambda s: s.analyses.save_waveform(t, a_waveform())),
    some_ids.map(lambda ids: lambda s: s.analyses.mark_stale(ids)),
    st.just(lambda s: s.indexed()),
    st.builds(lambda id_, at: lambda s: s.analyses.mark_indexed({id_: at}), numbers.map(track_id), st.integers(1, 5)),
)


async def outcome(step: Step, stores: Stores) -> object:
    try:
        return await step(stores)
    except Conflict:
        return Conflict


async def shown(stores: Stores) -> dict[str, object]:
    """All that can be seen."""
    catalogue, analyses = stores.catalogue, stores.analyses
    ids = [track_id(n) for n in range(1, 5)]
    stale = await analyses.stale(10)
    return {
        "known": [each async for each in catalogue.known_objects()],
        "tracks": await catalogue.get_many(ids),
        "content": {h: list(t) for h, t in (await catalogue.with_content(["1" * 64, "2" * 64, ""])).items()},
        "lists": [list((await catalogue.search(TrackQuery(order=order))).items) for order in LISTS],
        "inside": [list((await catalogue.search(TrackQuery(folder=path))).items) for path in PATHS],
        "folders": [f and list(f.folders) for f in [await catalogue.folder(path) for path in PATHS]],
        "counts": await catalogue.counts(),
        "pending": await analyses.pending(10),
        "analyses": dict(await analyses.get_many(ids)),
        "whole": [a and len(a.embeddings) for a in [await analyses.get(each) for each in ids]],
        "twins": [(a := await analyses.of_content(h)) and a.duration for h in ("1" * 64, "2" * 64)],
        "embeddings": [each async for each, _ in analyses.embeddings("test@1")],
        "stale": [(each.track, each.revision, each.analysis and each.analysis.duration) for each in stale],
        "indexable": await analyses.indexable_count(),
        "waveforms": [(await analyses.waveform(each)) is not None for each in ids],
        "heard otherwise": [list(await analyses.heard_otherwise(space, 10)) for space in ("test@1", "next@1")],
        "undrawn": list(await analyses.without_waveform(10)),
        "finished": [await analyses.finished_since(DAY + timedelta(seconds=n)) for n in range(-1, 4)],
    }


async def explored(stores: Stores) -> dict[str, object]:
    """All that the explorer shows."""
    catalogue = stores.catalogue
    return {
        "lists": [list((await catalogue.search(TrackQuery(order=order))).items) for order in TrackOrder],
        "reversed": [list((await catalogue.search(TrackQuery(order=o, reverse=True))).items) for o in TrackOrder],
        "narrowed": [list((await catalogue.search(query)).items) for query in NARROWED],
        "artists": list((await stores.groups.artists(GroupQuery())).items),
        "albums": [list((await stores.groups.albums(AlbumQuery(order=order))).items) for order in AlbumOrder],
        "genres": list((await stores.groups.genres(GroupQuery(order=GroupOrder.TRACKS))).items),
        "moods": list(await stores.groups.moods()),
        "years": list(await stores.groups.years()),
    }


NAMED_TWICE: list[Step] = [
    lambda s: s.catalogue.save([a_track(1)]),
    lambda s: s.analyses.mark_stale([track_id(1), track_id(1)]),
]


LETTERS = """Straße STRASSE İstanbul ıstanbul Œuvre oeuvre ﬁre FIRE Ёлка ЕЛКА 東京 東 ナイト ﾅｲﾄ Σίσυφος ΣΊΣΥΦΟΣ ẞ ss
Ⅷ viii ½ 😀 z\U0010ffff e\u0301 É a\u200bb ａｂ % _ \\ ' " * AND"""
ODD = [*LETTERS.split(), "a\u3000b", "a\tb"]


class AgreementContract:
    """Subclasses supply the fixture `open_stores` (a way to empty stores)."""

    @settings(PROPERTY, max_examples=8)
    @given(done=st.lists(steps, max_size=8))
    @example(done=NAMED_TWICE)
    async def test_both_show_the_same_after_every_step(self, open_stores: OpenStores, done: list[Step]):
        database = MemoryDatabase()
        memory = stores_on(database)
        async with open_stores() as stores:
            for step in done:
                assert await outcome(step, stores) == await outcome(step, memory)
                assert await shown(stores) == await shown(memory)
            assert await explored(stores) == await explored(memory)

    async def test_letters_of_all_kinds_are_compared_alike(self, open_stores: OpenStores):
        memory = stores_on(MemoryDatabase())
        tracks = [a_track(n, title=name, artist=ODD[n - 7], album=ODD[n - 3]) for n, name in enumerate(ODD)]
        lists = [
            *(TrackQuery(order=order, reverse=reverse) for order in TrackOrder for reverse in (False, True)),
            *(TrackQuery(**{field: name}) for field in ("text", "starts") for name in ODD),
        ]
        async with open_stores() as stores:
            await memory.catalogue.save(tracks)
            await stores.catalogue.save(tracks)
            for query in lists:
                assert await stores.catalogue.search(query) == await memory.catalogue.search(query), query
            assert (await explored(stores))["artists"] == (await explored(memory))["artists"]
