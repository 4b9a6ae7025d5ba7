"""A quality report as bytes, and back; without the pairs of near-duplicates, which name files."""

import json
from dataclasses import asdict
from typing import Any

from musicsim.domain.model.evaluation import AnswerQuality, Label, Quality, Retrieval

NAME = "quality@1"
"""What it is kept as."""


def packed(quality: Quality) -> bytes:
    """JSON."""
    retrieval = {
        method: {label: asdict(one) for label, one in by_label.items()}
        for method, by_label in quality.retrieval.items()
    }
    rules = {name: asdict(one) for name, one in quality.rules.items()}
    whole = {"tracks": quality.tracks, "groups": quality.groups, "retrieval": retrieval, "rules": rules}
    return json.dumps(whole).encode()


def unpacked(content: bytes) -> Quality:
    """What `packed` made bytes of."""
    whole = json.loads(content)
    retrieval = {
        method: {Label(label): _retrieval(one) for label, one in by_label.items()}
        for method, by_label in whole["retrieval"].items()
    }
    rules = {name: AnswerQuality(**one) for name, one in whole["rules"].items()}
    return Quality(whole["tracks"], retrieval, whole["groups"], None, rules)


def _retrieval(one: dict[str, Any]) -> Retrieval:
    precision = {int(k): share for k, share in one["precision"].items()}
    return Retrieval(one["queries"], precision, one["mean_average_precision"])
