"""What doctor says of a bucket, and of the way to it."""

import asyncio
import gc
import io
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import anyio
import pytest

from musicsim.adapters.audio.opening import opened
from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.probe import BucketProbe, Examined
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe
from tests.contracts.probe_contract import SOON, ProbeContract
from tests.support.s3 import bucket_on
from tests.support.servers.guarded import CannotRun
from tests.support.servers.s3 import S3
from tests.support.standin import Answer, answering, answering_by


class Odd(Examined):
    """A bucket that fails in ways of its own. Knob: `fault` is raised; without one it never answers."""

    def __init__(self, fault: Exception | None) -> None:
        self._fault = fault

    async def look(self, *, writing: bool) -> str:
        if self._fault is not None:
            raise self._fault
        await anyio.sleep_forever()
        return ""

    def remedy(self, fault: Unavailable) -> tuple[str, str]:
        return str(fault), "Mend it."


class TestBucketProbe(ProbeContract):
    @pytest.fixture
    def healthy(self, s3: S3) -> Iterator[Probe]:
        with closing(bucket_on(s3)) as bucket:
            yield BucketProbe("library", bucket, writing=True)

    @pytest.fixture
    def unhealthy(self, s3: S3) -> Iterator[Probe]:
        with closing(bucket_on(s3, "no-such-bucket")) as bucket:
            yield BucketProbe("library", bucket)

    @pytest.fixture
    def raising(self) -> Probe:
        return BucketProbe("library", Odd(ValueError("out of tune")))

    @pytest.fixture
    def hanging(self) -> Probe:
        return BucketProbe("library", Odd(None), patience=SOON)


async def finding_of(server: S3, name: str | None = None, *, writing: bool = False, **other: str) -> Finding:
    with closing(bucket_on(server, name, **other)) as bucket:
        return await BucketProbe("library", bucket, writing=writing).check()


async def test_a_bucket_that_is_there(s3: S3):
    assert (await finding_of(s3)).seen.endswith(f"at {s3.endpoint} is empty.")
    name, prefix = s3.new_prefix()
    s3.client().put_object(name, prefix + "a.mp3", io.BytesIO(b"x"), 1)
    with closing(bucket_on(s3, name, prefix)) as bucket:
        finding = await BucketProbe("library", bucket).check()
    assert finding.seen == f"s3://{name}/{prefix.rstrip('/')} at {s3.endpoint} can be read."


async def test_trying_to_write_leaves_nothing(s3: S3):
    name = s3.new_bucket()
    finding = await finding_of(s3, name, writing=True)
    assert (finding.healthy, finding.seen) == (True, f"s3://{name} at {s3.endpoint} can be written to.")
    assert list(s3.client().list_objects(name, recursive=True)) == []


async def test_looking_takes_one_request_for_one_object(s3: S3):
    """Readiness asks often, and a listing of a thousand names is long."""
    asked: list[str] = []

    def rule(method: str, target: str) -> Answer:
        asked.append(target)
        return 200, "<ListBucketResult><Name>a</Name><IsTruncated>false</IsTruncated></ListBucketResult>", XML

    with answering_by(rule) as endpoint:
        assert (await finding_of(s3, endpoint=endpoint)).healthy
    [target] = asked
    assert "max-keys=1&" in target


@pytest.mark.parametrize(
    ("other", "seen", "remedy"),
    [
        ({"access_key": "nobody"}, "does not know the access key", "MUSICSIM_S3_ACCESS_KEY"),
        ({"secret_key": "not the secret"}, "The secret key is not that", "MUSICSIM_S3_SECRET_KEY"),
        ({"name": "no-such-bucket"}, "There is no bucket no-such-bucket", "MUSICSIM_LIBRARY"),
        ({"name": "No Bucket At All"}, "MUSICSIM_LIBRARY", "Correct it"),
        ({"endpoint": "http://127.0.0.1:1"}, "Nobody answers", "MUSICSIM_S3_ENDPOINT"),
        ({"endpoint": "http://no-such-host.invalid"}, "There is no host", "MUSICSIM_S3_ENDPOINT"),
        ({"endpoint": "http://127.0.0.1:1/bucket"}, "MUSICSIM_S3_ENDPOINT", "Correct it"),
    ],
)
async def test_each_mistake_has_its_own_remedy(s3: S3, other: dict[str, Any], seen: str, remedy: str):
    finding = await finding_of(s3, **other)
    assert not finding.healthy
    assert seen in finding.seen
    assert remedy in finding.remedy


def refusal(code: str, message: str = "") -> str:
    return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"


XML = {"Content-Type": "application/xml"}


