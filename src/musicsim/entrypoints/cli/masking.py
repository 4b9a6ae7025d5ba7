"""Settings as they may be shown to whoever looks over one's shoulder."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from musicsim.config import Settings

MASK = "***"


def masked(settings: "Settings") -> dict[str, object]:
    """Every setting in effect by name, as JSON knows values; of secret addresses only the password is masked."""
    import msgspec

    from musicsim.config import secrets

    values = msgspec.to_builtins(settings, enc_hook=str)
    return {name: _mask(value) if name in secrets() else value for name, value in values.items()}


def _mask(secret: str) -> str:
    if not secret or "://" not in secret:
        return MASK if secret else ""
    try:
        parts = urlsplit(secret)
        user, host = parts.username, parts.netloc.rpartition("@")[2]
    except ValueError:  # not an address after all
        return MASK
    who = f"{user}:{MASK}@" if parts.password is not None else f"{user}@" if user else ""
    return f"{parts.scheme}://{who}{host}{parts.path}"
