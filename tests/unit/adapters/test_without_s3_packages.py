"""Without the packages of the extra "s3" everything else works, and a bucket says what is missing."""

import subprocess
import sys

BLOCKED = "import sys; sys.modules['minio'] = sys.modules['urllib3'] = None\n"
CODE = """
import anyio
from musicsim.adapters.minio.access import Access
from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.probe import BucketProbe
from musicsim.bootstrap import open_application
from musicsim.domain.errors import Unavailable

access = Access(endpoint="http://127.0.0.1:1", access_key="a", secret_key="b")
bucket = Bucket(access, "bucket", service="library", setting="MUSICSIM_LIBRARY")

async def main():
    try:
        await MinioAudioStore(bucket).stat("a.mp3")
    except Unavailable as fault:
        print(fault)
    finding = await BucketProbe("library", bucket).check()
    print(finding.seen, finding.healthy)
    bucket.close()

anyio.run(main)
"""


def test_the_message_says_what_to_install():
    done = subprocess.run([sys.executable, "-c", BLOCKED + CODE], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert "pip install 'musicsim[s3]'" in first
    assert second == f"{first} False"
