"""What path a line of a playlist file may mean.

Programs write paths in many ways: absolute or relative, with Windows' separators and drives, as file:// URLs,
percent-encoded or not, letters composed or decomposed. Each of these is another reading of the same line.
"""

import re
import unicodedata
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE = re.compile(r"[A-Za-z]:")

_LONGEST = 2000  # characters; no file system takes so many
_DEEPEST = 16  # parts of a path that are looked at


def readings(location: str) -> list[str]:
    """The paths that it may mean, without a root, "." and "..", with "/" between their parts; likeliest first."""
    if len(location) > _LONGEST:
        return []
    match = _SCHEME.match(location)
    path = location[match.end() :] if match else location
    if match:
        path = path.partition("?")[0] if not location.lower().startswith("file:") else path
        path = path if path.startswith("/") else path.partition("/")[2]  # behind the host
    forms = [unquote(path), path] if match else [path, unquote(path)]
    forms += [form.replace("\\", "/") for form in forms if "\\" in form]
    return list(dict.fromkeys(filter(None, map(_plain, forms))))


def tails(path: str) -> list[str]:
    """The last sixteen parts of a path, or all where there are fewer, then one less and so on down to the name."""
    parts = path.split("/")[-_DEEPEST:]
    return ["/".join(parts[start:]) for start in range(len(parts))]


def spellings(path: str) -> list[str]:
    """The path as it stands, and with its letters composed and decomposed, as file systems differ in that."""
    return list(dict.fromkeys([path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)]))


def common_tail(one: str, other: str) -> int:
    """How many parts two paths share at their ends, case ignored."""
    pairs = zip(reversed(_compared(one)), reversed(_compared(other)), strict=False)
    count = 0
    for mine, theirs in pairs:
        if mine != theirs:
            break
        count += 1
    return count


def _compared(path: str) -> list[str]:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold()).split("/")


def _plain(path: str) -> str:
    """The path without its root; "" when nothing is left of it."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    if parts and _DRIVE.fullmatch(parts[0]):
        del parts[0]
    return "" if "\0" in path else "/".join(parts)
