"""What step 0007 fills in for analyses that were there before it, by the rule that every write follows.

It names the columns that it reads and writes, so that the step stays what it is when the tables grow.
"""

import json
from typing import Any

import sqlalchemy as sa

from musicsim.domain.model.analysis import Analysis, KeyEstimate, Loudness, Tags, Tempo
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.rules.outlines import outline_of

_BATCH = 1000

_ROWS = sa.text(
    """SELECT track_id, tempo_bpm, tempo_confidence, key_tonic, key_mode, key_confidence, loudness_lufs, tags
    FROM analyses WHERE track_id > :after ORDER BY track_id LIMIT :batch"""
)
_FILL = sa.text("UPDATE analyses SET outline = :outline WHERE track_id = :of").bindparams(
    sa.bindparam("outline", type_=sa.LargeBinary)
)


def fill(connection: sa.Connection) -> None:
    """Outline every analysis, some at a time."""
    after = ""
    while rows := connection.execute(_ROWS, {"after": after, "batch": _BATCH}).all():
        connection.execute(_FILL, [{"of": row.track_id, "outline": outline_of(_analysis(row))} for row in rows])
        after = rows[-1].track_id


def _analysis(row: Any) -> Analysis:
    """As much of it as an outline has."""
    key = None if row.key_tonic is None else MusicalKey(row.key_tonic, Mode(row.key_mode))
    return Analysis(
        duration=0.0,
        tempo=None if row.tempo_bpm is None else Tempo(row.tempo_bpm, row.tempo_confidence, ""),
        key=None if key is None else KeyEstimate(key, row.key_confidence, ""),
        loudness=None if row.loudness_lufs is None else Loudness(row.loudness_lufs, ""),
        tags=None if row.tags is None else Tags(json.loads(row.tags), ""),
    )
