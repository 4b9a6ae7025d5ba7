"""Tokens for programs, in a relational database."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.people_rows import ACCOUNT, TOKEN, account_of, token_of, token_row
from musicsim.adapters.sqlalchemy.people_tables import api_tokens, users
from musicsim.adapters.sqlalchemy.storable import storable
from musicsim.domain.model.account import Account
from musicsim.domain.model.api_token import ApiToken
from musicsim.domain.model.identity import TokenId, UserId
from musicsim.domain.rules.exporting import exported_token
from musicsim.ports.api_tokens import ApiTokens
from musicsim.ports.personal_data import Exported

# asked with every request of a program
_FOUND = (
    select(*TOKEN, *ACCOUNT)
    .join(users, api_tokens.c.user_id == users.c.id)
    .where(api_tokens.c.hash == bindparam("digest"))
)


class SqlApiTokens(ApiTokens):
    """Keeps tokens in a table of the catalogue's Database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, token: ApiToken, digest: str) -> None:
        def put(connection: Connection) -> None:
            connection.execute(insert(api_tokens), token_row(token, digest))

        await self._database.write(put)

    async def find(self, digest: str) -> tuple[ApiToken, Account] | None:
        given = {"digest": digest}
        row = await self._database.read(lambda connection: connection.execute(_FOUND, given).mappings().first())
        return (token_of(row), account_of(row)) if row is not None else None

    async def of(self, user: UserId) -> Sequence[ApiToken]:
        mine = select(*TOKEN).where(api_tokens.c.user_id == user).order_by(api_tokens.c.id.desc())
        return [token_of(row) for row in await self._database.mappings(mine)]

    async def note_use(self, token: TokenId, now: datetime) -> None:
        def put(connection: Connection) -> None:
            connection.execute(update(api_tokens).where(api_tokens.c.id == token).values(used_at=now))

        await self._database.write(put)

    async def remove(self, user: UserId, token: TokenId) -> bool:
        mine = (api_tokens.c.user_id == user) & (api_tokens.c.id == token)

        def take(connection: Connection) -> bool:
            return connection.execute(delete(api_tokens).where(mine)).rowcount == 1

        return storable(token) and await self._database.write(take)

    async def export(self, user: UserId) -> Mapping[str, Sequence[Exported]]:
        return {"tokens": [exported_token(one) for one in await self.of(user)]}

    async def forget(self, user: UserId) -> None:
        def take(connection: Connection) -> None:
            connection.execute(delete(api_tokens).where(api_tokens.c.user_id == user))

        await self._database.write(take)
