"""Settings that are right each for itself, but not together, or not for the safety of those who set them."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from musicsim.config.kinds import bucket_of
from musicsim.config.settings import Settings
from musicsim.domain.rules.passwords import LONGEST, SHORTEST

_DATABASES = tuple(f"{kind}://" for kind in ("postgresql", "postgresql+asyncpg", "sqlite", "sqlite+aiosqlite"))

_PAINTERS = ("painter", "openai_images", "limewire")

_SHORTEST_KEY = 32


def contradictions(settings: Settings) -> Iterator[str]:
    """What each setting allows, but not together with the others."""
    places = {"library": settings.library, "blobs": settings.blobs}
    in_buckets = {name: bucket for name, place in places.items() if (bucket := bucket_of(place)) is not None}
    for name, bucket in in_buckets.items():
        if not bucket.name:
            yield f"The setting {name} is wrong: it names no bucket. Write s3://bucket or s3://bucket/prefix."
        for needed in ("s3_endpoint", "s3_access_key", "s3_secret_key"):
            if not getattr(settings, needed):
                yield f"The setting {needed} is missing: {name} is in a bucket."
    if settings.s3_endpoint and not _is_address(settings.s3_endpoint):
        yield "The setting s3_endpoint is wrong: write http://host:port or https://host:port, without a path."
    if settings.database_url and not settings.database_url.startswith(_DATABASES):
        yield "The setting database_url is wrong: write postgresql+asyncpg://user:password@host/name, or sqlite:///path."
    if settings.job_queue == "procrastinate" and not settings.database_is_server:
        yield "The job queue procrastinate needs PostgreSQL: set database_url to postgresql+asyncpg://…."
    yield from _doubts_of_access(settings)
    yield from _doubts_of_services(settings)
    yield from _doubts_of_painters(settings)
    if settings.vector_index == "pgvector" and not settings.effective_pgvector_url.startswith("postgresql"):
        yield "The vector index pgvector needs PostgreSQL: set pgvector_url or database_url to postgresql+asyncpg://…."


def _doubts_of_access(settings: Settings) -> Iterator[str]:
    """What would let in whom nobody meant."""
    if 0 < len(settings.secret_key) < _SHORTEST_KEY:
        yield f"The setting secret_key is wrong: it needs at least {_SHORTEST_KEY} characters."
    if settings.admin_password and not SHORTEST <= len(settings.admin_password) <= LONGEST:
        yield f"The setting admin_password is wrong: a password has between {SHORTEST} and {LONGEST} characters."
    if wrong := [one for one in _listed(settings.trusted_proxies) if not _is_network(one)]:
        yield f"The setting trusted_proxies is wrong: {', '.join(wrong)} is no address or network, such as 10.0.0.0/8."


def _doubts_of_services(s: Settings) -> Iterator[str]:
    """What would have outside services asked in vain."""
    needs = (
        ("spotify_client_id", s.spotify_client_id, "spotify_client_secret", s.spotify_client_secret),
        ("spotify_client_secret", s.spotify_client_secret, "spotify_client_id", s.spotify_client_id),
        ("cyanite_token", s.cyanite_token, "spotify_client_id", s.spotify_client_id),
        ("cyanite_webhook_secret", s.cyanite_webhook_secret, "cyanite_token", s.cyanite_token),
        ("listenbrainz", s.listenbrainz, "outside_contact", s.outside_contact),
    )
    for name, value, needed, there in needs:
        if value and not there:
            yield f"The setting {needed} is missing: {name} needs it."


def _doubts_of_painters(s: Settings) -> Iterator[str]:
    """What would leave those who paint without what they need."""
    if wrong := [name for name in s.painters if name not in _PAINTERS]:
        yield f"The setting artwork_generators is wrong: {wrong[0]} is none of {', '.join(_PAINTERS)}."
    if "limewire" in s.painters and not s.limewire_token:
        yield "The setting limewire_token is missing: artwork_generators names limewire."
    if "openai_images" in s.painters:
        for name in ("images_url", "images_model"):
            if not getattr(s, name):
                yield f"The setting {name} is missing: artwork_generators names openai_images."
    for name, price, cap in (
        ("limewire_daily_credits", s.limewire_credits, s.limewire_daily_credits),
        ("images_daily_spending", s.images_price, s.images_daily_spending),
    ):
        if price > cap > 0:
            yield f"The setting {name} is wrong: it is less than a single picture may cost."
    if s.images_url and not _is_base(s.images_url):
        yield "The setting images_url is wrong: write https://host or http://host:port, with a path where it has one."


def _listed(text: str) -> list[str]:
    """The words that commas stand between."""
    return [word.strip() for word in text.split(",") if word.strip()]


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _is_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in url
    except ValueError:
        return False


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path in {"", "/"}
