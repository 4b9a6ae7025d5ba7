"""ZIP archives keep their promises."""

import pytest

from musicsim.adapters.zip.archiver import ZipArchiver
from tests.contracts.archiver_contract import ArchiverContract


class TestZipArchiver(ArchiverContract):
    @pytest.fixture
    def archiver(self) -> ZipArchiver:
        return ZipArchiver()
