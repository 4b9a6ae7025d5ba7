"""Recordings that a path would lead over twice, as files of their own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from musicsim.domain.model.path import Grounds, PathOptions
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.near_duplicates import group_near_duplicates
from musicsim.domain.rules.path import find_path

Listen = Callable[[Sequence[str]], Awaitable[Mapping[str, Sound]]]
"""What the tracks with these ids sound like; those that nothing is known of any more are absent."""

_ATTEMPTS = 6


async def find_path_without_copies(fixed: Grounds, pool: Grounds, options: PathOptions, listen: Listen) -> list[str]:
    """A path as `find_path` gives, sought in threads, that leads over no recording twice unless both were asked for.

    Comparing all candidates with one another would take longer than the rest: what turns up twice is taken away, and
    the path sought again. Invalid as there.
    """
    for _ in range(_ATTEMPTS):
        ids = await asyncio.to_thread(find_path, fixed, pool, options)
        copies = await asyncio.to_thread(_copies, ids, fixed.ids, await listen(ids))
        if not copies:
            break
        pool = pool.rows([row for row, one in enumerate(pool.ids) if one not in copies])
    return [one for one in ids if one not in copies]


def _copies(ids: Sequence[str], fixed: Sequence[str], sounds: Mapping[str, Sound]) -> set[str]:
    """Those on the way that repeat another; fixed ones head their groups."""
    order = [one for one in dict.fromkeys([*fixed, *ids]) if one in sounds]
    groups = group_near_duplicates([sounds[one] for one in order])
    return {order[member] for _, *members in groups for member in members} - set(fixed)
