"""Milvus Lite: a file of vectors, served by threads of the process that opened it."""

import fcntl
from pathlib import Path
from typing import Any

_SUFFIX = ".db"


def is_lite(uri: str) -> bool:
    """Whether it is the path of a file, not a server's address."""
    return "://" not in uri and uri.endswith(_SUFFIX)


def open_lite(path: str, timeout: float) -> Any:
    """The blocking client: Lite lacks what the asynchronous one asks for."""
    from pymilvus import MilvusClient

    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return MilvusClient(path, timeout=timeout, dedicated=True)


def release_lite(path: str) -> None:
    """Stop the threads, so that others can open the file."""
    from milvus_lite.server_manager import server_manager_instance

    server_manager_instance.release_server(path)


def is_held(path: str) -> bool:
    """Whether the file's lock is taken; Milvus Lite itself only says that opening failed."""
    try:
        with (Path(path) / "LOCK").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
