"""What people can do about a file that could not be listened to."""

from musicsim.domain.model.failure import FailureReason

_ADVICE = {
    FailureReason.EMPTY: "The file holds no sound. Delete it, or copy it again from its source.",
    FailureReason.NOT_AUDIO: "No decoder knows it. Check with another player; perhaps only its name says audio.",
    FailureReason.DAMAGED: "It breaks off or is corrupt. Copy it again from its source.",
    FailureReason.UNREADABLE: "Let the user that runs musicsim read it (chmod, chown), or check the disk.",
    FailureReason.BAD_NAME: "Rename it: its name is not valid UTF-8, or its path too long.",
    FailureReason.LOOP: "Remove the symbolic link, or point it to something that exists.",
    FailureReason.TOO_LARGE: "Allow more memory (MUSICSIM_ANALYSIS_MEMORY_MB), or split the file.",
    FailureReason.TIMED_OUT: "Allow more time (MUSICSIM_ANALYSIS_TIMEOUT), then scan with --retry-failed.",
    FailureReason.CRASHED: "The decoder died of it; the file is probably damaged. Copy it again from its source.",
    FailureReason.VANISHED: "It was gone when it was opened. Scan again.",
}


def advice(reason: FailureReason) -> str:
    """One or two sentences."""
    return _ADVICE[reason]