@pytest.mark.parametrize(("minutes", "words"), [(60, "60 minutes behind"), (-20, "20 minutes ahead of")])
async def test_a_clock_that_is_wrong(s3: S3, minutes: int, words: str):
    theirs = datetime.now(UTC) + timedelta(minutes=minutes)
    headers = XML | {"Date": format_datetime(theirs, usegmt=True)}
    with answering(403, refusal("RequestTimeTooSkewed"), headers) as endpoint:
        finding = await finding_of(s3, endpoint=endpoint)
    assert words in finding.seen
    assert "timedatectl" in finding.remedy


@pytest.mark.parametrize(
    ("status", "body", "headers", "seen", "remedy"),
    [
        (403, refusal("RequestTimeTooSkewed"), XML, "clock is not that of", "timedatectl"),
        (403, refusal("AccessDenied"), XML, "may not do this in bucket", "s3:ListBucket"),
        (400, refusal("AuthorizationHeaderMalformed"), XML, "another region", "MUSICSIM_S3_REGION"),
        (409, refusal("Odd", "Never heard of."), XML, "says Odd: Never heard of.", "Try again later"),
        (200, "<html>Welcome to nginx!</html>", {"Content-Type": "text/html"}, "no S3 service", "MUSICSIM_S3_ENDPOINT"),
        (200, "<p>Welcome<br>", {"Content-Type": "text/html"}, "no S3 service", "MUSICSIM_S3_ENDPOINT"),
        (404, "nothing here", {"Content-Type": "text/plain"}, "no S3 service", "MUSICSIM_S3_ENDPOINT"),
        (503, refusal("SlowDown", "Reduce your rate."), XML, "SlowDown", "Try again later"),
    ],
)
async def test_answers_that_only_other_services_give(
    s3: S3, status: int, body: str, headers: dict[str, str], seen: str, remedy: str
):
    with answering(status, body, headers) as endpoint:
        finding = await finding_of(s3, endpoint=endpoint)
    assert not finding.healthy
    assert seen in finding.seen
    assert remedy in finding.remedy


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that only it itself vouches for, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    words = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=tests"]
    words += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run(["openssl", "req", "-x509", *words], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl here to make a certificate with")
    return certificate, key


@pytest.fixture(scope="module")
def tls(certificate: tuple[Path, Path]) -> Iterator[S3]:
    try:
        server = S3(*certificate).__enter__()
    except CannotRun as why:
        pytest.skip(f"SeaweedFS cannot run here: {why}")
    try:
        yield server
    finally:
        server.__exit__(None, None, None)


async def test_mistakes_about_tls(s3: S3, tls: S3, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    said = await finding_of(s3, endpoint=s3.endpoint.replace("http:", "https:"))
    assert ("does not speak TLS" in said.seen, "http://" in said.remedy) == (True, True)
    said = await finding_of(tls, endpoint=tls.endpoint.replace("https:", "http:"))
    assert ("speaks TLS" in said.seen, "https://" in said.remedy) == (True, True)
    said = await finding_of(tls)
    assert ("is not trusted" in said.seen, "SSL_CERT_FILE" in said.remedy) == (True, True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert (await finding_of(tls)).healthy
    said = await finding_of(tls, endpoint=tls.endpoint.replace("127.0.0.1", "localhost"))
    assert ("for another name" in said.seen, "certificate" in said.remedy) == (True, True)


async def test_audio_over_tls(tls: S3, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with closing(bucket_on(tls)) as bucket:
        tls.client().put_object(bucket.name, bucket.prefix + "a.mp3", io.BytesIO(b"sound"), 5)
        store = MinioAudioStore(bucket)
        source = await store.source("a.mp3")
        with opened(source) as file, opened(source) as other:
            assert file.read() == other.read() == b"sound"
        assert b"".join([chunk async for chunk in store.read("a.mp3")]) == b"sound"


async def test_whom_to_trust_is_read_once_and_not_for_every_connection(
    tls: S3, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with closing(bucket_on(tls)) as bucket, ExitStack() as stack:
        tls.client().put_object(bucket.name, bucket.prefix + "a.mp3", io.BytesIO(b"sound"), 5)
        store = MinioAudioStore(bucket)
        before = trusts()
        files = [stack.enter_context(opened(await store.source("a.mp3"))) for _ in range(3)]
        assert [file.read() for file in files] == [b"sound"] * 3
        await asyncio.gather(*(store.stat("a.mp3") for _ in range(3)))
        assert trusts() <= before + 2


def trusts() -> int:
    return sum(isinstance(one, ssl.SSLContext) for one in gc.get_objects())
