"""Why a track cannot be compared with others."""

from musicsim.domain.model.track import Track


def why_unheard(track: Track) -> str:
    """Why there is no place for it among the sounds of the library, and what to do."""
    reasons = {
        "pending": "has not been listened to yet: wait until the scan has come to it",
        "silent": "is silent: nothing sounds like it",
        "failed": f"could not be listened to ({track.failure.reason if track.failure else 'no reason kept'})",
    }
    return f"{track.metadata.title!r} {reasons.get(track.status, 'was listened to by another model')}."
