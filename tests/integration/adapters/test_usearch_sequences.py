"""Any sequence of operations leaves the index in files as it leaves the one in memory."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.domain.model.vectors import Space, VectorEntry
from tests.support.vectors import ATTRIBUTES, FILTERS, entries_in

SPACE = Space("sequence@1", 3)
IDS = [f"e{number}" for number in range(12)]
VECTORS = st.tuples(*[st.sampled_from((-1.0, -0.5, 0.0, 0.25, 1.0))] * 3).filter(any).map(np.float32)
PARTS = st.sampled_from((0, 0, 0, 1, 2, 65_535))
ENTRIES = st.lists(st.builds(VectorEntry, st.sampled_from(IDS), VECTORS, ATTRIBUTES, PARTS), min_size=1, max_size=8)


class Sequences(RuleBasedStateMachine):
    """Thresholds so small that generations and graphs come into play."""

    @initialize(exact=st.sampled_from((2, 1000)), delta=st.integers(1, 12), inline=st.sampled_from((0, 2**20)))
    def begin(self, exact, delta, inline):
        self.tuning = Tuning(exact_limit=exact, delta_least=delta, delta_share=0.1, verify_inline=inline, rest_after=0)
        self.folder = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.reference = MemoryVectorIndex()
        self.index = self.reader = None
        self.open()

    def open(self):
        self.index, self.reader = (UsearchVectorIndex(self.folder, self.tuning) for _ in range(2))
        self.runner.run(self.index.count(SPACE))

    def close(self):
        self.runner.run(self.reader.close())
        self.runner.run(self.index.close())

    @rule(entries=ENTRIES)
    def upsert(self, entries):
        for index in (self.reference, self.index):
            self.runner.run(index.upsert(SPACE, entries))

    @rule(ids=st.sets(st.sampled_from(IDS), max_size=4))
    def delete(self, ids):
        for index in (self.reference, self.index):
            self.runner.run(index.delete(SPACE, ids))

    @rule()
    def drop(self):
        for index in (self.reference, self.index):
            self.runner.run(index.drop(SPACE))

    @rule()
    def create(self):
        for index in (self.reference, self.index):
            self.runner.run(index.create(SPACE))

    @rule()
    def settle(self):
        self.runner.run(self.index.settle())

    @rule()
    def reopen(self):
        self.close()
        self.open()

    @rule(query=VECTORS, limit=st.integers(1, 15), where=FILTERS)
    def search(self, query, limit, where):
        expected = self.runner.run(self.reference.nearest(SPACE, query, limit, where))
        for index in (self.index, self.reader):
            assert self.runner.run(index.nearest(SPACE, query, limit, where)) == expected

    @precondition(lambda self: self.index is not None)
    @invariant()
    def agrees(self):
        expected = self.kept(self.reference)
        for index in (self.index, self.reader):
            assert self.kept(index) == expected

    def kept(self, index):
        vectors = self.runner.run(index.vectors(SPACE, IDS))
        entries = self.runner.run(entries_in(index, SPACE, 5))
        return (
            self.runner.run(index.spaces()),
            self.runner.run(index.count(SPACE)),
            {one: vector.tolist() for one, vector in vectors.items()},
            [(entry.place, entry.vector.tolist(), entry.attributes) for entry in entries],
        )

    def teardown(self):
        if self.index is not None:
            self.close()
            self.runner.close()
            shutil.rmtree(self.folder)

    index = None


TestSequences = pytest.mark.slow(Sequences.TestCase)
TestSequences.settings = settings(deadline=None, max_examples=15, stateful_step_count=25)
