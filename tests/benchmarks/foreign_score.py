"""Print what Pollock's own scorer says of what was proposed and loaded: simple, weighted and its file-level ones.

    python tests/benchmarks/foreign_score.py FOLDER OUT

`FOLDER` is the checked out benchmark, `OUT` what tests.benchmarks.foreign wrote. Its scorer needs multiset,
chardet, joblib, numpy, python-dateutil and price-parser: an environment of its own will do.
"""

import json
import sys
from pathlib import Path


def score(folder: Path, out: Path) -> None:
    """Print the scores, each of at most 10, of all files that were written."""
    sys.path.insert(0, str(folder))
    from pollock.metrics import header_record_cell_measures_csv, successful_csv  # noqa: PLC0415  # only there

    weights = json.loads((folder / "pollock_weights.json").read_text(encoding="utf-8"))
    for name in ("propose", "load"):
        scores = {}
        for path in sorted((out / name).glob("*.csv")):
            clean = folder / "polluted_files/clean" / path.name
            measures = header_record_cell_measures_csv(str(clean), str(path))
            scores[path.name] = float(successful_csv(str(path))) + sum(measures)
        total = sum(weights.get(key, 0) for key in scores)
        file_level = {key: value for key, value in scores.items() if key.startswith("file_")}
        weighted = sum(weights.get(key, 0) * value for key, value in scores.items()) / total
        sys.stdout.write(
            f"{name}: simple {sum(scores.values()) / len(scores):.2f}, weighted {weighted:.2f}, " + "\n"
        )
        sys.stdout.write(
            f"  file level {sum(file_level.values()) / len(file_level):.2f} ({len(file_level)} files)" + "\n"
        )
        sys.stdout.write(
            "  " + ", ".join(f"{key} {value:.1f}" for key, value in file_level.items() if value < 9.5) + "\n"
        )


if __name__ == "__main__":
    if len(sys.argv) < 3 or not Path(sys.argv[1]).is_dir():
        sys.stdout.write("Overgeslagen: geef de map van de benchmark en die van wat geschreven is.\n")
        sys.exit(0)
    score(Path(sys.argv[1]), Path(sys.argv[2]))
