"""Objects that are listed and can't be had: closed to us by themselves, or in an archive."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from musicsim.adapters.audio import worker
from musicsim.adapters.minio.access import Access
from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.audio import AudioObject
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.contracts.blob_store_contract import Stream, content_of
from tests.support.standin import Answer, answering_by

XML = {"Content-Type": "application/xml"}
LISTING = """<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated><Contents><Key>a.mp3</Key>
<ETag>"1234"</ETag><Size>5</Size></Contents></ListBucketResult>"""


def refusing(code: str) -> str:
    return f"<Error><Code>{code}</Code><Message>{code} was said</Message></Error>"


def closed(method: str, target: str) -> Answer:
    """As a bucket's policy does that closes some objects."""
    return (200, LISTING, XML) if "list-type=2" in target else (403, refusing("AccessDenied"), XML)


def archived(method: str, target: str) -> Answer:
    """As the archives of Amazon do."""
    if "list-type=2" in target:
        return 200, LISTING, XML
    if method == "HEAD":
        return 200, "", {"ETag": '"1234"', "Content-Length": "5", "Content-Type": "audio/mpeg"}
    return 403, refusing("InvalidObjectState"), XML


def write_only(method: str, target: str) -> Answer:
    """As for keys that may put objects there, in parts too, and look at none."""
    if method == "POST" and "uploads" in target:
        return 200, "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>", XML
    if method == "POST":
        return 200, "<CompleteMultipartUploadResult><ETag>2</ETag></CompleteMultipartUploadResult>", XML
    return (200, "", {"ETag": '"3"'}) if method == "PUT" else closed(method, target)


@contextmanager
def bucket_at(rule: Callable[[str, str], Answer]) -> Iterator[Bucket]:
    with answering_by(rule) as endpoint:
        access = Access(endpoint=endpoint, access_key="somebody", secret_key="something")
        with closing(Bucket(access, "bucket", service="library", setting="MUSICSIM_LIBRARY")) as made:
            yield made


@pytest.fixture(params=[closed, archived], ids=["closed", "archived"])
def bucket(request: pytest.FixtureRequest) -> Iterator[Bucket]:
    with bucket_at(request.param) as made:
        yield made


async def test_it_is_listed_and_cannot_be_read(bucket: Bucket):
    store = MinioAudioStore(bucket)
    [listed] = [item async for item in store.walk()]
    assert isinstance(listed, AudioObject)
    assert await store.stat("a.mp3") == listed
    with pytest.raises(UnreadableAudio) as caught:
        [chunk async for chunk in store.read("a.mp3")]
    assert caught.value.failure.reason is FailureReason.UNREADABLE


async def test_listening_to_it_fails_for_good_and_is_not_waited_for(bucket: Bucket):
    with pytest.raises(UnreadableAudio) as caught:
        worker.run(worker.analyse, await MinioAudioStore(bucket).source("a.mp3"))
    assert caught.value.failure.reason is FailureReason.UNREADABLE


async def test_a_blob_that_cannot_be_read_is_unavailable(bucket: Bucket, tmp_path: Path):
    with pytest.raises(Unavailable, match=r"'a\.mp3' cannot be read"):
        await content_of(MinioBlobStore(bucket, tmp_path), "a.mp3")


@pytest.mark.parametrize("only_new", [True, False])
async def test_a_blob_that_can_be_put_and_not_looked_at_is_unavailable(tmp_path: Path, only_new: bool):
    with bucket_at(write_only) as bucket:
        blobs = MinioBlobStore(bucket, tmp_path, part_size=1000)
        with pytest.raises(Unavailable, match="cannot be read"):
            await blobs.put("a", Stream([bytes(2500)]), "text/plain", only_new=only_new)


def overtaken(method: str, target: str) -> Answer:
    """As when another puts the object while its parts are sent, and parts may not be removed."""
    if method == "POST" and "uploads" not in target:
        return 200, refusing("PreconditionFailed"), XML  # S3 begins to answer before it knows
    if method == "DELETE" or "list-type" in target:
        return (200, LISTING, XML) if method == "GET" else (403, refusing("AccessDenied"), XML)
    return (404, "", {}) if method == "HEAD" else write_only(method, target)


async def test_a_conflict_stays_one_though_the_parts_cannot_be_removed(tmp_path: Path):
    with bucket_at(overtaken) as bucket:
        blobs = MinioBlobStore(bucket, tmp_path, part_size=1000)
        with pytest.raises(Conflict):
            await blobs.put("a", Stream([bytes(2500)]), "text/plain", only_new=True)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - in an empty folder nothing blocks


@pytest.mark.parametrize("announced", ["", sha256(bytes(2500)).hexdigest()])
async def test_a_data_folder_that_cannot_be_used_is_told_from_a_wrong_bucket(tmp_path: Path, announced: str):
    (tmp_path / "file").write_text("")
    with bucket_at(write_only) as bucket:
        blobs = MinioBlobStore(bucket, tmp_path / "file", part_size=1000)
        with pytest.raises(Unavailable, match=str(tmp_path / "file")) as caught:
            await blobs.put("a", Stream([bytes(2500)]), "text/plain", sha256=announced)
    assert caught.value.service == "data folder"


async def test_a_full_disk_is_named_where_it_is(tmp_path: Path):
    with bucket_at(write_only) as bucket, small_files(2000), pytest.raises(Unavailable, match=str(tmp_path)):
        await MinioBlobStore(bucket, tmp_path, part_size=1000).put("a", Stream([bytes(5000)]), "text/plain")


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """As when the disk is full: writing fails in the same way."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
