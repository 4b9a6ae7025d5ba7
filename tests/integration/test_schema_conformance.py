"""The running application does what its own OpenAPI document says, whatever it is asked."""

import functools
import json
from collections.abc import Iterator
from enum import StrEnum
from http.cookiejar import DefaultCookiePolicy

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from litestar.serialization import encode_json
from requests import Session
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.specs.openapi import checks

from musicsim.entrypoints.http.app import operations
from tests.support.inhabited import Inhabited, inhabited

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
ENDLESS = {"follow_events"}
PARTING = {"log_out"}  # asked for by somebody who is not signed in: we stay

DOCUMENT = json.loads(encode_json(operations().openapi_schema.to_schema()))
OPERATIONS = {
    operation["operationId"]: operation
    for methods in DOCUMENT["paths"].values()
    for operation in methods.values()
    if operation["operationId"] not in ENDLESS
}

SOME = settings(
    derandomize=True,  # the same questions every time: what fails, fails for everybody
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inhabited]:
    with inhabited(tmp_path_factory.mktemp("inhabited")) as one:
        yield one


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session() as one:
        one.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # who signs in here stays who was told
        yield one


class Kind(StrEnum):
    """What is asked for: things that are there, or names that nothing has, or what the document does not allow."""

    RIGHT = "right"
    STRANGE = "strange"
    WRONG = "wrong"


QUESTIONS = {Kind.RIGHT: 3, Kind.STRANGE: 1, Kind.WRONG: 2}  # to each operation


def questions() -> Iterator[tuple[str, Kind]]:
    for name, operation in OPERATIONS.items():
        places = {parameter["in"] for parameter in operation.get("parameters", ())}
        yield name, Kind.RIGHT
        if "path" in places:
            yield name, Kind.STRANGE
        if "query" in places or "requestBody" in operation:
            yield name, Kind.WRONG


@functools.cache
def operations_to_ask() -> dict[str, APIOperation]:
    """The operations by name; not made where they are only listed, as every process that tests does."""
    made = (result.ok() for result in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations())
    return {operation.definition.raw["operationId"]: operation for operation in made}


@pytest.mark.parametrize(("name", "kind"), list(questions()))
def test_every_answer_is_one_that_the_document_tells_of(
    place: Inhabited, session: Session, name: str, kind: Kind
) -> None:
    operation = operations_to_ask()[name]
    named = {parameter.name for parameter in operation.path_parameters}
    things = place.things(named) if named and kind is not Kind.STRANGE else None
    mode = GenerationMode.NEGATIVE if kind is Kind.WRONG else GenerationMode.POSITIVE
    headers = {} if name in PARTING else dict(place.headers)

    @settings(SOME, max_examples=QUESTIONS[kind])
    @given(operation.as_strategy(generation_mode=mode, path_parameters=things))
    def check(case: Case) -> None:
        answer = case.call(base_url=place.url, headers=headers, session=session)
        case.validate_response(answer, checks=CHECKS)

    check()
