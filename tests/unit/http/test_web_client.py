"""The web client's files over HTTP."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from musicsim.entrypoints.http.app import create_app
from musicsim.entrypoints.http.web_files import NOT_BUILT, load
from tests.unit.http.conftest import Served, client_from

PAGE, SCRIPT = b"<!doctype html><title>musicsim</title>", b"const answer = 42\n" * 100


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text("{}")
    (folder / "index.html").write_bytes(PAGE)
    (folder / "manifest.webmanifest").write_text("{}")
    script = folder / "assets" / "index-B3x.js"
    script.write_bytes(SCRIPT)
    script.with_name("index-B3x.js.br").write_bytes(b"as if by Brotli")
    script.with_name("index-B3x.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "assets" / "inter.woff2").write_bytes(b"wOF2")
    return folder


@pytest.fixture
async def browser(build: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Served().application, client=load(build))
    async with client_from(app, headers={"Accept-Encoding": "gzip, deflate, br"}) as one:
        yield one


async def test_the_page_is_wherever_it_may_have_views(browser: httpx.AsyncClient) -> None:
    for path in ("/", "/index.html", "/albums/01H", "/genres/Trip.Hop", "/shared/a-b_c"):
        answer = await browser.get(path)
        assert (answer.status_code, answer.content) == (200, PAGE), path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert answer.headers["permissions-policy"].startswith("microphone=(self)")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api", 404),
        ("GET", "/schema/nowhere", 404),
        ("GET", "/assets/index-old.js", 404),
        ("GET", "/.vite/manifest.json", 404),
        ("GET", "/assets/index-B3x.js.br", 404),
        ("GET", "/../pyproject.toml", 404),
        ("POST", "/albums", 404),
    ],
)
async def test_what_is_not_the_clients_is_not_taken_for_it(
    browser: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await browser.request(method, path)
    assert answer.status_code == status
    assert PAGE not in answer.content


async def test_the_api_stays_where_it_is(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/api/v1/health/live")).json() == {"status": "alive"}
    assert "openapi" in (await browser.get("/schema/openapi.json")).json()
    assert (await browser.get("/metrics")).text.startswith("# ")


@pytest.mark.parametrize(
    ("welcome", "encoding", "content"),
    [
        ("gzip, deflate, br", "br", b"as if by Brotli"),
        ("gzip", "gzip", gzip.compress(SCRIPT)),
        ("br;q=0, *", "gzip", gzip.compress(SCRIPT)),
        ("identity", None, SCRIPT),
        ("", None, SCRIPT),
    ],
)
async def test_a_file_comes_in_the_smallest_encoding_that_is_welcome(
    browser: httpx.AsyncClient, welcome: str, encoding: str | None, content: bytes
) -> None:
    address, headers = "/assets/index-B3x.js", {"Accept-Encoding": welcome}
    async with browser.stream("GET", address, headers=headers) as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert (answer.headers.get("content-encoding"), len(raw)) == (encoding, len(content))
    assert encoding == "gzip" or raw == content
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    head = await browser.head(address, headers=headers)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(raw)))
    known = await browser.get(address, headers=headers | {"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["etag"] == answer.headers["etag"]
    assert "content-encoding" not in known.headers


async def test_each_encoding_has_a_tag_of_its_own(browser: httpx.AsyncClient) -> None:
    wishes = ("br", "gzip", "identity")
    tags = [(await browser.head("/assets/index-B3x.js", headers={"Accept-Encoding": one})).headers for one in wishes]
    assert len({one["etag"] for one in tags}) == 3


async def test_fonts_and_manifests_have_their_types(browser: httpx.AsyncClient) -> None:
    types = {"/assets/inter.woff2": "font/woff2", "/manifest.webmanifest": "application/manifest+json"}
    for address, media_type in types.items():
        assert (await browser.head(address)).headers["content-type"] == media_type


async def test_without_a_build_the_page_says_how_to_make_one() -> None:
    async with client_from(create_app(Served().application, client=NOT_BUILT)) as client:
        answer = await client.get("/")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert "scripts/web_client.py build" in answer.text
        assert (await client.get("/api/v1/health/live")).status_code == 200
