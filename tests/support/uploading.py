"""Bringing files, as people do."""

from collections.abc import AsyncIterator

from musicsim.bootstrap import Application
from musicsim.domain.model.identity import UserId
from musicsim.domain.model.uploaded import Incoming, UploadResult
from musicsim.entrypoints.http.media_types import media_type_of
from tests.contracts.blob_store_contract import Stream


def incoming(name: str, data: bytes) -> Incoming:
    return Incoming(
        name=name,
        chunks=Stream([data[at : at + 1000] for at in range(0, len(data), 1000)]),
        media_type_of=media_type_of,
    )


async def bring(application: Application, user: UserId, name: str, data: bytes) -> UploadResult:
    return await application.uploading.upload_track(user, incoming(name, data))


async def endless(piece: bytes) -> AsyncIterator[bytes]:
    while True:
        yield piece
