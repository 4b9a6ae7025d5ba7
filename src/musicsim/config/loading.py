"""Settings out of MUSICSIM_* variables over a TOML file over the defaults."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from musicsim.config.contradictions import contradictions
from musicsim.config.house import default_data
from musicsim.config.settings import Settings, secrets

PREFIX = "MUSICSIM_"
FROM_FILE = "_file"
"""Ending of a secret's name that gives a file to read it from, as container platforms hand secrets out."""


class SettingsError(Exception):
    """The settings are wrong; `problems` names everything that is, each with what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(environment: Mapping[str, str], **overrides: Any) -> Settings:
    """The settings of an environment. MUSICSIM_CONFIG names the TOML file; `overrides` that are not None win.

    Raises:
        SettingsError: with every problem found, not only the first.
    """
    problems: list[str] = []
    values: dict[str, Any] = {"data": default_data(environment)}
    values |= _with_secrets(_from_file(environment.get(f"{PREFIX}CONFIG", ""), problems), problems)
    variables = {
        name.removeprefix(PREFIX).lower(): text
        for name, text in environment.items()
        if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG"
    }
    values |= _with_secrets(variables, problems)
    values |= {name: _plain(value) for name, value in overrides.items() if value is not None}
    kept = {name: value for name, value in values.items() if _is_valid(name, value, problems)}
    settings = msgspec.convert(kept, Settings, strict=False, dec_hook=_decode)
    problems += contradictions(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def _plain(value: Any) -> Any:
    """An override as the environment would have it."""
    return str(value) if isinstance(value, Path) else value


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


def _with_secrets(values: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """The values, each `secret_file` replaced by the secret that the file holds."""
    read = {}
    for name, value in values.items():
        secret = name.removesuffix(FROM_FILE)
        if secret == name or secret not in secrets():
            read[name] = value
        elif secret in values:
            problems.append(f"Both {secret} and {name} are set: keep one.")
        else:
            try:
                read[secret] = Path(str(value)).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as fault:
                problems.append(f"The file {value} that {name} names cannot be read: {fault}.")
    return read


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
        shown = "" if name in secrets() else f" (it is {value!r})"
        problems.append(f"The setting {name} is wrong: {reason}{shown}.")
        return False
    return True


def _decode(kind: type, value: Any) -> Any:
    if kind is Path:
        if not isinstance(value, str | Path) or not str(value):
            raise ValueError("Expected a path")
        return Path(value).expanduser()
    raise TypeError(kind)
