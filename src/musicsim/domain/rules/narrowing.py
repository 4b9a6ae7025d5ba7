"""What people say of a search, as conditions."""

from collections.abc import Sequence

from musicsim.domain.errors import Invalid
from musicsim.domain.model.musical_key import MusicalKey
from musicsim.domain.model.span import Span
from musicsim.domain.rules.harmony import compatible_keys


def span(name: str, low: float | None, high: float | None) -> Span | None:
    """The interval of `name`_min and `name`_max; Invalid when it is upside down."""
    if low is not None and high is not None and low > high:
        raise Invalid(f"{name}_min is above {name}_max.", f"{name}_min")
    return None if low is None and high is None else Span(low, high)


def camelot_codes(codes: Sequence[str], *, compatible: bool = False) -> frozenset[str]:
    """The codes in their one spelling, with those that go with them where wanted; Invalid for what is none."""
    try:
        keys = [MusicalKey.from_camelot(code).camelot for code in codes]
    except ValueError as fault:
        raise Invalid(f"{fault}.", "key") from fault
    return frozenset(keys).union(*(compatible_keys(key) for key in keys if compatible))
