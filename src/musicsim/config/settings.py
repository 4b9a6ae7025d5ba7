"""Everything that can be set."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import fields

from musicsim.config.kinds import SECRET, bucket_of
from musicsim.config.outside import OutsideSettings


class Settings(OutsideSettings, frozen=True, kw_only=True):
    """Everything that can be set. A field `name` is the variable MUSICSIM_NAME and the TOML key `name`.

    The last part, of serving, is here; it is one class after the other so that the parts stay in their order.
    """

    host: Annotated[
        str, Meta(min_length=1, description="address to serve on; `0.0.0.0` or `::` for every one of this machine")
    ] = "127.0.0.1"
    allowed_hosts: Annotated[
        str,
        Meta(
            description="host names that are answered, with commas between; `*`: any; empty: `localhost`, "
            "what `host` says and, unless that is loopback, this machine's name and addresses"
        ),
    ] = ""
    trusted_proxies: Annotated[
        str,
        Meta(description="proxies whose X-Forwarded-For and -Proto count: addresses or networks, with commas between"),
    ] = ""
    metrics_token: Annotated[
        str, Meta(description="bearer token that reading `/metrics` needs; empty: none", extra=SECRET)
    ] = ""
    port: Annotated[int, Meta(ge=0, le=65535, description="port to serve on; 0 takes a free one")] = 8765
    map_every: Annotated[
        float,
        Meta(ge=0, le=1e6, description="minutes after which the map takes in what is new; 0: there is no map"),
    ] = 10.0
    scan_on_start: Annotated[bool, Meta(description="whether `serve` scans the library when it starts")] = True
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Meta(description="how much is logged")] = "info"

    @property
    def media_origins(self) -> tuple[str, ...]:
        """Where listeners are sent for audio besides this server, as content security policies name it."""
        buckets = [bucket for bucket in (self.library_bucket, bucket_of(self.blobs)) if bucket]  # uploads are blobs
        if not self.stream_redirect or not buckets:
            return ()
        # addresses at AWS have the bucket's name in front of the host's
        scheme, _, host = self.s3_endpoint.rstrip("/").partition("://")
        return (f"{scheme}://{host}", *dict.fromkeys(f"{scheme}://{bucket.name}.{host}" for bucket in buckets))


def secrets() -> frozenset[str]:
    """The names of the settings that are never printed."""
    return frozenset(name for name, meta in metas().items() if meta.extra == SECRET)


def metas() -> dict[str, Meta]:
    """What is said of each setting, by its name."""
    return {field.name: field.type.__metadata__[0] for field in fields(Settings)}
