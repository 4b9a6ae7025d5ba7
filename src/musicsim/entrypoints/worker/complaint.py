"""What keeps the work waiting, said once."""

import logging


class Complaint:
    """Warns of what is down when that begins, not at each attempt while it lasts."""

    def __init__(self, log: logging.Logger, text: str) -> None:
        """`text` has a %s for the reason."""
        self._log = log
        self._text = text
        self._told = ""

    def tell(self, reason: str) -> None:
        """It is down, or still is."""
        if reason != self._told:
            self._log.warning(self._text, reason)
        self._told = reason

    def over(self) -> None:
        """It was found to work."""
        self._told = ""
