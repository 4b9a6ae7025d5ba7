"""Settings."""

import runpy
from pathlib import Path

import pytest

from musicsim.config import PREFIX, Bucket, Settings, SettingsError, load

DOCUMENT = Path(__file__).parents[2] / "docs" / "configuration.md"
SCRIPT = Path(__file__).parents[2] / "scripts" / "document_settings.py"


def test_defaults_need_nothing() -> None:
    settings = load({})
    assert settings.host == "127.0.0.1"
    assert settings.effective_database_url.endswith("musicsim.db")


def test_variables_win_over_the_file_and_options_over_both(tmp_path: Path) -> None:
    file = tmp_path / "musicsim.toml"
    file.write_text('library = "/from/file"\nport = 1000\nprocesses = 3\n')
    environment = {"MUSICSIM_CONFIG": str(file), "MUSICSIM_PORT": "2000", "MUSICSIM_LIBRARY": "/from/variable"}
    settings = load(environment, library=Path("/from/option"), port=None)
    assert (settings.library, settings.port, settings.processes) == ("/from/option", 2000, 3)


def test_every_problem_is_told_at_once() -> None:
    wrong = {
        "MUSICSIM_PORT": "99999",
        "MUSICSIM_VECTOR_INDEX": "postgres",
        "MUSICSIM_PROCESES": "2",
        "MUSICSIM_SCAN_ON_START": "perhaps",
        "MUSICSIM_HOST": "",
        "MUSICSIM_LIBRARY": "",
        "MUSICSIM_DATABASE_TIMEOUT": "inf",
    }
    with pytest.raises(SettingsError) as fault:
        load(wrong)
    text = "\n".join(fault.value.problems)
    assert len(fault.value.problems) == len(wrong)
    assert "Did you mean processes?" in text
    assert all(name in text for name in ("port", "vector_index", "scan_on_start", "host", "library", "timeout"))


@pytest.mark.parametrize(("content", "complaint"), [(None, "cannot be read"), ("port =", "not valid TOML")])
def test_a_settings_file_that_is_no_use(tmp_path: Path, content: str | None, complaint: str) -> None:
    file = tmp_path / "musicsim.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SettingsError, match=complaint):
        load({"MUSICSIM_CONFIG": str(file)})


def test_settings_written_with_a_tilde_are_expanded() -> None:
    assert load({"MUSICSIM_DATA": "~/kept"}).data == Path.home() / "kept"


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("of the sea \n")
    assert load({"MUSICSIM_MILVUS_TOKEN_FILE": str(secret)}).milvus_token == "of the sea "
    file = tmp_path / "musicsim.toml"
    file.write_text(f'milvus_token_file = "{secret}"')
    assert load({"MUSICSIM_CONFIG": str(file)}).milvus_token == "of the sea "


def test_what_is_wrong_with_a_secrets_file_is_told(tmp_path: Path) -> None:
    environment = {
        "MUSICSIM_MILVUS_TOKEN": "one",
        "MUSICSIM_MILVUS_TOKEN_FILE": "another",
        "MUSICSIM_S3_SECRET_KEY_FILE": str(tmp_path / "none"),
        "MUSICSIM_PORT_FILE": str(tmp_path / "none"),  # only secrets are read from files
    }
    with pytest.raises(SettingsError) as fault:
        load(environment)
    both, unreadable, unknown = sorted(fault.value.problems)
    assert both == "Both milvus_token and milvus_token_file are set: keep one."
    assert "s3_secret_key_file" in unreadable
    assert "port_file" in unknown


BUCKETS = {"MUSICSIM_S3_ENDPOINT": "http://minio:9000", "MUSICSIM_S3_ACCESS_KEY": "a", "MUSICSIM_S3_SECRET_KEY": "b"}


def test_a_library_in_a_bucket() -> None:
    settings = load(BUCKETS, library="s3://music/of/mine/")
    assert settings.library_bucket == Bucket("music", "of/mine/")
    assert settings.library_folder is None
    assert load(BUCKETS, library="s3://music").library_bucket == Bucket("music")
    assert load({}, library=Path("~/s3")).library_folder == Path.home() / "s3"


@pytest.mark.parametrize(
    ("environment", "complaints"),
    [
        ({"MUSICSIM_LIBRARY": "s3://music"}, ["s3_endpoint", "s3_access_key", "s3_secret_key"]),
        (BUCKETS | {"MUSICSIM_BLOBS": "s3://"}, ["names no bucket"]),
        (BUCKETS | {"MUSICSIM_S3_ENDPOINT": "minio:9000"}, ["http://host:port"]),
        ({"MUSICSIM_SECRET_KEY": "too short"}, ["at least 32 characters"]),
        ({"MUSICSIM_ADMIN_PASSWORD": "hush"}, ["admin_password is wrong: a password has between 10 and 200"]),
        ({"MUSICSIM_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.1/8, *"}, ["10.0.0.1/8, * is no address"]),
        ({"MUSICSIM_DATABASE_URL": "mysql://me:hush@host/name"}, ["database_url is wrong"]),
        ({"MUSICSIM_JOB_QUEUE": "procrastinate"}, ["needs PostgreSQL"]),
        ({"MUSICSIM_VECTOR_INDEX": "pgvector", "MUSICSIM_DATABASE_URL": "sqlite+aiosqlite:///x"}, ["needs PostgreSQL"]),
        (
            {"MUSICSIM_SPOTIFY_CLIENT_ID": "x", "MUSICSIM_CYANITE_WEBHOOK_SECRET": "y", "MUSICSIM_LISTENBRAINZ": "1"},
            [
                "The setting spotify_client_secret is missing: spotify_client_id needs it.",
                "The setting cyanite_token is missing: cyanite_webhook_secret needs it.",
                "The setting outside_contact is missing: listenbrainz needs it.",
            ],
        ),
        (
            {"MUSICSIM_ARTWORK_GENERATORS": "limewire,openai_images,somebody", "MUSICSIM_IMAGES_URL": "painter:80"},
            ["somebody is none of", "limewire_token is missing", "images_model is missing", "images_url is wrong"],
        ),
        ({"MUSICSIM_IMAGES_PRICE": "2"}, ["less than a single picture may cost"]),
    ],
)
def test_settings_that_contradict_one_another(environment: dict[str, str], complaints: list[str]) -> None:
    with pytest.raises(SettingsError) as fault:
        load(environment)
    assert len(fault.value.problems) == len(complaints)
    assert all(complaint in "\n".join(fault.value.problems) for complaint in complaints)
    assert "hush" not in str(fault.value)


def test_a_wrong_secret_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as fault:
        load({}, s3_secret_key=12)
    assert "12" not in str(fault.value)


def test_the_document_says_what_the_code_does() -> None:
    renewed = runpy.run_path(str(SCRIPT))["renewed"]
    assert DOCUMENT.read_text() == renewed(DOCUMENT.read_text()), "run `make document`"
    assert all(f"`{PREFIX}{name.upper()}`" in DOCUMENT.read_text() for name in Settings.__struct_fields__)
