"""What a client accepts."""

import pytest

from musicsim.entrypoints.http.accepting import accepting


@pytest.mark.parametrize(
    ("header", "welcome", "unwelcome"),
    [
        (None, {"audio/ogg", "audio/mpeg"}, set()),
        ("", {"audio/ogg"}, set()),
        ("*/*", {"audio/ogg"}, set()),
        ("what is this", {"audio/ogg"}, set()),
        ("audio/mpeg", {"audio/mpeg"}, {"audio/ogg", "image/png"}),
        ("Audio/MPEG;q=0.5, text/html", {"audio/mpeg"}, {"audio/ogg"}),
        ("audio/*", {"audio/mpeg", "audio/ogg"}, {"image/png"}),
        ("*/*, audio/ogg;q=0", {"audio/mpeg"}, {"audio/ogg"}),
        ("audio/*;q=0.0, */*;q=0.1", {"image/png"}, {"audio/ogg"}),
        ("audio/webm,audio/ogg,audio/*;q=0.9,application/ogg;q=0.7,*/*;q=0.5", {"audio/mpeg"}, set()),
    ],
)
def test_what_is_welcome(header: str | None, welcome: set[str], unwelcome: set[str]) -> None:
    accepts = accepting(header)
    assert {one for one in welcome | unwelcome if accepts(one)} == welcome
