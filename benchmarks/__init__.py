"""Where the figures of the documentation come from."""

import os

# before NumPy is imported: as `musicsim serve` has it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
