"""Without the packages of the extra "spotify" its client says what is missing."""

import subprocess
import sys

BLOCKED = "import sys; sys.modules['spotipy'] = sys.modules['requests'] = None\n"
CODE = """
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.spotify.client import Access, SpotifyClient
from musicsim.adapters.spotify.metadata import SpotifyMetadata
from musicsim.domain.errors import Unavailable

try:
    SpotifyMetadata(SpotifyClient(Access(client_id="a", client_secret="b"), ManualClock()))
except Unavailable as fault:
    print(fault)
"""


def test_the_message_says_what_to_install():
    done = subprocess.run([sys.executable, "-c", BLOCKED + CODE], capture_output=True, text=True, check=True)
    assert "pip install 'musicsim[spotify]'" in done.stdout
