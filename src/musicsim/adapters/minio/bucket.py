"""One part of one bucket: what both stores ask of it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import islice
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar
from xml.etree.ElementTree import ParseError

from anyio import CapacityLimiter, to_thread

from musicsim.adapters.minio.access import Access, new_client
from musicsim.adapters.minio.ordering import OutOfOrder, in_order
from musicsim.domain.errors import Unavailable

if TYPE_CHECKING:
    from minio import Minio

    from musicsim.adapters.minio.faults import Trouble
    from musicsim.adapters.minio.objects import Head

T = TypeVar("T")

_TRIAL = ".musicsim-doctor"

_AT_ONCE = 32  # requests
_LISTED_AT_ONCE = 1000  # as many as S3 tells in one answer
_LONGEST = 7 * 24 * 3600  # seconds that S3 lets an address hold


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing shows it; `key` is its name behind the prefix."""

    key: str
    size: int
    etag: str


class Bucket:
    """The objects of bucket `name` whose names begin with `prefix`, which is "" or ends in "/".

    Every call blocks no more than one of its own threads. Whatever goes wrong on the way, or with the bucket as a
    whole, becomes Unavailable in the name of `service`; `setting` is the variable that names the bucket.
    """

    def __init__(self, access: Access, name: str, prefix: str = "", *, service: str, setting: str) -> None:
        self._access, self._setting = access, setting
        self.name, self.prefix, self.service = name, prefix, service
        self._threads = CapacityLimiter(_AT_ONCE)
        self._lock = Lock()
        self._client: Minio | None = None
        self._close: Callable[[], None] = lambda: None

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}".rstrip("/") + f" at {self._access.endpoint}"

    async def run(self, work: "Callable[[Minio], T]", *, abandon: bool = False) -> T:
        """What `work` returns, in a thread. With `abandon` whoever is cancelled does not wait for its end."""
        return await to_thread.run_sync(self.call, work, limiter=self._threads, abandon_on_cancel=abandon)

    async def send(self, work: "Callable[[Minio], T]") -> T:
        """The same for what takes its time on a slow line: it is broken off when whoever waits for it is cancelled."""
        unwanted = Event()

        def breakable(client: "Minio") -> T:
            from musicsim.adapters.minio.transport import breaking_off

            with breaking_off(unwanted):
                return work(client)

        sending = asyncio.ensure_future(self.run(breakable))
        try:
            return await asyncio.shield(sending)
        except asyncio.CancelledError:
            unwanted.set()
            await asyncio.wait([sending])  # it ends with the piece that is under way
            sending.cancelled() or sending.exception()
            raise

    def call(self, work: "Callable[[Minio], T]") -> T:
        """The same in this thread."""
        client = self._connected()
        from minio.error import MinioException
        from urllib3.exceptions import HTTPError

        try:
            return work(client)
        except (MinioException, HTTPError, OSError, ValueError, ParseError) as fault:
            raise Unavailable(self.service, str(self.trouble(fault))) from fault

    async def look(self, *, writing: bool) -> str:
        """What is seen of the bucket; with `writing` an object is put there and removed."""

        def work(client: "Minio") -> str:
            from musicsim.adapters.minio.head import look

            found = look(client, self.name, self.prefix)
            if writing:
                client.put_object(self.name, self.prefix + _TRIAL, BytesIO(b"?"), 1)
                client.remove_object(self.name, self.prefix + _TRIAL)
            return f"{self} can be {'written to' if writing else 'read'}." if found or writing else f"{self} is empty."

        return await self.run(work, abandon=True)

    def remedy(self, fault: Unavailable) -> tuple[str, str]:
        """What a fault that a call here came to says, and what to do about it."""
        if not isinstance(fault.__cause__, Exception) or isinstance(fault.__cause__, ImportError):
            return str(fault), "Install them."
        trouble = self.trouble(fault.__cause__)
        return trouble.seen, trouble.remedy

    def trouble(self, fault: Exception) -> "Trouble":
        """What a fault of minio or urllib3 means here."""
        from musicsim.adapters.minio.faults import Place, trouble_of

        return trouble_of(fault, Place(self._access.endpoint, self.name, self._setting))

    def close(self) -> None:
        """Close the connections that are kept; the next call opens others."""
        with self._lock:
            self._close()
            self._client = None

    async def head(self, key: str) -> "Head | None":
        """What is known of an object, or None when there is none. Denied when it may not be looked at."""

        def work(client: "Minio") -> "Head | None":
            from musicsim.adapters.minio.head import head_of

            return head_of(client, self.name, self.prefix + key)

        return await self.run(work, abandon=True)

    async def walk(self, prefix: str, wanted: Callable[[str], bool]) -> AsyncGenerator[Listed, None]:
        """The objects whose keys begin with `prefix` and are `wanted`, ascending by key."""
        pages = await self.run(lambda client: in_order(self._pages(client, prefix, wanted)))
        try:
            while (page := await self.run(lambda _: next(pages, None))) is not None:
                for item in page:
                    yield item
        except OutOfOrder as fault:
            raise Unavailable(self.service, f"The object store lists {self} in no order: {fault}.") from fault

    async def listed(self, key: str) -> Listed | None:
        """An object as a listing shows it, also one that is closed to us."""
        pages = await self.run(lambda client: self._pages(client, key, lambda found: found == key))
        page = await self.run(lambda _: next(pages, None))
        return page[0] if page else None

    async def url(self, key: str, seconds: float, media_type: str = "") -> str:
        """An address from which anybody may read the object for so long; nothing is asked for it.

        With `media_type` it is handed out as that, whatever it was put there as.
        """
        name, lasting = self.prefix + key, timedelta(seconds=min(max(1.0, seconds), _LONGEST))
        named: dict[str, str | list[str] | tuple[str]] = {"response-content-type": media_type} if media_type else {}
        return await self.run(lambda client: client.presigned_get_object(self.name, name, lasting, named or None))

    def _pages(self, client: "Minio", prefix: str, wanted: Callable[[str], bool]) -> Iterator[list[Listed]]:
        found = client.list_objects(self.name, prefix=self.prefix + prefix, recursive=True)
        while some := list(islice(found, _LISTED_AT_ONCE)):
            listed = (Listed((o.object_name or "").removeprefix(self.prefix), o.size or 0, o.etag or "") for o in some)
            yield [item for item in listed if wanted(item.key)]

    def _connected(self) -> "Minio":
        with self._lock:
            if self._client is None:
                self._client, self._close = new_client(self._access, self.service, _AT_ONCE)
            return self._client
