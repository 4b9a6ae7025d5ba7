"""How hard property tests try."""

from hypothesis import HealthCheck, settings

PROPERTY = settings(
    max_examples=15,
    deadline=None,  # databases take the time they take on a busy machine
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.differing_executors],
)
"""For properties of adapters, each example of which opens a store of its own."""
