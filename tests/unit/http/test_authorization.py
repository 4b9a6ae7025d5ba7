"""The authorization matrix: every operation of the OpenAPI document, with every kind of credentials.

The lines are in tests/unit/http/matrix.py, which tells how to add one.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from litestar import Litestar

from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import Scope
from musicsim.domain.model.session import Device
from musicsim.domain.model.user import Role
from musicsim.entrypoints.http.access_tokens import issue
from musicsim.entrypoints.http.app import create_app, operations
from tests.support.people import PASSWORD, credentials, move_in
from tests.unit.http.conftest import HERE, Served
from tests.unit.http.matrix import MATRIX, Row

METHODS = ("get", "head", "post", "put", "patch", "delete")
SAFE = ("get", "head")
PATIENCE = 30.0

Headers = Mapping[str, str]


@dataclass(frozen=True)
class Operation:
    """How one is asked for."""

    method: str
    path: str


@dataclass(frozen=True)
class Place:
    """An application in memory with people in it."""

    served: Served
    app: Litestar
    operations: Mapping[str, Operation]

    async def session(self, name: str, role: Role = Role.LISTENER, **changes: Any) -> Headers:
        """What somebody shows who has just signed in, and moves in before if need be."""
        await self._person(name, role, **changes)
        people = self.served.application.people
        opened = await people.sign_in(name, PASSWORD, Device())
        return {"Authorization": f"Bearer {issue(opened.session, people.key, people.clock.now())}"}

    async def token(self, name: str, role: Role, scope: Scope) -> Headers:
        """What a program shows."""
        return await credentials(self.served.library.ports, await self._person(name, role), scope)

    async def ask(self, operation: str, headers: Headers, parameters: Mapping[str, str], body: object) -> int:
        """The status that an operation begins to answer with."""
        wanted = self.operations[operation]
        path = wanted.path
        for name in path.split("{")[1:]:
            key = name.partition("}")[0]
            path = path.replace(f"{{{key}}}", parameters.get(key, "nothing"))
        return await status_of(self.app, wanted.method, path, headers, _filled(body, parameters))

    async def _person(self, name: str, role: Role, **changes: Any) -> Account:
        return await move_in(self.served.library.ports, name, role, **changes)


def _filled(body: object, parameters: Mapping[str, str]) -> object:
    """The body with parameters in the place of their names."""
    text = json.dumps(body)
    for name, value in parameters.items():
        text = text.replace(f"{{{name}}}", value)
    return json.loads(text)


async def status_of(app: Litestar, method: str, path: str, headers: Headers, body: object) -> int:
    """Asked as a server would: answers that never end are left, and none is read to its end."""
    content = b"" if body is None else json.dumps(body).encode()
    sent = {"host": "localhost", "content-type": "application/json", "content-length": str(len(content)), **headers}
    scope = {
        "type": "http",
        "method": method.upper(),
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "client": ("127.0.0.1", 1),
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
    }
    messages: asyncio.Queue[Any] = asyncio.Queue()
    bodies = iter([{"type": "http.request", "body": content, "more_body": False}])

    async def receive() -> Any:
        return next(bodies, None) or await asyncio.get_running_loop().create_future()

    answering = asyncio.create_task(app(scope, receive, messages.put))  # type: ignore[arg-type]
    try:
        async with asyncio.timeout(PATIENCE):
            return int((await messages.get())["status"])
    finally:
        answering.cancel()
        await asyncio.wait({answering})


@pytest.fixture(scope="module")
async def place(anyio_backend: str) -> Place:
    served = Served()
    app = create_app(served.application)
    document = operations().openapi_schema.to_schema()
    return Place(
        served,
        app,
        {
            item[method]["operationId"]: Operation(method, path)
            for path, item in document["paths"].items()
            for method in METHODS
            if method in item
        },
    )


async def test_every_operation_is_in_the_matrix(place: Place) -> None:
    """A new operation needs its line in matrix.py, one that is gone must go there, too."""
    assert set(MATRIX) == set(place.operations)


def is_let_in(status: int) -> bool:
    """Whether the answer is about what was asked, and not about who asked; a service may be missing."""
    return status not in {401, 403} and (status < 500 or status == 503)


def is_for_scope(row: Row, scope: Scope, method: str) -> bool:
    """Whether a token of that scope, of a person who may, opens an operation."""
    needed = Scope.ADMIN if row.admins else Scope.READ if row.asks or method in SAFE else Scope.WRITE
    return row.public or (row.tokens and scope.includes(needed))


@pytest.mark.parametrize("operation", MATRIX)
async def test_who_is_let_in(place: Place, operation: str) -> None:
    row = MATRIX[operation]
    method = place.operations[operation].method
    lise = await place.session("lise")
    parameters = await _made(place, row, lise)

    async def ask(headers: Headers) -> int:
        return await place.ask(operation, {**row.headers, **headers}, parameters, row.body)

    status = await ask({})
    assert is_let_in(status) if row.public else status == 401, status
    for scope in Scope:
        status = await ask(await place.token("ada", Role.ADMIN, scope))
        assert is_let_in(status) if is_for_scope(row, scope, method) else status == 403, (scope, status)
    status = await ask(await place.token("omar", Role.LISTENER, Scope.ADMIN))
    assert status == 403 if row.admins or not row.tokens else is_let_in(status), status
    status = await ask(await place.session("nina", one_time=True))
    assert is_let_in(status) if row.entering else status == 403, status
    status = await ask(await place.session("omar"))
    assert status == 403 if row.admins else status == 404 if row.make else is_let_in(status), status
    status = await ask(await place.session("ada", Role.ADMIN))
    assert status == 404 if row.make and not row.admins_too else is_let_in(status), status
    if not row.admins and not row.admins_too:
        status = await ask(lise)
        assert 200 <= status < 400 if row.make else is_let_in(status), status


async def _made(place: Place, row: Row, owner: Headers) -> Mapping[str, str]:
    """The parameters of the path: those of a thing that the owner has, or of nothing."""
    if row.make is None:
        return {}
    transport = httpx.ASGITransport(place.app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HERE, headers=owner) as client:
        return await row.make(client, place.served)


@pytest.mark.parametrize("header", ["Basic YWRhOnB3", "Bearer", "Bearer ", "Bearer nonsense", "Bearer musicsim_none"])
async def test_what_proves_nothing_is_refused(place: Place, header: str) -> None:
    assert await place.ask("list_tracks", {"Authorization": header}, {}, None) == 401


async def test_the_document_says_what_needs_no_credentials(place: Place) -> None:
    document = operations().openapi_schema.to_schema()
    assert {"bearer", "cookie"} == set(document["components"]["securitySchemes"])
    assert document["security"] == [{"bearer": []}, {"cookie": []}]
    for name, operation in place.operations.items():
        said = document["paths"][operation.path][operation.method].get("security")
        assert said == ([{}] if MATRIX[name].public else None), name
