"""Whatever Qdrant's engine raises is told as an outage."""

import pytest

from musicsim.adapters.qdrant.faults import translated
from musicsim.domain.errors import Unavailable


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Exception("Torn log.\nat line 5"), "Torn log. If it is damaged"),
        (Exception(), "Exception. If it is damaged"),
        (Exception("WAL: WouldBlock"), "another process holds it"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
    ],
)
def test_what_the_engine_raises_is_translated(tmp_path, fault, said) -> None:
    with pytest.raises(Unavailable, match=said), translated(tmp_path):
        raise fault


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), ValueError("ours")])
def test_everything_else_passes(tmp_path, fault) -> None:
    with pytest.raises(type(fault)), translated(tmp_path):
        raise fault
