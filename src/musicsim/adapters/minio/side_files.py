"""Files beside the audio in a bucket."""

from collections.abc import Sequence
from contextlib import aclosing
from itertools import islice
from typing import TYPE_CHECKING

from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.objects import Denied, Missing
from musicsim.adapters.minio.reading import read
from musicsim.domain.model.side_file import SideFile
from musicsim.domain.rules.side_keys import is_side_key
from musicsim.ports.side_files import SideFiles

if TYPE_CHECKING:
    from minio import Minio

_MOST_NAMES = 5_000  # five requests: people wait for covers


class MinioSideFiles(SideFiles):
    """Looks at the first 5,000 names of a folder."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    async def starting_with(self, prefix: str) -> Sequence[SideFile]:
        ours = self._bucket.prefix

        def work(client: "Minio") -> list[SideFile]:
            listing = client.list_objects(self._bucket.name, prefix=ours + prefix, recursive=False)
            named = [(item.object_name or "", item.size or 0) for item in islice(listing, _MOST_NAMES)]
            return [SideFile(name.removeprefix(ours), size) for name, size in named]

        try:
            prefix.encode()
        except UnicodeEncodeError:
            return []
        found = await self._bucket.run(work, abandon=True)
        return sorted((file for file in found if is_side_key(file.key)), key=lambda file: file.key)

    async def read(self, key: str, most: int) -> bytes | None:
        if not is_side_key(key):
            return None
        data = bytearray()
        try:
            async with aclosing(read(self._bucket, key, 0, most + 1)) as chunks:
                async for chunk in chunks:
                    data += chunk
        except (Missing, Denied):
            return None
        return bytes(data) if len(data) <= most else None
