"""How handlers are given what they ask for."""

import asyncio

import pytest
from litestar import Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from litestar.testing import AsyncTestClient

from musicsim.entrypoints.http.injected import find_in_turn

Task = NamedDependency[SkipValidation["asyncio.Task[object] | None"]]


def _finder() -> Provide:
    return Provide(lambda: asyncio.current_task(), sync_to_thread=False)


@get("/", dependencies={"one": _finder(), "other": _finder(), "third": _finder()})
async def alone(one: Task, other: Task, third: Task) -> bool:
    """Whether nothing was found in a task of its own."""
    return {one, other, third} == {asyncio.current_task()}


@pytest.mark.parametrize("in_turn", [True, False])
async def test_what_handlers_are_given_is_found_without_tasks(in_turn: bool) -> None:
    app = Litestar([alone], openapi_config=None, logging_config=None)
    if in_turn:
        find_in_turn(app)
    async with AsyncTestClient(app) as client:
        assert (
            await client.get("/")
        ).json() is in_turn  # Litestar by itself: should it do so one day, find_in_turn can go
