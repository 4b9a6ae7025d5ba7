"""What a file that is sent is to be called (RFC 6266)."""

import re
import unicodedata
from urllib.parse import quote

_UNSAFE = re.compile(r'[^ -~]|["\\%/]')  # "%" as some programs take what follows for a code


def disposition(name: str, *, download: bool) -> str:
    """The Content-Disposition: to be kept, or to be shown.

    A name that is more than plain ASCII is told as it is and, for programs that know that only, such as curl, without
    accents and with "_" for what is left.
    """
    plain = _UNSAFE.sub("_", _unaccented(name))
    told = f'{"attachment" if download else "inline"}; filename="{plain}"'
    return told if plain == name else f"{told}; filename*=UTF-8''{quote(name, safe='', errors='replace')}"


def _unaccented(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
