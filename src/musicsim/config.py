"""Settings: read once, from MUSICSIM_* variables over a TOML file over the defaults."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

PREFIX = "MUSICSIM_"

Positive = Annotated[int, msgspec.Meta(gt=0)]
VectorIndexKind = Literal["usearch", "milvus", "memory"]


class SettingsError(Exception):
    """The settings are wrong; `problems` names everything that is, each with what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _default_data(environment: Mapping[str, str] = os.environ) -> Path:
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "musicsim"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set. A field `name` is the variable MUSICSIM_NAME and the TOML key `name`."""

    library: Path = Path("music")
    """The folder with the music; only read, never written to."""

    data: Path = msgspec.field(default_factory=_default_data)
    """The folder for everything that musicsim keeps: database, vectors, locks."""

    database_url: str = ""
    """SQLAlchemy URL of the database; empty: an SQLite file in the data folder."""

    vector_index: VectorIndexKind = "usearch"
    """Where vectors live: usearch (files in the data folder), milvus, or memory (nothing is kept)."""

    milvus_uri: str = ""
    """Milvus server, or the path of a Milvus Lite file; empty: a file in the data folder."""

    milvus_token: str = ""
    """Token for the Milvus server."""

    processes: Positive = msgspec.field(default_factory=lambda: len(os.sched_getaffinity(0)))
    """Analysis processes; each uses one core. The default is one for each core that musicsim may use."""

    analysis_memory_mb: Annotated[int, msgspec.Meta(ge=256)] = 1024
    """Memory that one analysis process may use, in MiB; a file that needs more fails as too large."""

    analysis_timeout: Annotated[float, msgspec.Meta(gt=0)] = 300.0
    """Seconds after which listening to one file is given up."""

    host: Literal["127.0.0.1", "::1", "localhost"] = "127.0.0.1"
    """Address to serve on. Loopback only, as long as there are no accounts."""

    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8765
    """Port to serve on; 0 takes a free one."""

    scan_on_start: bool = True
    """Whether `serve` scans the library when it starts."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much is logged."""

    @property
    def effective_database_url(self) -> str:
        """The URL in use; the embedded database is a file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data / 'musicsim.db'}"

    @property
    def effective_milvus_uri(self) -> str:
        """The URI in use; the embedded one is a file in the data folder."""
        return self.milvus_uri or str(self.data / "milvus.db")


def load(environment: Mapping[str, str], **overrides: Any) -> Settings:
    """The settings of an environment. MUSICSIM_CONFIG names the TOML file; `overrides` that are not None win.

    Raises:
        SettingsError: with every problem found, not only the first.
    """
    problems: list[str] = []
    values: dict[str, Any] = {"data": _default_data(environment)}
    values |= _from_file(environment.get(f"{PREFIX}CONFIG", ""), problems)
    values |= {
        name.removeprefix(PREFIX).lower(): text
        for name, text in environment.items()
        if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG"
    }
    values |= {name: value for name, value in overrides.items() if value is not None}
    kept = {name: value for name, value in values.items() if _is_valid(name, value, problems)}
    if problems:
        raise SettingsError(problems)
    return msgspec.convert(kept, Settings, strict=False, dec_hook=_decode)


def _from_file(path: str, problems: list[str]) -> dict[str, Any]:
    if not path:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        problems.append(f"The settings file {path} cannot be read: {fault.strerror}.")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.append(f"The settings file {path} is not valid TOML: {fault}.")
    return {}


def _is_valid(name: str, value: Any, problems: list[str]) -> bool:
    """Whether one setting is known and right; what is wrong with it goes to `problems`."""
    if name not in Settings.__struct_fields__:
        near = difflib.get_close_matches(name, Settings.__struct_fields__, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        problems.append(f"There is no setting {name!r}.{hint}")
        return False
    try:
        msgspec.convert({name: value}, Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as fault:
        reason = str(fault).split(" - at ")[0]
        problems.append(f"The setting {name} is wrong: {reason} (it is {value!r}).")
        return False
    return True


def _decode(kind: type, value: Any) -> Any:
    if kind is Path:
        if not isinstance(value, str | Path) or not str(value):
            raise ValueError("Expected a path")
        return Path(value).expanduser()
    raise TypeError(kind)
