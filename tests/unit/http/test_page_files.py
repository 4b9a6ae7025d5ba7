"""The page's files over HTTP."""

import re

import pytest

from musicsim.domain.model.failure import FailureReason
from musicsim.entrypoints.http.controllers.page import FILES
from tests.unit.http.conftest import Client


async def test_the_page_and_all_that_it_names_is_there_and_then_known(client: Client) -> None:
    page = await client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    named = re.findall(r'(?:src|href)="(/page/[^"]+)"', page.text)
    assert len(named) >= 5
    for address in ["/", *named]:
        answer = await client.get(address)
        assert answer.status_code == 200, address
        again = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_modules_import_only_what_is_there() -> None:
    for name, file in FILES.items():
        for imported in re.findall(r'from "\./([^"]+)"', file.content.decode()):
            assert imported in FILES, (name, imported)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(("html", "js", "css"))])
def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(name: str) -> None:
    text = FILES[name].content.decode()
    addresses = re.findall(r"https?://[^\s\"')]+", text)
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script>|<style|\son\w+=\"|style=\"|innerHTML|eval\(", text)


def _texts(name: str) -> set[str]:
    """The keys of a language's texts."""
    return set(re.findall(r"^  (\w+):", FILES[name].content.decode(), re.MULTILINE))


def test_both_languages_say_the_same_things() -> None:
    assert _texts("en.js") == _texts("fr.js")
    assert len(_texts("en.js")) > 100


@pytest.mark.parametrize("language", ["en.js", "fr.js"])
def test_every_reason_for_a_failure_has_words(language: str) -> None:
    assert {f"failure_{reason}" for reason in FailureReason} <= _texts(language)


def test_every_text_that_is_asked_for_exists() -> None:
    known = _texts("en.js")
    for name, file in FILES.items():
        text = file.content.decode()
        asked = set(re.findall(r'\bt\("(\w+)"', text)) | set(re.findall(r'data-t(?:-\w+)?="(\w+)"', text))
        assert asked <= known, (name, asked - known)


async def test_large_answers_are_compressed_and_small_ones_are_not(client: Client) -> None:
    large = await client.get("/page/stage.js", headers={"Accept-Encoding": "gzip"})
    assert large.headers["content-encoding"] == "gzip"
    assert large.text == FILES["stage.js"].content.decode()
    small = await client.get("/api/v1/health/live", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in small.headers
