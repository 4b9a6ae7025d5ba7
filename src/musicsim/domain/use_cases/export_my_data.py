"""All that is kept of somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import Unauthenticated
from musicsim.domain.model.identity import UserId
from musicsim.domain.rules.exporting import exported_account, exported_moment
from musicsim.ports.accounts import Accounts
from musicsim.ports.clock import Clock
from musicsim.ports.personal_data import PersonalData


@dataclass(frozen=True, kw_only=True)
class ExportMyData:
    """Everything that any part keeps of a person, in one document."""

    accounts: Accounts
    personal: Sequence[PersonalData]
    clock: Clock

    async def __call__(self, user: UserId) -> Mapping[str, object]:
        """When it was made, the account, and a list of things under each name that people know them by."""
        account = await self.accounts.get(user)
        if account is None:
            raise Unauthenticated("You are not signed in any more.")
        document: dict[str, object] = {
            "exported_at": exported_moment(self.clock.now()),
            "account": exported_account(account),
        }
        for store in self.personal:
            document |= await store.export(user)
        return document
