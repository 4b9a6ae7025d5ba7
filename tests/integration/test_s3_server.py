"""The S3 server that tests start keeps what it is given, and does not outlive them."""

import io
from pathlib import Path

from tests.support.servers.s3 import S3


def test_it_keeps_port_and_data_while_it_is_stopped(s3: S3):
    bucket, endpoint = s3.new_bucket(), s3.endpoint
    s3.client().put_object(bucket, "kept", io.BytesIO(b"42"), 2)
    for _ in range(2):
        s3.stop()
        s3.start()
        assert s3.client().stat_object(bucket, "kept").size == 2
    assert s3.endpoint == endpoint


def test_nothing_is_left_of_it():
    with S3() as server:
        port, processes = server.port, server.processes
        assert processes
        assert any(Path("/tmp").glob(f"seaweedfs-*-{port}.sock"))  # noqa: S108 - where it puts them
    assert not any(Path(f"/proc/{pid}").exists() for pid in processes)
    assert not any(Path("/tmp").glob(f"seaweedfs-*-{port}.sock"))  # noqa: S108
