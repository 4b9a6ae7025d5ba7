"""Which encodings of a content a client takes (RFC 9110, section 12.5.3)."""


def takes(encoding: str, header: str | None) -> bool:
    """Whether an Accept-Encoding welcomes an encoding; what it names counts before what it says of all."""
    wishes = dict(_wishes(header or ""))
    return wishes.get(encoding, wishes.get("*", False))


def takes_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding welcomes gzip."""
    return takes("gzip", header)


def _wishes(header: str) -> list[tuple[str, bool]]:
    """The names in it, and whether they are welcome."""
    found = []
    for one in header.split(","):
        name, *parameters = (part.strip().lower() for part in one.split(";"))
        found.append((name.removeprefix("x-"), not any(_is_zero(parameter) for parameter in parameters)))
    return found


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip() in {"0", "0.", "0.0", "0.00", "0.000"}
