"""Ports of 127.0.0.1 for servers that are stopped and started again on the same one."""

import random
import socket

# below what Linux gives to connections that go out: none of them takes the port of a server that is down
_FIRST, _LAST = 20_000, 29_999
_MOST_TRIES = 1_000
_held: list[socket.socket] = []


def new_port() -> int:
    """A port that nobody listens on, and that no other process that asks here is given while this one lives."""
    chance = random.Random()
    for port in (chance.randint(_FIRST, _LAST) for _ in range(_MOST_TRIES)):
        # a name in memory, which goes with the process however it ends
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0musicsim-port-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            claim.close()
            continue
        _held.append(claim)
        return port
    raise RuntimeError(f"No port from {_FIRST} to {_LAST} is free")
