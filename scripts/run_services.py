"""The whole application on real servers started here: PostgreSQL, Milvus and S3, with two workers: `make run-services`.

The servers are those that the tests start, from the packages of the development environment, and end with this
program; what they keep is gone then. Where Milvus cannot run, vectors go to PostgreSQL (pgvector).
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.servers import s3  # noqa: E402 - the tests are no package that is installed
from tests.support.servers.guarded import CannotRun  # noqa: E402
from tests.support.servers.milvus import Milvus  # noqa: E402
from tests.support.servers.postgres import Postgres  # noqa: E402

from musicsim.entrypoints.cli.exits import Exit  # noqa: E402

MUSICSIM = str(Path(sys.executable).with_name("musicsim"))
_PATIENCE = 30.0  # seconds that the application gets to end


def main() -> int:
    """Start everything, and wait until it is asked to stop."""
    options = _options()
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _stopped)
    with ExitStack() as stack:
        try:
            return _run(options, os.environ | _services(stack), stack)
        except CannotRun as why:
            print(f"It cannot run here: {why}.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("Stopping…", flush=True)
            return 0


def _run(options: argparse.Namespace, environment: Mapping[str, str], stack: ExitStack) -> int:
    """Bring the music there, and serve it until the end. The exit code."""
    for word in ("demo", "upload") if options.demo else ("upload",):
        code = subprocess.run([MUSICSIM, word, str(options.music)], env=environment, check=False).returncode
        if code not in {Exit.OK, Exit.UNHEALTHY}:  # which files could not be uploaded was said; the others will do
            return code
    for _ in range(options.workers):
        stack.enter_context(_running(environment, "worker", "--concurrency", "1"))
    with _running(environment, "serve", "--port", str(options.port)) as server:
        return server.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--music", type=Path, help="a folder with music; by default the demo library")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.demo = options.music is None
    options.music = options.music or ROOT / "build" / "demo"
    return options


def _services(stack: ExitStack) -> Mapping[str, str]:
    """Start the servers; the settings that name them."""
    print("Starting PostgreSQL, S3 and Milvus…", flush=True)
    database = stack.enter_context(Postgres())
    objects = stack.enter_context(s3.S3())
    return {
        "MUSICSIM_DATA": stack.enter_context(tempfile.TemporaryDirectory(prefix="musicsim-services-")),
        "MUSICSIM_DATABASE_URL": database.new_database(),
        "MUSICSIM_JOB_QUEUE": "procrastinate",
        "MUSICSIM_WORK": "false",
        "MUSICSIM_LIBRARY": f"s3://{objects.new_bucket()}",
        "MUSICSIM_BLOBS": f"s3://{objects.new_bucket()}",
        "MUSICSIM_S3_ENDPOINT": objects.endpoint,
        "MUSICSIM_S3_REGION": s3.REGION,
        "MUSICSIM_S3_ACCESS_KEY": s3.ACCESS_KEY,
        "MUSICSIM_S3_SECRET_KEY": s3.SECRET_KEY,
        **_vectors(stack),
    }


def _vectors(stack: ExitStack) -> Mapping[str, str]:
    try:
        return {"MUSICSIM_VECTOR_INDEX": "milvus", "MUSICSIM_MILVUS_URI": stack.enter_context(Milvus()).uri}
    except CannotRun as why:
        print(f"Vectors go to PostgreSQL, as Milvus cannot run here: {why}.", flush=True)
        return {"MUSICSIM_VECTOR_INDEX": "pgvector"}


@contextmanager
def _running(environment: Mapping[str, str], *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A musicsim process that is asked to stop at the end."""
    process = subprocess.Popen([MUSICSIM, *words], env=environment, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stopped(*_: object) -> None:
    """Once: what follows is cleaning up, which nobody should cut short."""
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
