"""How SQLite finds words anywhere in a text: by their trigrams, in an FTS5 table that triggers keep beside `tracks`.

The table keeps no text, only which numbers have which trigrams; `track_numbers` says whose number it is, as rowids of
`tracks` may change. An SQLite without FTS5 or its trigram tokenizer (before 3.34) goes without: it reads lists through.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, literal_column, select, table, text
from sqlalchemy.exc import DBAPIError

from musicsim.domain.rules.listing import words

CREATE = (
    """CREATE VIRTUAL TABLE track_words
    USING fts5(search, content='', detail='none', tokenize='trigram case_sensitive 1')""",
    "CREATE TABLE track_numbers (number INTEGER PRIMARY KEY, track_id TEXT NOT NULL UNIQUE)",
)
FOLLOW = (
    """CREATE TRIGGER track_words_inserted AFTER INSERT ON tracks BEGIN
    INSERT INTO track_numbers (track_id) VALUES (new.id);
    INSERT INTO track_words (rowid, search)
    SELECT number, new.search FROM track_numbers WHERE track_id = new.id;
    END""",
    """CREATE TRIGGER track_words_updated AFTER UPDATE OF search ON tracks WHEN old.search <> new.search BEGIN
    INSERT INTO track_words (track_words, rowid, search)
    SELECT 'delete', number, old.search FROM track_numbers WHERE track_id = old.id;
    INSERT INTO track_words (rowid, search)
    SELECT number, new.search FROM track_numbers WHERE track_id = new.id;
    END""",
    """CREATE TRIGGER track_words_deleted AFTER DELETE ON tracks BEGIN
    INSERT INTO track_words (track_words, rowid, search)
    SELECT 'delete', number, old.search FROM track_numbers WHERE track_id = old.id;
    DELETE FROM track_numbers WHERE track_id = old.id;
    END""",
)
FILL = (
    "INSERT INTO track_numbers (track_id) SELECT id FROM tracks ORDER BY id",
    """INSERT INTO track_words (rowid, search)
    SELECT number, search FROM track_numbers JOIN tracks ON tracks.id = track_id ORDER BY number""",
)
DROP = (
    "DROP TRIGGER IF EXISTS track_words_inserted",
    "DROP TRIGGER IF EXISTS track_words_updated",
    "DROP TRIGGER IF EXISTS track_words_deleted",
    "DROP TABLE IF EXISTS track_numbers",
    "DROP TABLE IF EXISTS track_words",
)

_LENGTH = 3
_MOST = 12  # trigrams of a word that are looked up: what fits them is looked at anyway
_KNOWN = "musicsim_track_words"

_words = table("track_words", column("rowid"))
_numbers = table("track_numbers", column("number"), column("track_id"))


def create(connection: Connection) -> bool:
    """Make the tables and fill them, where this SQLite can; whether it can."""
    try:
        with connection.begin_nested():
            connection.execute(text(CREATE[0]))
    except DBAPIError:
        return False
    for statement in (*CREATE[1:], *FILL, *FOLLOW):
        connection.execute(text(statement))
    return True


def drop(connection: Connection) -> None:
    """Remove what `create` made."""
    for statement in DROP:
        connection.execute(text(statement))


def found_by(connection: Connection, searched: str) -> Select[Any] | None:
    """The ids of the tracks whose text may contain every word; None when no word is long enough to be looked up."""
    match = expression(words(searched))
    if not match or not _has_words(connection):
        return None
    rowids = select(_words.c.rowid).where(literal_column("track_words").op("MATCH")(match))
    return select(_numbers.c.track_id).where(_numbers.c.number.in_(rowids))


def expression(wanted: Sequence[str]) -> str:
    """What FTS5 is asked: all trigrams of all words, of long words as many as tell them apart."""
    trigrams = (word[at : at + _LENGTH] for word in wanted for at in _places(len(word) - _LENGTH + 1))
    return " AND ".join('"' + each.replace('"', '""') + '"' for each in dict.fromkeys(trigrams))


def _places(count: int) -> Sequence[int]:
    """Where trigrams begin: everywhere or, when that is too many, evenly spread."""
    return range(count) if count <= _MOST else [at * (count - 1) // (_MOST - 1) for at in range(_MOST)]


def _has_words(connection: Connection) -> bool:
    """Whether the tables are there, asked once a connection."""
    if _KNOWN not in connection.info:
        statement = text("SELECT 1 FROM sqlite_schema WHERE name = 'track_words'")
        connection.info[_KNOWN] = connection.scalar(statement) is not None
    return bool(connection.info[_KNOWN])
