"""What providers may be asked for, the same for all of them."""

from musicsim.domain.errors import Invalid
from musicsim.domain.model.beyond import LONGEST_PROMPT, MOST_SUGGESTIONS


def checked_limit(limit: int) -> int:
    """The limit itself; Invalid outside of 1 … MOST_SUGGESTIONS."""
    if not 1 <= limit <= MOST_SUGGESTIONS:
        raise Invalid(f"limit lies between 1 and {MOST_SUGGESTIONS}.", "limit")
    return limit


def checked_prompt(prompt: str) -> str:
    """The prompt with single spaces; Invalid when nothing is left, or too much."""
    bare = " ".join(prompt.split())
    if not 0 < len(bare) <= LONGEST_PROMPT:
        raise Invalid(f"A search in words has 1 to {LONGEST_PROMPT} characters.", "prompt")
    return bare
