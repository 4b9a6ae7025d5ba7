"""Run by the Python of build/milvus-server: write Milvus' configuration into a folder and become Milvus.

usage: milvus_run.py PROGRAMS DATA
"""

import os
import sys
from pathlib import Path

from milvus import MilvusServerConfig  # in that environment, not in ours

programs, data = map(Path, sys.argv[1:])
config = MilvusServerConfig(data_dir=str(data))
config.set("log.level", "warn")
config.resolve()
os.chdir(data)
where = {"MILVUS_RUN_DIR": str(data / "run"), "LD_LIBRARY_PATH": str(programs)}
os.execve(programs / "milvus", ["milvus", "run", "standalone"], os.environ | where)  # noqa: S606 - as meant
