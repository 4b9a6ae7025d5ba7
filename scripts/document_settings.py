"""Write the table of settings in docs/configuration.md anew, from what musicsim.config says of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import msgspec
from msgspec import NODEFAULT

from musicsim.config import FROM_FILE, PREFIX, SECRET, Settings, metas

DOCUMENT = Path(__file__).parents[1] / "docs" / "configuration.md"
BEGIN, END = "<!-- settings: make document -->", "<!-- end of settings -->"
COMPUTED = {"data": "`~/.local/share/musicsim`", "processes": ""}
"""Defaults that depend on the machine, as people should read them."""


def table() -> str:
    """The settings as a Markdown table."""
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *_rows()])


def _rows() -> Iterator[str]:
    for field in msgspec.structs.fields(Settings):
        meta = metas()[field.name]
        default = COMPUTED.get(field.name, "") if field.default is NODEFAULT else _default(field.default)
        secret = f" (secret: `{PREFIX}{field.name.upper()}{FROM_FILE.upper()}` names a file with it)"
        meaning = f"{meta.description}{secret if meta.extra == SECRET else ''}"
        yield f"| `{PREFIX}{field.name.upper()}` | {default} | {meaning}{_choices(field.name)} |"


def _default(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
    return f"`{text}`" if text else ""


def _choices(name: str) -> str:
    """The values to choose from, where the description does not name them."""
    choices = [str(choice) for choice in getattr(get_type_hints(Settings)[name], "__args__", ())]
    described = metas()[name].description or ""
    if not choices or all(f"`{choice}`" in described for choice in choices):
        return ""
    return f": {', '.join(f'`{choice}`' for choice in choices)}"


def renewed(text: str) -> str:
    """The document with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text()))
