"""What to tell a painter who cannot hear: words for how an album sounds.

Never its title, artist or album: the title of a song is no description of a picture ("Killing in the Name" asks for
violence, "Yesterday" for nothing), and names bring faces and trademarks that nobody may use.
"""

import re
from collections.abc import Sequence

from musicsim.domain.model.analysis import Analysis, Tags
from musicsim.domain.model.musical_key import Mode
from musicsim.domain.model.painting import Prompt

LONGEST = 600
"""Characters: the strictest service known takes 1,000."""

UNWANTED = (
    "text, letters, words, typography, logo, watermark, signature, frame, people, faces, hands, blurry, low quality"
)

_SURE = 0.12
"""A probability from which on a tag is heard by people, too: the network spreads its certainty over fifty."""

_IMAGES = {
    "rock": "rough concrete and torn paper",
    "alternative rock": "scratched layers of paint",
    "indie": "faded film colours",
    "indie rock": "faded film colours and hard light",
    "pop": "smooth saturated shapes",
    "electronic": "precise luminous geometry",
    "electronica": "soft luminous geometry",
    "electro": "sharp neon geometry",
    "dance": "pulsing concentric light",
    "house": "warm repeating arches",
    "ambient": "mist over a wide horizon",
    "chillout": "slow gradients of evening light",
    "chill": "slow gradients of evening light",
    "jazz": "overlapping cut-paper shapes",
    "blues": "deep indigo washes",
    "soul": "round velvet shapes",
    "funk": "bouncing curved stripes",
    "rnb": "silky folds",
    "hip-hop": "bold blocks with grain",
    "metal": "forged dark steel and embers",
    "heavy metal": "forged dark steel and embers",
    "hard rock": "cracked stone and sparks",
    "punk": "photocopied fragments",
    "folk": "woodcut hills and branches",
    "country": "dry grass and wide sky",
    "acoustic": "grain of wood",
    "classic rock": "sun-bleached poster ink",
    "progressive rock": "impossible landscapes",
    "experimental": "broken symmetries",
    "instrumental": "wordless abstract forms",
    "guitar": "taut parallel lines",
    "easy listening": "soft pastel curves",
    "oldies": "worn halftone print",
}
_MOODS = ("happy", "sad", "mellow", "beautiful", "sexy", "catchy", "party")
_FEELINGS = {
    "happy": "joyful",
    "sad": "melancholic",
    "mellow": "gentle",
    "beautiful": "serene",
    "sexy": "sensual",
    "catchy": "playful",
    "party": "exuberant",
}
_TEMPI = ((76.0, "very slow and still"), (100.0, "slow and calm"), (126.0, "steady in motion"), (150.0, "lively"))
_FAST = "restless and fast"
_LEVELS = ((-20.0, "much empty space"), (-14.0, "balanced density"), (-9.0, "dense"))
_LOUD = "dense and high in contrast"
_WORD = re.compile(r"[a-z][a-z&' -]{1,30}")


def prompt_for(analysis: Analysis, genre: str = "") -> Prompt:
    """The prompt of an album from the analysis that stands for it and the genre that its files name.

    Nothing else of its tags goes in. A genre that is not plain words is left out: tags are written by strangers.
    """
    parts = [
        "Abstract square album cover artwork",
        *_style(analysis.tags, genre),
        *_mood(analysis),
        *_movement(analysis),
        "no text, no people",
    ]
    return Prompt(_joined(parts), UNWANTED)


def _style(tags: Tags | None, genre: str) -> list[str]:
    heard = [name for name, probability in _likely(tags) if name in _IMAGES][:3]
    images = list(dict.fromkeys(_IMAGES[name] for name in heard))
    words = list(dict.fromkeys([*_plain(genre), *heard]))[:3]
    return [*([f"in the spirit of {' and '.join(words)} music"] if words else []), *images]


def _plain(genre: str) -> list[str]:
    folded = genre.strip().casefold()
    return [folded] if _WORD.fullmatch(folded) else []


def _likely(tags: Tags | None) -> Sequence[tuple[str, float]]:
    return [item for item in tags.top(12) if item[1] >= _SURE] if tags else ()


def _mood(analysis: Analysis) -> list[str]:
    feelings = [_FEELINGS[name] for name, _ in _likely(analysis.tags) if name in _MOODS][:2]
    if analysis.key:
        minor = analysis.key.key.mode is Mode.MINOR
        feelings.append("cool, shadowed colours" if minor else "warm, open colours")
    return feelings


def _movement(analysis: Analysis) -> list[str]:
    words = []
    if analysis.tempo:
        words.append(next((word for below, word in _TEMPI if analysis.tempo.bpm < below), _FAST))
    if analysis.loudness:
        words.append(next((word for below, word in _LEVELS if analysis.loudness.lufs < below), _LOUD))
    return words


def _joined(parts: Sequence[str]) -> str:
    """As many of the parts as there is room for, in their order."""
    text = parts[0]
    for part in parts[1:]:
        longer = f"{text}, {part}"
        text = longer if len(longer) <= LONGEST else text
    return text
