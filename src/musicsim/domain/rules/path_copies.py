"""Recordings that a path would lead over twice, as files of their own."""

from collections.abc import Sequence

from musicsim.domain.model.path import Grounds, PathOptions
from musicsim.domain.model.similarity import Sound
from musicsim.domain.rules.near_duplicates import group_near_duplicates
from musicsim.domain.rules.path import find_path

_ATTEMPTS = 6


def find_path_without_copies(
    fixed: Grounds, pool: Grounds, options: PathOptions, sounds: dict[str, Sound]
) -> list[str]:
    """A path as `find_path` gives, that leads over no recording twice unless both were asked for.

    `sounds` are those of all tracks, by id. Comparing all candidates with one another would take longer than the rest:
    what turns up twice is taken away, and the path sought again. Invalid as there.
    """
    ids = find_path(fixed, pool, options)
    for _ in range(_ATTEMPTS):
        copies = _copies(ids, fixed.ids, sounds)
        if not copies:
            break
        pool = pool.rows([row for row, one in enumerate(pool.ids) if one not in copies])
        ids = find_path(fixed, pool, options)
    return [one for one in ids if one not in _copies(ids, fixed.ids, sounds)]


def _copies(ids: Sequence[str], fixed: Sequence[str], sounds: dict[str, Sound]) -> set[str]:
    """Those on the way that repeat another; fixed ones head their groups."""
    order = [*fixed, *(one for one in ids if one not in fixed)]
    groups = group_near_duplicates([sounds[one] for one in order])
    return {order[member] for _, *members in groups for member in members} - set(fixed)
