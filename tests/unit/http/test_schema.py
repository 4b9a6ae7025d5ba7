"""The OpenAPI document."""

import os
import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import msgspec
import pytest
from litestar.serialization import encode_json

from musicsim.entrypoints import schemas
from musicsim.entrypoints.http import health, problems
from musicsim.entrypoints.http.app import operations
from musicsim.entrypoints.http.examples import example_of
from tests.unit.http.matrix import MATRIX

METHODS = {"get", "head", "post", "put", "patch", "delete"}

PRINT = (
    "import sys; from musicsim.entrypoints.http.app import operations; "
    "from litestar.serialization import encode_json; "
    "sys.stdout.buffer.write(encode_json(operations().openapi_schema.to_schema()))"
)


def _modules(package: ModuleType) -> list[ModuleType]:
    names = [module.name for module in iter_modules(package.__path__)]
    return [import_module(f"{package.__name__}.{name}") for name in names]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return operations().openapi_schema.to_schema()


def _operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(document: dict[str, Any]) -> None:
    operations = _operations(document)
    names = [operation["operationId"] for _, _, operation in operations]
    assert len(operations) >= 13
    assert len(set(names)) == len(names)
    for path, method, operation in operations:
        assert operation["summary"], (path, method)
        assert operation["description"], (path, method)
        assert operation["tags"], (path, method)
        assert operation["operationId"] == operation["operationId"].lower()


def test_every_operation_says_which_problems_it_may_answer_with(document: dict[str, Any]) -> None:
    for path, method, operation in _operations(document):
        responses = operation["responses"]
        assert {"400", "421", "500"} <= responses.keys(), (path, method)
        if operation.get("parameters") or operation.get("requestBody"):
            assert "422" in responses, (path, method)
        if method == "post":
            assert "403" in responses
        for status, response in responses.items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (path, method, status)


def test_every_parameter_is_described(document: dict[str, Any]) -> None:
    for path, _, operation in _operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (path, parameter["name"])


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")


def test_every_body_and_every_json_answer_is_shown_by_an_example(document: dict[str, Any]) -> None:
    for path, method, operation in _operations(document):
        contents = [operation.get("requestBody", {}).get("content", {})]
        contents += [response.get("content", {}) for response in operation["responses"].values()]
        for schema in (kind["schema"] for content in contents for name, kind in content.items() if "json" in name):
            for reference in _references(schema):
                examples = document["components"]["schemas"][reference].get("examples")
                assert examples, (path, method, reference)


def _references(schema: dict[str, Any]) -> list[str]:
    """The names of what a body or an answer is, or may be one of."""
    either = [schema, *schema.get("oneOf", ())]
    return [one["$ref"].rpartition("/")[2] for one in either if "$ref" in one]


STRUCTS = [
    value
    for module in [*_modules(schemas), health, problems]
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_example_is_one(struct: type[msgspec.Struct]) -> None:
    example = example_of(struct)
    assert msgspec.to_builtins(msgspec.convert(example, struct)).keys() <= example.keys()


def test_it_is_the_same_in_every_run(document: dict[str, Any]) -> None:
    """Nothing in it follows the order of sets, which differs with the seed of their hashes."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    other = subprocess.run([sys.executable, "-c", PRINT], env=environment, capture_output=True, check=True).stdout
    assert encode_json(document) == other
    assert len(other) > 10_000


async def test_every_operation_knows_its_query_parameters(client: Any, document: dict[str, Any]) -> None:
    for path, method, operation in _operations(document):
        documented = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        assert operations().state["query_parameters"][path, method.upper()] == documented
        if path.startswith("/api/"):
            answer = await client.request(method, path.replace("{", "").replace("}", ""), params={"nonsense": "1"})
            expected = 422 if MATRIX[operation["operationId"]].tokens else 403  # the client shows a token
            assert answer.status_code == expected, (method, path)
    assert (await client.options("/api/v1/tracks?nonsense=1")).status_code == 204


async def test_it_is_served_as_json_and_yaml(client: Any) -> None:
    for path in ("/schema", "/schema/openapi.json"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert answer.json()["info"]["title"] == "musicsim"
    assert (await client.get("/schema/openapi.yaml")).text.startswith("components:")
