"""Questions to the outside reach it, and nothing else."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar, Request, Response, route

from musicsim.adapters.web.addresses import Address, is_public, parsed
from musicsim.adapters.web.client import HttpWeb
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.outside import Garbled, Refused
from musicsim.domain.model.web import WebAnswer, WebRequest
from tests.support.standins.serving import Knobs, free_address, local_web, serving


class Echo(Knobs):
    """Answers with what it was asked, or with `body` in `encoding`."""

    body: bytes = b""
    encoding = ""

    def application(self) -> Litestar:
        @route("/{rest:path}", http_method=["GET", "POST", "PUT"], status_code=200)
        async def echo(request: Request) -> Response:
            headers = {"content-encoding": self.encoding} if self.encoding else {}
            return Response(self.body or await request.body(), headers=headers, media_type="application/octet-stream")

        return Litestar([echo], openapi_config=None, logging_config=None)


@pytest.fixture(scope="module")
def served() -> Iterator[Echo]:
    echo = Echo()
    with serving(echo.application(), echo) as echo.address:
        yield echo


@pytest.fixture
def echo(served: Echo) -> Echo:
    served.reset()
    served.body, served.encoding = b"", ""
    return served


@pytest.fixture
async def web():
    one = local_web()
    yield one
    await one.close()


def get(address: str, **changes) -> WebRequest:
    return WebRequest(**({"method": "GET", "url": address} | changes))


async def test_a_question_arrives_as_it_was_put(web: HttpWeb, echo: Echo):
    request = WebRequest(method="POST", url=f"{echo.address}/a/b?c=d", headers={"X-Name": "value"}, body=b"hello")
    answer = await web.ask("echo", request)
    assert (answer.status, answer.body) == (200, b"hello")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert echo.asked == [("POST", "/a/b")]
    assert echo.seen[0] | {"x-name": "value", "user-agent": "musicsim tests", "content-length": "5"} == echo.seen[0]


async def test_every_status_is_an_answer(web: HttpWeb, echo: Echo):
    echo.statuses, echo.headers = [301, 404, 500], {"location": "https://elsewhere.example/"}
    found = [(await web.ask("echo", get(f"{echo.address}/x"))).status for _ in range(3)]
    assert found == [301, 404, 500]
    assert len(echo.asked) == 3


async def test_nobody_there(web: HttpWeb):
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1") as caught:
        await web.ask("echo", get(free_address()))
    assert caught.value.service == "echo"


async def test_a_name_that_nobody_has(web: HttpWeb):
    async def nobody(host: str, port: int) -> list[Address]:
        raise OSError("unknown")

    lost = local_web(resolve=nobody)
    with pytest.raises(Unavailable, match=r"nowhere\.invalid"):
        await lost.ask("echo", get("http://nowhere.invalid/"))
    await lost.close()


async def test_an_answer_that_does_not_come(web: HttpWeb, echo: Echo):
    echo.unanswered = True
    with pytest.raises(Unavailable, match="within"):
        await web.ask("echo", get(f"{echo.address}/x", seconds=0.05))


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("x-gzip", gzip.compress), ("", bytes)]
)
async def test_answers_may_be_packed(web: HttpWeb, echo: Echo, encoding: str, pack):
    echo.encoding, echo.body = encoding, pack(b"music " * 1000)
    assert (await web.ask("echo", get(f"{echo.address}/x"))).body == b"music " * 1000


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", b"a" * 2000),
        ("gzip", gzip.compress(b"\0" * 10_000_000, mtime=0)),
        ("gzip", gzip.compress(b"hello", mtime=0)[:-9]),
        ("gzip", b"hello"),
        ("br", b"hello"),
    ],
)
async def test_answers_that_are_not_taken(web: HttpWeb, echo: Echo, encoding: str, body: bytes):
    echo.encoding, echo.body = encoding, body
    with pytest.raises(Garbled):
        await web.ask("echo", get(f"{echo.address}/x", most_bytes=100_000 if encoding else 1000))


async def test_what_speaks_no_http(web: HttpWeb):
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ftp.example FTP server ready\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises((Garbled, Unavailable)):
        await web.ask("echo", get(f"http://127.0.0.1:{port}/"))
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://a/",
        "file:///etc/passwd",
        "http:///a",
        "http://[::1",
        "http://a:99999/",
        "http://a/\n",
        "http://a b/",
    ],
)
async def test_what_is_no_address(web: HttpWeb, url: str):
    with pytest.raises(Invalid):
        await web.ask("echo", get(url))


async def test_only_tls_unless_a_test_says_so(echo: Echo):
    web = HttpWeb("tests", admits=lambda address: True)
    with pytest.raises(Invalid):
        await web.ask("echo", get(echo.address))
    await web.close()


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.9",
    "172.16.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 - nobody binds to it
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "fec0::1",
    "2002:7f00:1::",
    "2001:db8::1",
]


@pytest.mark.parametrize("text", PRIVATE)
async def test_what_only_this_machine_can_reach_is_not_asked(text: str):
    async def resolve(host: str, port: int) -> list[Address]:
        return [ip_address("93.184.216.34"), ip_address(text)]

    assert not is_public(ip_address(text))
    web = HttpWeb("tests", plain=True, resolve=resolve)
    host = f"[{text}]" if ":" in text else text
    for address in (f"http://{host}/", "http://rebound.example/"):
        with pytest.raises(Invalid, match="no public address"):
            await web.ask("echo", get(address))
    await web.close()


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1", "localhost"])
async def test_other_spellings_of_it_are_not_either(host: str):
    web = HttpWeb("tests", plain=True)
    with pytest.raises((Invalid, Unavailable)):
        await web.ask("echo", get(f"http://{host}/"))
    await web.close()


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_anybody_can_reach(text: str):
    assert is_public(ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_itself(address: IPv4Address):
    assert is_public(IPv6Address(f"::ffff:{address}")) == is_public(address)
    assert is_public(IPv6Address(int(IPv6Address("64:ff9b::")) + int(address))) == is_public(address)


def test_names_are_no_addresses():
    assert parsed("example.org") is None
    assert parsed("[::1]") == ip_address("::1")


async def test_a_name_is_looked_up_once_and_kept_to(echo: Echo):
    """What it means a moment later is of no interest: the connection goes to the address that was judged."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[Address]:
        asked.append(host)
        return [ip_address("127.0.0.1")]

    web = local_web(resolve=resolve)
    port = echo.address.rpartition(":")[2]
    answer = await web.ask("echo", get(f"http://music.example:{port}/x"))
    assert isinstance(answer, WebAnswer)
    assert asked == ["music.example"]
    assert echo.seen[0]["host"] == f"music.example:{port}"
    await web.close()


async def test_an_address_that_does_not_answer_gives_way_to_the_next(echo: Echo):
    async def resolve(host: str, port: int) -> list[Address]:
        return [ip_address("127.0.0.77"), ip_address("127.0.0.1")]

    web = local_web(resolve=resolve)
    port = echo.address.rpartition(":")[2]
    assert (await web.ask("echo", get(f"http://music.example:{port}/x"))).status == 200
    await web.close()


async def test_secrets_are_in_no_message(web: HttpWeb, echo: Echo, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    request = get(f"{echo.address}/x?api_key=s3cret", headers={"Authorization": "Bearer s3cret"})
    await web.ask("echo", request)
    for bad in ({"Authorization": "s3cret\n"}, {"s3cret\n": "a"}):
        with pytest.raises(Refused) as caught:
            await web.ask("echo", get(f"{echo.address}/x", headers=bad))
        assert "s3cret" not in str(caught.value)
    with pytest.raises(Unavailable) as away:
        await web.ask("echo", get(f"{free_address()}/s3cret?k=s3cret"))
    assert "s3cret" not in str(away.value)
    assert "s3cret" not in caplog.text
