"""Run as a module: hold a lease until standard input ends, or until killed."""

import sys
from pathlib import Path

from musicsim.adapters.filesystem.lease import FileLease

if __name__ == "__main__":
    with FileLease(Path(sys.argv[1])).hold(sys.argv[2]) as held:
        sys.stdout.write(f"{held}\n")
        sys.stdout.flush()
        sys.stdin.read()
