"""Whether a bucket is there and lets us in."""

import asyncio
import logging
from abc import abstractmethod
from typing import Protocol

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.health import Finding
from musicsim.ports.probe import Probe

_log = logging.getLogger(__name__)


class Examined(Protocol):
    """What the probe asks; Bucket answers."""

    @abstractmethod
    async def look(self, *, writing: bool) -> str:
        """What was seen. Unavailable when it isn't as it should be."""

    @abstractmethod
    def remedy(self, fault: Unavailable) -> tuple[str, str]:
        """What was seen in place of that, and how to mend it."""


class BucketProbe(Probe):
    """Looks into a bucket, and with `writing` puts an object there and removes it; `patience` in seconds."""

    def __init__(self, part: str, bucket: Examined, *, writing: bool = False, patience: float = 15.0) -> None:
        self._part, self._bucket, self._writing, self._patience = part, bucket, writing, patience

    async def check(self) -> Finding:
        advice = "See MUSICSIM_S3_ENDPOINT, and whether the service runs and can be reached from here."
        try:
            async with asyncio.timeout(self._patience):
                return Finding(self._part, True, await self._bucket.look(writing=self._writing))
        except TimeoutError:
            return Finding(self._part, False, f"No answer within {self._patience:g} s.", advice)
        except Unavailable as fault:
            return Finding(self._part, False, *self._bucket.remedy(fault))
        except Exception as fault:
            _log.exception("Looking into the bucket failed in a way that nobody foresaw.")
            return Finding(self._part, False, f"{type(fault).__name__}: {fault}", advice)
