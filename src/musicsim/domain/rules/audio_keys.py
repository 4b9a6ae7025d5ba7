"""Which names in a library stand for audio.

Every store judges by these, so that a library gives the same tracks whether it lies in a folder or in a bucket.
"""

AUDIO_ENDINGS = frozenset(
    """
    aac ac3 adts aif aifc aiff alac ape au bwf caf dff dsf dts eac3 fla flac m4a m4b m4r mka mp+ mp1 mp2 mp3
    mpc mpga mpp oga ogg opus ra shn snd spx tak tta voc w64 wav wave weba webm wma wv
    """.split()  # noqa: SIM905 - a list of 45 would fill a page
)
"""Endings, in lower case, of what FFmpeg decodes and what people keep as sound.

Left out: films (mp4, m4v, mkv, avi, asf, wmv, mov, ogv, though some hold sound only), copy-protected audio (m4p, aa,
aax), scores (mid, mod, xm) and playlists. WebM is in, because audio saved from the web comes in it.
"""

SYSTEM_FOLDERS = frozenset(
    {
        "#recycle",  # Synology
        "#snapshot",
        "@eadir",
        "@recently-snapshot",  # QNAP
        "@recycle",
        "$recycle.bin",  # Windows
        "system volume information",
        "recycler",
        "__macosx",  # left by unpacking archives made on macOS
        "lost+found",  # Linux file systems
    }
)
"""Folders, in lower case, that devices keep for themselves: thumbnails, bins and snapshots, never music."""


LONGEST_KEY = 1024
"""Bytes of a key: those of S3, and what an index of PostgreSQL has room for, with the folder beside it."""


def has_audio_ending(name: str) -> bool:
    """Whether a name's ending, in any case, is one of AUDIO_ENDINGS."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem and dot) and ending.lower() in AUDIO_ENDINGS


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of that name is hidden, or a device's own.

    Hidden are names with exactly one leading dot (AppleDouble's "._x" too): "...And Justice for All" is music.
    """
    return (name.startswith(".") and not name.startswith("..")) or name.lower() in SYSTEM_FOLDERS


def is_audio_key(key: str) -> bool:
    """Whether a key names audio inside a library."""
    return has_audio_ending(key.rpartition("/")[2]) and lies_inside(key)


def lies_inside(key: str) -> bool:
    """Whether a key stays inside a library: relative, without "." or "..", and no part passed over."""
    return (
        not any(name in {"", ".", ".."} or is_passed_over(name) for name in key.split("/"))
        and "\0" not in key
        and is_unicode(key)
    )


def is_too_long(key: str) -> bool:
    """Whether a key has more bytes than every store can hold."""
    return len(key.encode()) > LONGEST_KEY


def is_unicode(text: str) -> bool:
    """Whether text can be written as UTF-8; what the system made of undecodable bytes can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
