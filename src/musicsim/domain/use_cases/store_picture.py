"""Keep the bytes of a picture."""

import asyncio
from dataclasses import dataclass
from hashlib import sha256

from musicsim.domain.model.artwork import ArtworkSize
from musicsim.domain.rules.artwork_policy import variant_key
from musicsim.domain.rules.streams import at_once
from musicsim.ports.blob_store import BlobStore
from musicsim.ports.picture_editor import PictureEditor


@dataclass(frozen=True, kw_only=True)
class StorePicture:
    """Keeps the largest variant, of which all others are made, under the name of the picture."""

    blobs: BlobStore
    pictures: PictureEditor

    async def __call__(self, data: bytes) -> str:
        """The SHA-256 of the bytes (hex), under which they are kept when this returns; Invalid when they are no
        picture.
        """
        picture = (await asyncio.to_thread(sha256, data)).hexdigest()  # 30 ms for 20 MB
        key = variant_key(picture, ArtworkSize.LARGEST)
        if await self.blobs.stat(key) is None:  # the tracks of an album bring the same one
            largest = await self.pictures.thumbnail(data, ArtworkSize.LARGEST)
            await self.blobs.put(key, at_once(largest.data), largest.media_type)
        return picture
