"""A radio session as a person takes it along."""

from collections.abc import Mapping

from musicsim.domain.model.radio import RadioSession


def exported(session: RadioSession) -> Mapping[str, object]:
    """What it began with and what it played, as JSON would have it; how it chooses is nobody's memory."""
    return {
        "id": session.id,
        "started_at": session.started_at.isoformat(),
        "changed_at": session.changed_at.isoformat(),
        "ended": session.ended,
        "seeds": [{"name": origin.name, "weight": origin.weight} for origin in session.origins],
        "plays": [{"track": one.track, "at": one.at.isoformat(), "verdict": one.verdict} for one in session.plays],
    }
