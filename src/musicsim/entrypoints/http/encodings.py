"""Which encodings of a content a client takes (RFC 9110, section 12.5.3)."""


def takes_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding welcomes gzip."""
    for one in (header or "").split(","):
        name, *parameters = (part.strip().lower() for part in one.split(";"))
        if name in {"gzip", "x-gzip", "*"} and not any(_is_zero(parameter) for parameter in parameters):
            return True
    return False


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip() in {"0", "0.", "0.0", "0.00", "0.000"}
