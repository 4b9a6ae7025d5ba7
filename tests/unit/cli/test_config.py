"""`musicsim config`."""

import pytest

from musicsim.config import Settings
from musicsim.config.masking import masked
from tests.support.cli import Desk

SECRETS = {
    "MUSICSIM_DATABASE_URL": "postgresql+asyncpg://musicsim:hush@db:5432/musicsim",
    "MUSICSIM_MILVUS_TOKEN": "hush",
}


def test_the_settings_in_effect_without_their_secrets(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.environment |= SECRETS
    document = desk.json("config")
    assert set(document) == set(Settings.__struct_fields__)
    assert document["library"] == str(tmp_path / "music")
    assert document["database_url"] == "postgresql+asyncpg://musicsim:***@db:5432/musicsim"
    assert document["milvus_token"] == "***"
    assert document["s3_secret_key"] == ""
    words = desk.run("config")
    assert "database_timeout\t10.0\tseconds that" in words.stdout
    assert "hush" not in words.stdout


def test_wrong_settings_end_it(tmp_path) -> None:
    desk = Desk(tmp_path)
    desk.environment |= {"MUSICSIM_VECTOR_INDX": "usearch"}
    result = desk.run("config")
    assert result.exit_code == 2
    assert "Did you mean vector_index?" in result.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me@host/name", "postgresql://me@host/name"),
        ("postgresql://:hush@host/name", "postgresql://:***@host/name"),
        ("postgresql://host/name?password=hush", "postgresql://host/name"),
        ("postgresql://me:hu:s@h@[::1]:5432/name", "postgresql://me:***@[::1]:5432/name"),
        ("postgresql://me:hush@[::1/name", "postgresql://me:***@[::1/name"),
        ("postgresql://me:hu/s#h@host/name", "postgresql://me:***@host/name"),
        ("postgresql://me:hu?sh@host/name", "***"),
        ("postgresql://host/name?password=hu@sh", "***"),
        ("hush", "***"),
    ],
)
def test_only_the_password_of_an_address_is_masked(url: str, shown: str) -> None:
    assert masked(Settings(database_url=url))["database_url"] == shown


def test_passwords_are_masked_wherever_they_are() -> None:
    settings = Settings(
        milvus_uri="https://me:hush@host:19530", milvus_token="root://hush", s3_endpoint="http://me:hush@host:9000"
    )
    shown = masked(settings)
    assert shown["milvus_uri"] == "https://me:***@host:19530"
    assert shown["milvus_token"] == "***"
    assert shown["s3_endpoint"] == "http://me:***@host:9000"
    assert masked(Settings(milvus_uri="/a/file"))["milvus_uri"] == "/a/file"
