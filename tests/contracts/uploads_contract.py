"""What is promised by whoever remembers what people brought."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from musicsim.domain.errors import NotFound, Unavailable
from musicsim.domain.model.identity import TrackId, UploadId, UserId
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.uploaded import Quota, Uploaded, UploadProgress, Usage
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.uploads import Uploads
from tests.support.samples import DAY, HALVES, a_failed_track, a_track

ANN, BEN, NOBODY = UserId("ann"), UserId("ben"), UserId("nobody")
PLENTY = Quota(1000, 10**12)


@dataclass(frozen=True)
class Brought:
    """Uploads, the catalogue of the same database, a way to make a person known there, and one to remove a person."""

    uploads: Uploads
    catalogue: Catalogue
    arrive: Callable[[UserId], Awaitable[None]]
    leave: Callable[[UserId], Awaitable[None]]

    async def add(self, *uploads: Uploaded) -> None:
        for upload in uploads:
            assert await self.uploads.add(upload, PLENTY)


def an_upload(number: int = 1, user: UserId = ANN, **changes: Any) -> Uploaded:
    plain = Uploaded(
        id=UploadId(f"u{number:03d}"),
        user=user,
        key=f"uploads/{user}/{number}.mp3",
        name=f"Été {number}.MP3",
        size=1000 + number,
        content_hash=f"{number:064x}",
        uploaded_at=DAY,
    )
    return replace(plain, **changes)


class UploadsContract:
    """Subclasses supply `brought` (empty, with Ann and Ben) and `broken` (not answering)."""

    async def test_every_field_comes_back(self, brought: Brought):
        await brought.add(an_upload(1))
        assert await brought.uploads.at_key("uploads/ann/1.mp3") == an_upload(1)
        assert (await brought.uploads.page(ANN, 10)).items == [an_upload(1)]

    async def test_there_is_nothing_else(self, brought: Brought):
        await brought.add(an_upload(1))
        for key in ["", "uploads/ann", "uploads/ann/2.mp3", *HALVES]:
            assert await brought.uploads.at_key(key) is None
        for user in [BEN, NOBODY, *map(UserId, HALVES)]:
            assert (await brought.uploads.page(user, 10)).items == []
            assert await brought.uploads.usage(user) == Usage()
            assert await brought.uploads.progress(user, 10) == UploadProgress(usage=Usage())
            assert await brought.uploads.export(user) == {"uploads": []}

    async def test_files_and_bytes_are_added_up_for_each_person(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(2), an_upload(3, BEN))
        assert await brought.uploads.usage(ANN) == Usage(2, 2003)
        assert await brought.uploads.usage(BEN) == Usage(1, 1003)

    async def test_one_file_lies_at_a_key(self, brought: Brought):
        await brought.add(an_upload(1))
        other = an_upload(2, key=an_upload(1).key)
        await brought.add(other)
        assert await brought.uploads.at_key(other.key) == other
        assert await brought.uploads.usage(ANN) == Usage(1, 1002)

    @pytest.mark.parametrize("quota", [Quota(2, 10**9), Quota(100, 3005)])
    async def test_no_more_than_the_quota_is_kept(self, brought: Brought, quota: Quota):
        await brought.add(an_upload(1), an_upload(2))
        assert not await brought.uploads.add(an_upload(3), quota)
        assert await brought.uploads.at_key(an_upload(3).key) is None
        assert await brought.uploads.usage(ANN) == Usage(2, 2003)
        assert await brought.uploads.add(an_upload(3, BEN), quota)

    async def test_the_quota_may_be_used_up(self, brought: Brought):
        await brought.add(an_upload(1))
        assert await brought.uploads.add(an_upload(2), Quota(2, 2003))

    async def test_who_is_above_the_quota_may_say_again_what_is_there(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(2))
        assert not await brought.uploads.add(an_upload(2, name="again.mp3"), Quota(1, 10**9))
        assert await brought.uploads.add(an_upload(2, name="again.mp3"), Quota(2, 2003))
        assert await brought.uploads.usage(ANN) == Usage(2, 2003)

    async def test_those_who_come_at_one_moment_do_not_exceed_it_together(self, brought: Brought):
        quota = Quota(5, 10**9)
        kept = await asyncio.gather(*(brought.uploads.add(an_upload(number), quota) for number in range(12)))
        assert sum(kept) == 5
        assert (await brought.uploads.usage(ANN)).files == 5

    async def test_for_nobody_nothing_is_kept(self, brought: Brought):
        for user in [NOBODY, UserId(HALVES[0])]:
            with pytest.raises(NotFound):
                await brought.uploads.add(an_upload(1, user, key="uploads/x/1.mp3"), PLENTY)
        assert await brought.uploads.at_key("uploads/x/1.mp3") is None

    async def test_what_is_removed_counts_no_more(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(2))
        for _ in range(2):
            await brought.uploads.remove(an_upload(1).key)
        await brought.uploads.remove(HALVES[0])
        assert await brought.uploads.at_key(an_upload(1).key) is None
        assert await brought.uploads.usage(ANN) == Usage(1, 1002)

    async def test_pages_lead_from_the_newest_to_the_oldest(self, brought: Brought):
        await brought.add(*(an_upload(number) for number in (3, 1, 5, 2, 4)), an_upload(6, BEN))
        first = await brought.uploads.page(ANN, 2)
        assert [one.id for one in first.items] == ["u005", "u004"]
        assert first.next is not None
        second = await brought.uploads.page(ANN, 2, UploadId(first.next))
        assert [one.id for one in second.items] == ["u003", "u002"]
        assert second.next is not None
        last = await brought.uploads.page(ANN, 2, UploadId(second.next))
        assert ([one.id for one in last.items], last.next) == (["u001"], None)

    @pytest.mark.parametrize("before", ["", "u0025", "\U0001d11e", *HALVES])
    async def test_any_text_is_a_place_to_go_on_at(self, brought: Brought, before: str):
        await brought.add(an_upload(1), an_upload(2), an_upload(3))
        found = (await brought.uploads.page(ANN, 10, UploadId(before))).items
        expected = [f"u{n:03d}" for n in (3, 2, 1) if f"u{n:03d}" < before]
        assert before in HALVES or [one.id for one in found] == expected

    async def test_everybodys_keys_ascend_by_code_point(self, brought: Brought):
        keys = ["uploads/ann/B.mp3", "uploads/ann/a.mp3", "uploads/ann/é.mp3", "uploads/ann/\uff5e.mp3"]
        keys.append("uploads/ann/\U0001d11e.mp3")
        await brought.add(*(an_upload(number, key=key) for number, key in enumerate(reversed(keys))))
        await brought.add(an_upload(9, BEN))
        assert [key async for key in brought.uploads.all_keys()] == [*keys, "uploads/ben/9.mp3"]

    async def test_progress_names_the_tracks_that_wait(self, brought: Brought):
        uploads = [an_upload(number) for number in range(1, 7)]
        tracks = [a_track(number, key=upload.key) for number, upload in enumerate(uploads, start=1)]
        tracks[1] = a_failed_track(2, key=uploads[1].key)
        tracks[2] = replace(tracks[2], missing_since=DAY)
        await brought.add(*uploads[:5], an_upload(7, BEN))
        await brought.catalogue.save([*tracks, a_track(7, key=an_upload(7, BEN).key), a_track(8)])
        assert tracks[0].status is TrackStatus.PENDING
        assert await brought.uploads.progress(ANN, 10) == UploadProgress(
            usage=Usage(5, 5015), waiting=(TrackId("t00005"), TrackId("t00004"), TrackId("t00001"))
        )
        assert (await brought.uploads.progress(ANN, 2)).waiting == ("t00005", "t00004")

    async def test_everything_can_be_taken_along(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(2), an_upload(3, BEN))
        assert await brought.uploads.export(ANN) == {
            "uploads": [
                {
                    "id": f"u00{number}",
                    "name": f"Été {number}.MP3",
                    "path": f"uploads/ann/{number}.mp3",
                    "size": 1000 + number,
                    "content_hash": f"{number:064x}",
                    "uploaded_at": "2026-03-01T12:30:15.123456Z",
                }
                for number in (2, 1)
            ]
        }

    async def test_what_is_kept_of_a_person_can_be_forgotten(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(2), an_upload(3, BEN))
        for _ in range(2):
            await brought.uploads.forget(ANN)
        await brought.uploads.forget(UserId(HALVES[0]))
        assert [key async for key in brought.uploads.all_keys()] == ["uploads/ben/3.mp3"]

    async def test_it_goes_with_the_account(self, brought: Brought):
        await brought.add(an_upload(1), an_upload(3, BEN))
        await brought.leave(ANN)
        assert [key async for key in brought.uploads.all_keys()] == ["uploads/ben/3.mp3"]

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Uploads):
        calls = (
            lambda: broken.add(an_upload(), PLENTY),
            lambda: broken.usage(ANN),
            lambda: broken.at_key("uploads/ann/1.mp3"),
            lambda: broken.remove("uploads/ann/1.mp3"),
            lambda: broken.page(ANN, 1),
            lambda: anext(broken.all_keys()),
            lambda: broken.progress(ANN, 1),
            lambda: broken.export(ANN),
            lambda: broken.forget(ANN),
        )
        for call in calls:
            with pytest.raises(Unavailable):
                await call()
