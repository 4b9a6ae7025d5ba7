"""Which spaces names lead to: one small file beside the spaces, replaced at once."""

import logging
from collections.abc import Mapping
from pathlib import Path

import msgspec

from musicsim.adapters.usearch import durable
from musicsim.adapters.usearch.damage import Damaged
from musicsim.domain.model.vectors import Space

FORMAT = 1

_log = logging.getLogger(__name__)


class _Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says."""

    format: int
    aliases: dict[str, Space]


class Aliases:
    """The file `.aliases` in the folder of all spaces. Whoever writes holds that folder's lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".aliases"

    def read(self) -> Mapping[str, Space]:
        """What the file says now. Damaged when it is not what was written."""
        try:
            content = msgspec.json.decode(durable.read_sealed(self._path), type=_Content)
        except FileNotFoundError:
            return {}
        except msgspec.DecodeError as fault:
            raise Damaged(f"{self._path.name} cannot be understood: {fault}") from fault
        if content.format != FORMAT:
            raise Damaged(f"{self._path.name} has format {content.format}, not {FORMAT}")
        return content.aliases

    def write(self, aliases: dict[str, Space]) -> None:
        """Let these lead where they say, and no others, at once and lastingly."""
        durable.replace_sealed(self._path, msgspec.json.encode(_Content(format=FORMAT, aliases=aliases)))

    def set_aside(self, fault: Damaged) -> None:
        """Begin anew; the spoilt file is kept for those who want to look."""
        kept = self._path.replace(self._path.with_name(".aliases.damaged"))
        durable.sync_folder(self._path.parent)
        _log.warning("The aliases of the vector index were damaged (%s): %s. None leads anywhere now.", fault, kept)
