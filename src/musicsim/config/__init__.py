"""Settings: read once, from MUSICSIM_* variables over a TOML file over the defaults."""

from musicsim.config.kinds import SECRET, Bucket, VectorIndexKind, bucket_of
from musicsim.config.loading import FROM_FILE, PREFIX, SettingsError, load
from musicsim.config.settings import Settings, metas, secrets

__all__ = [
    "FROM_FILE",
    "PREFIX",
    "SECRET",
    "Bucket",
    "Settings",
    "SettingsError",
    "VectorIndexKind",
    "bucket_of",
    "load",
    "metas",
    "secrets",
]
