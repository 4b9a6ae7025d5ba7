"""One URL, as SQLAlchemy reads it, serves rows and vectors."""

import pytest

from musicsim.adapters.pgvector.address import address
from musicsim.domain.errors import Invalid


@pytest.mark.parametrize(
    ("url", "dsn", "shown"),
    [
        ("postgresql+asyncpg://me:p%40ss@host/db", "postgresql://me:p%40ss@host/db", "host:5432/db"),
        ("postgresql://me:p#ss@host:1/db?ssl=require", "postgresql://me:p%23ss@host:1/db?sslmode=require", "host:1/db"),
        ("postgresql+asyncpg:///db?host=/run/pg", "postgresql:///db?host=%2Frun%2Fpg", "/run/pg:5432/db"),
    ],
)
def test_what_sqlalchemy_reads_asyncpg_is_told(url, dsn, shown) -> None:
    found = address(url)
    assert (found.dsn, found.shown) == (dsn, shown)


@pytest.mark.parametrize("url", ["secret", "sqlite:///secret", "postgresql://me:p@host:secret/db", ""])
def test_what_is_no_address_is_refused_and_not_repeated(url) -> None:
    with pytest.raises(Invalid) as caught:
        address(url)
    assert "secret" not in str(caught.value)


def test_a_password_is_never_shown() -> None:
    assert "secret" not in address("postgresql://me:secret@host/db").shown
    assert "secret" not in address("postgresql://me:very@secret@host/db").shown
