"""Processes are started without a word while Milvus is called."""

import subprocess
import sys

ASKING = """
import asyncio, socket
import uvloop
from musicsim.adapters.milvus.connection import Connection
from musicsim.domain.errors import Unavailable

async def starting():
    while True:
        await (await asyncio.create_subprocess_exec("true")).wait()

async def main():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connection = Connection(f"http://127.0.0.1:{silent.getsockname()[1]}", "", 1.0)
        starter = asyncio.create_task(starting())
        try:
            await connection.run(lambda calls: calls.list_collections())
        except Unavailable:
            print("asked")
        starter.cancel()
        await asyncio.wait([starter])
        await connection.close()

uvloop.run(main())
"""


def test_nothing_is_said_of_forks():
    """uvloop forks for each of them, and gRPC has its own threads."""
    done = subprocess.run([sys.executable, "-c", ASKING], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("asked\n", "")
