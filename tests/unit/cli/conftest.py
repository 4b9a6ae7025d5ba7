"""What every test of a command shares."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli import Desk


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Commands set logging up for their process; here it is the tests' own."""
    loggers = (logging.getLogger(), logging.getLogger("musicsim"))
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
