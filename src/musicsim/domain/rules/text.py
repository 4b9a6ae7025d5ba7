"""Text as people compare it."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents and with single spaces, so that "Björk " and "bjork" are one.

    Letters without a decomposition (ø, ß, 東) stay letters: case folding only; the dotless ı is an i.
    """
    if text.isascii():  # most names, at a tenth of the time
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(unicodedata.normalize("NFC", bare.casefold()).replace("ı", "i").split())
