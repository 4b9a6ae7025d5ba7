"""The files of a multipart body as they come in, none of them held in memory or on disk here (RFC 7578)."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from typing import Any

from litestar import Request
from litestar.exceptions import HTTPException, InternalServerException
from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser

AnyRequest = Request[Any, Any, Any]
Event = Any
"""A MultipartSegment, which is the head of a part; some bytes of its content; or None, its end."""


class FilePart:
    """A file: what it is called, and its bytes as they come in, once."""

    def __init__(self, name: str, events: AsyncIterator[Event]) -> None:
        self.name = name
        self._events = events
        self._ended = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        event = None if self._ended else await anext(self._events, None)
        if not isinstance(event, bytes | bytearray):
            self._ended = True
            raise StopAsyncIteration
        return bytes(event)

    async def pass_over(self) -> None:
        """Read to its end: the next part begins there."""
        async for _ in self:
            pass


async def file_parts(request: AnyRequest, most: int) -> AsyncGenerator[FilePart, None]:
    """The parts that have a file name, whatever their field is called; what is left of one is passed over.

    A 415 problem for another media type, 400 for a body that breaks off or is none, 413 for more than `most` parts.
    """
    async with aclosing(_events(request, _boundary(request), most)) as events:
        async for event in events:
            if isinstance(event, MultipartSegment) and event.filename is not None:
                part = FilePart(event.filename, events)
                yield part
                await part.pass_over()


async def form_parts(request: AnyRequest, most: int) -> AsyncGenerator[tuple[str, FilePart], None]:
    """All parts by the names of their fields, whether they have a file name or not; problems as `file_parts` has."""
    async with aclosing(_events(request, _boundary(request), most)) as events:
        async for event in events:
            if isinstance(event, MultipartSegment):
                part = FilePart(event.filename or "", events)
                yield event.name, part
                await part.pass_over()


def _boundary(request: AnyRequest) -> str:
    media_type, parameters = request.content_type
    if media_type != "multipart/form-data":
        raise HTTPException(detail="Send files as multipart/form-data.", status_code=415)
    if not (boundary := parameters.get("boundary")):
        raise HTTPException(detail="The Content-Type lacks its boundary.", status_code=400)
    return boundary


async def _events(request: AnyRequest, boundary: str, most: int) -> AsyncGenerator[Event, None]:
    with _explained(), PushMultipartParser(boundary, max_segment_count=most) as parser:
        async for chunk in request.stream():  # the last one is empty, which the parser takes for the end
            if not parser.closed:
                for event in parser.parse(chunk):
                    yield event


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except ParserLimitReached as fault:
        raise HTTPException(detail="There are too many parts, or their heads are too long.", status_code=413) from fault
    except MultipartError as fault:
        raise HTTPException(detail=f"The body is no whole multipart/form-data: {fault}.", status_code=400) from fault
    except InternalServerException as fault:  # Litestar's word for a client that went away: nobody will read the answer
        raise HTTPException(detail="The request broke off.", status_code=400) from fault
