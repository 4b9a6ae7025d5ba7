"""Cyanite's messages are told from others."""

import hmac
import json
from hashlib import sha512

import pytest

from musicsim.adapters.cyanite.webhook import CyaniteWebhook
from musicsim.domain.model.beyond import SPOTIFY
from musicsim.domain.model.webhook import Heard, ListeningEvent, Passed, TrialEvent
from tests.contracts.webhook_reader_contract import Post, WebhookReaderContract


class CyanitePost(Post):
    def __init__(self):
        self.reader = CyaniteWebhook("s3cret")

    def message(self, track: str, outcome: Heard, **changes: object) -> bytes:
        event = {"type": "AudioAnalysisV7", "status": outcome}
        return json.dumps(
            {"version": "2", "resource": {"type": "LibraryTrack", "id": track}, "event": event} | changes
        ).encode()

    def sign(self, body: bytes) -> str:
        return hmac.new(b"s3cret", body, sha512).hexdigest()


class TestCyaniteWebhook(WebhookReaderContract):
    def post(self) -> CyanitePost:
        return CyanitePost()

    def test_trials_need_no_signature(self):
        post = self.post()
        event = {"type": "test", "status": "finished"}
        trial = post.message("x", Heard.FINISHED, resource={"type": "IntegrationTest", "id": "x"}, event=event)
        assert post.reader.read(trial, "") == post.reader.read(b'{"type":"TEST","data":null}', "") == TrialEvent()

    def test_tracks_of_spotify_are_told_from_the_librarys(self):
        post = self.post()
        body = post.message("x", Heard.FAILED, resource={"type": "SpotifyTrack", "id": "x"})
        assert post.reader.read(body, post.sign(body)) == ListeningEvent(SPOTIFY, "x", Heard.FAILED)

    @pytest.mark.parametrize(
        "changes",
        [
            {"version": "3"},
            {"event": {"type": "AudioAnalysisV9", "status": "finished"}},
            {"event": {"type": "AudioAnalysisV7", "status": "dancing"}},
            {"resource": {"type": "Crate", "id": "x"}},
            {"resource": {"type": "LibraryTrack", "id": ""}},
        ],
    )
    def test_what_is_not_known_here_passes(self, changes: dict):
        post = self.post()
        body = post.message("x", Heard.FINISHED, **changes)
        assert isinstance(post.reader.read(body, post.sign(body)), Passed)

    def test_without_a_secret_nothing_is_genuine(self):
        body = self.post().message("x", Heard.FINISHED)
        assert CyaniteWebhook("").read(body, hmac.new(b"", body, sha512).hexdigest()) is None
        assert "s3cret" not in repr(self.post().reader)
