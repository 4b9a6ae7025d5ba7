"""Domain values as JSON documents, in the words of the HTTP API: snake_case, seconds, ISO 8601 in UTC."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicsim.entrypoints.cli.advice import advice

if TYPE_CHECKING:
    from musicsim.domain.model.analysis import Analysis, Tags
    from musicsim.domain.model.audio import Unlisted
    from musicsim.domain.model.evaluation import Quality, Retrieval
    from musicsim.domain.model.failure import Failure
    from musicsim.domain.model.health import Finding
    from musicsim.domain.model.scan import LibraryCounts, Scan
    from musicsim.domain.model.status import LibraryStatus
    from musicsim.domain.model.track import Track

Json = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """2026-01-31T12:00:00Z."""
    return at.isoformat().replace("+00:00", "Z") if at is not None else None


def failure(of: "Failure | None") -> Json | None:
    """A reason, its detail and what to do."""
    return {"reason": of.reason, "detail": of.detail, "advice": advice(of.reason)} if of is not None else None


def track(of: "Track") -> Json:
    """A track without its analysis."""
    about = {name: getattr(of.metadata, name) for name in of.metadata.__slots__}
    return {
        "id": of.id,
        "path": of.key,
        "folder": of.folder,
        **about,
        "size": of.size,
        "status": of.status,
        "failure": failure(of.failure),
        "added_at": moment(of.added_at),
        "missing_since": moment(of.missing_since),
    }


def analysis(of: "Analysis | None") -> Json | None:
    """What listening found, without the vectors."""
    if of is None:
        return None
    key, tags = of.key, of.tags
    return {
        "duration": of.duration,
        "silent": of.silent,
        "tempo": of.tempo and _fields(of.tempo),
        "key": {"name": key.key.name, "camelot": key.key.camelot, **_fields(key)} if key else None,
        "loudness": of.loudness and _fields(of.loudness),
        "tags": tags and {"items": _tags(tags), "model": tags.model},
        "highlight": of.highlight and _fields(of.highlight),
        "spaces": [embedding.space for embedding in of.embeddings],
    }


def _fields(part: Any) -> Json:
    """The plain fields of a part of an analysis."""
    return {name: value for name in part.__slots__ if isinstance(value := getattr(part, name), str | float)}


def _tags(tags: "Tags") -> list[Json]:
    likeliest = tags.top(len(tags.probabilities))
    return [{"name": name, "probability": probability} for name, probability in likeliest]


def unlisted(of: "Unlisted") -> Json:
    """Something that the library could not list."""
    return {"path": of.key, **(failure(of.failure) or {})}


def scan(of: "Scan | None") -> Json | None:
    """A scan without its single problems."""
    if of is None:
        return None
    numbers = ("listed", "to_read", "read", "added", "changed", "moved", "restored", "missing", "problem_count")
    return {
        "id": of.id,
        "status": of.status,
        "started_at": moment(of.started_at),
        "finished_at": moment(of.finished_at),
        **{name: getattr(of, name) for name in numbers},
        "error": of.error,
    }


def counts(of: "LibraryCounts") -> Json:
    """Tracks by state."""
    return {
        "present": of.present,
        "pending": of.pending,
        "analysed": of.analysed,
        "silent": of.silent,
        "failed": {str(reason): number for reason, number in sorted(of.failed.items())},
        "missing": of.missing,
    }


def status(of: "LibraryStatus") -> Json:
    """How the library is doing."""
    return {"counts": counts(of.counts), "per_minute": of.per_minute, "eta": of.eta, "scan": scan(of.scan)}


def finding(of: "Finding") -> Json:
    """One finding of doctor."""
    return {
        "part": of.part,
        "healthy": of.healthy,
        "required": of.required,
        "seen": of.seen,
        "remedy": of.remedy,
    }


def retrieval(of: "Retrieval") -> Json:
    """One line of the quality report."""
    return {
        "queries": of.queries,
        "precision": {str(k): share for k, share in of.precision.items()},
        "mean_average_precision": of.mean_average_precision,
    }


def quality(of: "Quality") -> Json:
    """The whole quality report."""
    found = of.duplicates
    return {
        "tracks": of.tracks,
        "retrieval": {
            method: {str(label): retrieval(measured) for label, measured in by_label.items()}
            for method, by_label in of.retrieval.items()
        },
        "groups": of.groups,
        "duplicates": found
        and {"expected": found.expected, "found": found.found, "missed": found.missed, "false": found.false},
    }
