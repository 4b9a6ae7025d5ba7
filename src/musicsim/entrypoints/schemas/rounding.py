"""Numbers as answers tell them."""


def four(value: float) -> float:
    """A finite value, to four places: as `round(value, 4)` but at ties, in a part of the time that its exact decimals
    take. An answer with reasons tells four hundred.
    """
    return round(value * 10_000) / 10_000
