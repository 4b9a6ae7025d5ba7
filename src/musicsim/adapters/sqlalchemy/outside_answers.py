"""What services beyond the library said, in a relational database."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from musicsim.adapters.sqlalchemy.beyond_tables import answers, questions
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.upserts import insert_into, replace_into, write_row
from musicsim.domain.model.beyond import ExternalId, Suggestion, Suggestions
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.question import AnswerState, KeptAnswer, Remembered
from musicsim.ports.outside_answers import OutsideAnswers

_UNHEARD = (AnswerState.PREPARING.value, AnswerState.UNKNOWN.value)


class SqlOutsideAnswers(OutsideAnswers):
    """A row a question and a row an answer; suggestions as JSON, as they are only ever read together."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, question: str) -> Remembered:
        both = questions.outerjoin(answers, answers.c.question == questions.c.id)
        wanted = select(questions.c.claimed_until, *answers.c).select_from(both).where(questions.c.id == question)
        rows = await self._database.rows(wanted.order_by(answers.c.provider))
        kept = tuple(_answer(row) for row in rows if row.provider is not None)
        return Remembered(kept, rows[0].claimed_until) if rows else Remembered()

    async def keep(self, question: str, track: TrackId | None, answer: KeptAnswer, now: datetime) -> None:
        row = {
            "question": question,
            "provider": answer.provider,
            "state": answer.state.value,
            "again_at": answer.again_at,
            "answered_at": answer.answered_at,
            "detail": answer.detail,
            "suggestions": _written(answer.suggestions),
        }

        def put(connection: Connection) -> None:
            asked = replace_into(connection, questions, frozenset({"claimed_until"}))
            write_row(connection, asked, {"id": question, "track_id": track, "kept_at": now})
            write_row(connection, replace_into(connection, answers), row)

        await self._database.write(put)

    async def claim(self, question: str, now: datetime, until: datetime) -> bool:
        def take(connection: Connection) -> bool:
            new = insert_into(connection, questions).values(id=question, claimed_until=until, kept_at=now)
            free = or_(questions.c.claimed_until.is_(None), questions.c.claimed_until <= now)
            mine = new.on_conflict_do_update(index_elements=["id"], set_={"claimed_until": until}, where=free)
            return connection.scalar(mine.returning(questions.c.id)) is not None

        return await self._database.write(take)

    async def release(self, question: str, until: datetime) -> None:
        mine = questions.c.id == question, questions.c.claimed_until == until
        free = update(questions).where(*mine).values(claimed_until=None)
        await self._database.write(lambda connection: connection.execute(free))

    async def hasten(self, track: TrackId, now: datetime) -> None:
        about = select(questions.c.id).where(questions.c.track_id == track)
        waiting = answers.c.question.in_(about), answers.c.state.in_(_UNHEARD)
        await self._database.write(
            lambda connection: connection.execute(update(answers).where(*waiting).values(again_at=now))
        )

    async def forget(self, before: datetime, most: int) -> int:
        old = select(questions.c.id).where(questions.c.kept_at < before).order_by(questions.c.kept_at).limit(most)

        def drop(connection: Connection) -> int:
            ids = list(connection.scalars(old))
            if ids:
                connection.execute(delete(answers).where(answers.c.question.in_(ids)))
                connection.execute(delete(questions).where(questions.c.id.in_(ids)))
            return len(ids)

        return await self._database.write(drop)


def _written(found: Suggestions | None) -> str | None:
    if found is None:
        return None
    return json.dumps([[one.id.catalogue, one.id.id, one.score, one.label] for one in found.items])


def _answer(row: Row[Any]) -> KeptAnswer:
    return KeptAnswer(
        provider=row.provider,
        state=AnswerState(row.state),
        again_at=row.again_at,
        answered_at=row.answered_at,
        detail=row.detail,
        suggestions=None if row.suggestions is None else _suggestions(row.suggestions),
    )


def _suggestions(text: str) -> Suggestions:
    items = json.loads(text)
    return Suggestions(tuple(Suggestion(ExternalId(where, one), score, label) for where, one, score, label in items))
