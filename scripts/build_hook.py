"""Puts the built web client into wheels and source distributions; editable installs serve web/dist as it is."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebClientHook(BuildHookInterface[Any]):
    """In a wheel it is `musicsim/_web`; source distributions bring it along: to install one takes no Node.js."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatch before it builds."""
        if version == "editable":
            return
        folder = self._built()
        place = "musicsim/_web" if self.target_name == "wheel" else "web/dist"
        for file in folder.rglob("*"):
            name = file.relative_to(folder).as_posix()
            if file.is_file() and not name.startswith("."):
                build_data["force_include"][str(file)] = f"{place}/{name}"

    def _built(self) -> Path:
        """The folder of a build: of the sources, where they are and Node.js is, else what is there."""
        root = Path(self.root)
        there = root / "web" / "dist"
        if not (root / "web" / "package.json").is_file():
            return there
        sys.path.insert(0, str(root / "scripts"))
        from web_client import NoNode, build

        try:
            return build()
        except NoNode:
            if (there / "index.html").is_file():
                return there
            raise
        finally:
            sys.path.pop(0)
