"""Settings as they may be shown to whoever looks over one's shoulder."""

import msgspec

from musicsim.config.settings import Settings, secrets

MASK = "***"
_ADDRESSES = ("_url", "_uri", "_endpoint")


def masked(settings: Settings) -> dict[str, object]:
    """Every setting in effect by name, as JSON knows values; of addresses only the password is masked."""
    values = msgspec.to_builtins(settings, enc_hook=str)
    return {name: _shown(name, value, secret=name in secrets()) for name, value in values.items()}


def _shown(name: str, value: object, *, secret: bool) -> object:
    if name.endswith(_ADDRESSES) and isinstance(value, str) and "://" in value:
        return _address(value)
    return MASK if secret and value else value


def _address(url: str) -> str:
    """The address without its password and query. Passwords are not always percent-encoded: the last "@" ends them."""
    scheme, _, rest = url.partition("://")
    who, at, where = rest.rpartition("@")
    user, colon, _ = who.partition(":")
    if "/" in user or "?" in who:  # nobody knows where a password begins
        return MASK
    return f"{scheme}://{user}{colon and f':{MASK}'}{at}{where.partition('?')[0]}"
