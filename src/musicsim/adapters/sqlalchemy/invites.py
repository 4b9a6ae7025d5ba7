"""Invites, in a relational database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, not_, select, update

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_tables import invites
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.domain.model.identity import InviteId
from musicsim.domain.model.invite import Invite
from musicsim.domain.model.user import Role
from musicsim.ports.invites import Invites

_INVITE = (invites.c.id, invites.c.role, invites.c.uses, invites.c.created_at, invites.c.expires_at)


class SqlInvites(Invites):
    """Keeps invites in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, invite: Invite, digest: str) -> None:
        row = asdict(invite) | {"role": invite.role.value, "hash": digest}

        def put(connection: Connection) -> None:
            connection.execute(delete(invites).where(not_(_usable(invite.created_at))))
            connection.execute(insert(invites), row)

        await self._database.write(put)

    async def lets_in(self, digest: str, now: datetime) -> bool:
        wanted = select(invites.c.id).where(invites.c.hash == digest, _usable(now))
        return await self._database.read(lambda connection: connection.scalar(wanted)) is not None

    async def redeem(self, digest: str, now: datetime) -> Invite | None:
        # one statement: others who change the row at this moment are waited for, and what they left is looked at anew
        use = update(invites).where(invites.c.hash == digest, _usable(now)).values(uses=invites.c.uses - 1)

        def take(connection: Connection) -> Invite | None:
            row = connection.execute(use.returning(*_INVITE)).mappings().first()
            return _invite_of(row) if row is not None else None

        return await self._database.write(take)

    async def give_back(self, invite: InviteId) -> None:
        def put(connection: Connection) -> None:
            connection.execute(update(invites).where(invites.c.id == invite).values(uses=invites.c.uses + 1))

        await self._database.write(put)

    async def usable(self, now: datetime) -> Sequence[Invite]:
        newest = select(*_INVITE).where(_usable(now)).order_by(invites.c.id.desc())
        return [_invite_of(row) for row in await self._database.mappings(newest)]

    async def remove(self, invite: InviteId) -> bool:
        def take(connection: Connection) -> bool:
            return connection.execute(delete(invites).where(invites.c.id == invite)).rowcount == 1

        return storable(invite) and await self._database.write(take)


def _usable(now: datetime) -> ColumnElement[bool]:
    return (invites.c.uses > 0) & (invites.c.expires_at > now)


def _invite_of(row: Mapping[Any, Any]) -> Invite:
    return Invite(**{**row, "role": Role(row["role"])})
