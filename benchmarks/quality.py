"""How good the answers are on the demo library, whose truth is known: `python -m benchmarks.quality [--json]`."""

import argparse
import asyncio
import json
from pathlib import Path

from musicsim.bootstrap import demo_library, open_application
from musicsim.config import Settings
from musicsim.domain.model.evaluation import Label, Quality
from musicsim.entrypoints.worker.worker import Worker

BUILD = Path(__file__).parents[1] / "build"


async def measured() -> Quality:
    """Compose and listen to what is not there yet, then evaluate."""
    folder = BUILD / "demo"
    await demo_library().compose(folder, lambda done, total: None)
    duplicates = json.loads((folder / "truth.json").read_text())["duplicates"]
    async with open_application(Settings(library=str(folder), data=BUILD / "bench" / "quality")) as app:
        worker = Worker(app, trace_waveforms=False)
        await worker.scan()
        await worker.drain()
        return await app.evaluate_similarity([(one, other) for one, other, _ in duplicates])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    as_json = parser.parse_args().json
    quality = asyncio.run(measured())
    precision = {method: found[Label.STYLE].precision[3] for method, found in quality.retrieval.items()}
    copies = quality.duplicates
    assert copies is not None
    if as_json:
        duplicates = {"expected": copies.expected, "found": copies.found, "false": len(copies.false)}
        print(json.dumps({"style_precision_at_3": precision, "near_duplicates": duplicates}))
        return
    print("| style P@3, artist-filtered | |\n| --- | ---: |")
    for method, value in precision.items():
        print(f"| {method} | {value:.3f} |")
    print(f"\nNear-duplicates: {copies.found} of {copies.expected} found, {len(copies.false)} false.")


if __name__ == "__main__":
    main()
