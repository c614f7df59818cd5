"""Run all benchmarks: `python dev.py bench [--json] [NAME ...]`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable

from benchmarks import (
    agreement,
    board,
    comparison,
    council_data,
    drag,
    fan,
    mpxj_schedule,
    paint,
    plan_sheet,
    preview,
    schedule,
    spine,
    start,
    status_sheet,
    table_sheet,
)
from benchmarks.measure import Ratio, calibration

BENCHMARKS: dict[str, Callable[[], Iterable[Ratio]]] = {
    "start": start.ratios,
    "spine": spine.ratios,
    "schedule": schedule.ratios,
    "mpxj": mpxj_schedule.ratios,
    "drag": drag.ratios,
    "paint": paint.ratios,
    "board": board.ratios,
    "fan": fan.ratios,
    "agreement": agreement.ratios,
    "comparison": comparison.ratios,
    "oparl": council_data.ratios,
    "status": status_sheet.ratios,
    "preview": preview.ratios,
    "plan": plan_sheet.ratios,
    "table": table_sheet.ratios,
}


def main() -> int:
    """Print every ratio with its goal; 1 when one is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(BENCHMARKS)}; all when left out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    found = [ratio for name in options.names or BENCHMARKS for ratio in BENCHMARKS[name]()]
    if options.json:
        rows = [
            {
                "name": r.name,
                "ratio": r.ratio,
                "goal": r.goal,
                "ours_s": r.ours,
                "base_s": r.base,
                "unit": r.unit,
                "note": r.note,
            }
            for r in found
        ]
        json.dump({"calibration_s": calibration(), "ratios": rows}, sys.stdout, indent=2)
        print()
    else:
        print(f"calibration loop {calibration() * 1000:.1f} ms")
        for r in found:
            verdict = "ok    " if r.is_met else "MISSED"
            scale, unit = (1000, "ms") if r.unit == "s" else (1, r.unit)
            times = f"{r.ours * scale:9.2f} / {r.base * scale:9.2f} {unit}"
            print(f"{verdict} {r.ratio:6.2f} (goal {r.goal:5.2f})  {times}  {r.name}  {r.note}")
    return 0 if all(ratio.is_met for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main())
