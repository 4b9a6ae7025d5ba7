"""Run in a network namespace of its own: a server that listens on every address, reached through one socket only.

usage: enclosed.py SOCKET PORT HEALTH COMMAND…

SOCKET is the descriptor of a listening socket from outside: whoever connects to it gets through to PORT inside, as soon
as the address HEALTH answers. Then it says "ready"; "ended" if COMMAND ends before. It ends with COMMAND, and needs
nothing but the standard library.
"""

import asyncio
import fcntl
import socket
import struct
import sys
import urllib.request

_SET_FLAGS = 0x8914  # SIOCSIFFLAGS of Linux
_UP_AND_RUNNING = 0x1 | 0x40
_BLOCK = 1 << 18


async def main(descriptor: int, port: int, health: str, command: list[str]) -> int:
    raise_loopback()
    process = await asyncio.create_subprocess_exec(*command)
    ended = asyncio.create_task(process.wait())
    waiting = asyncio.create_task(healthy(health))
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        waiting.cancel()
        say("ended")
        return ended.result()
    async with await asyncio.start_server(relay_to(port), sock=socket.socket(fileno=descriptor)):
        say("ready")
        return await ended


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def raise_loopback() -> None:
    """A new network namespace has a loopback device that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP_AND_RUNNING))


async def healthy(address: str) -> None:
    while True:
        try:
            await asyncio.to_thread(lambda: urllib.request.urlopen(address, timeout=1).close())  # noqa: S310 - ours
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return


def relay_to(port: int):
    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
        else:
            await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))

    return relay


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Whatever breaks one side closes the other."""
    try:
        while block := await reader.read(_BLOCK):
            writer.write(block)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    _, descriptor, port, health, *command = sys.argv
    sys.exit(asyncio.run(main(int(descriptor), int(port), health, command)))
