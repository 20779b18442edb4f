"""Publish in child processes that meet their end at the n-th write, for every n; tell what each leaves.

`python -m tests.publish_and_end WORKSPACE kill|full|interrupt publish|retract|replace|rename`: a line of JSON per place. A program
of its own, so that it can fork before any library starts a thread.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from pipelines import durable
from pipelines.edition import Contents
from pipelines.publication import retract, settle_concepts
from pipelines.publication.concepts import put_in_place
from pipelines.release.release_history import history_of, register_of
from pipelines.request.run_request import read_request
from tests.make_believe_release import publish

SCOPES = ("BRU", "GEN", "overzicht")
WRITES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}


def facts(order):
    """Read which editions stand, each with the release that it names, what history remembers, and the rest."""
    every = [path for path in order.editions.glob("*/*/[0-9]*") if path.name.isdigit()]
    homes = [path for path in every if (path / "public").is_dir()]
    records = [[home / "public" / "manifest.json", home / "confidential" / "run.json"] for home in homes]
    manifests = [
        {name: value for path in pair for name, value in json.loads(path.read_text("utf-8")).items()}
        for pair in records
    ]
    register = register_of(order)
    left = [*register.rglob(".*"), *order.editions.rglob(".*"), *register.glob("journal*")]
    left += order.concepts.rglob(".*")
    return {
        "visible": sorted([one["scope"], one["period"], one["version"], one["release"]] for one in manifests),
        "retracted": sorted(str(path.parent) for path in order.editions.glob("*/*/*/intrekking.json")),
        "away": sorted(str(path.parents[1]) for path in order.editions.glob("*/*/*/confidential/public")),
        "remembered": sorted([*issue.place, issue.release] for issue in history_of(order).issues),
        "releases": sorted(path.stem for path in register.glob("*/*.duckdb") if path.name[0] != "."),
        "concepts": {
            path.parent.name: [file.read_text("utf-8") for file in sorted((path / "public").glob("*.txt"))]
            for path in order.concepts.glob("*/[0-9]*")
        },
        "left over": [str(path) for path in left],
    }


def in_a_child(act):
    """Do something in a process of its own, quietly; give how it ended."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def publish_more(order):
    """Publish three scopes together."""
    publish(order, *SCOPES, GEN=26, mark="corrected")


def retract_first(order):
    """Take the first edition of the overview out of public view."""
    retract(order, 1, who="An Voorbeeld", role="directeur", why="een fout")


def replace_concept(order, generation="new"):
    """Put a concept of two files in the place of the one that stands."""
    files = {name: generation.encode() for name in ("a.txt", "b.txt")}
    put_in_place(order.concepts / "overzicht" / order.period.code, Contents(files, {"c.txt": b"x"}))


def rename_concept(order):
    """Do so on a file system that can't let two folders change places."""
    durable.exchange = lambda *_: False
    replace_concept(order)


ACTS = {
    "publish": publish_more, "retract": retract_first, "replace": replace_concept, "rename": rename_concept,
}  # fmt: skip


def act_until(act, order, how, place, told):
    """Do something, and meet the end at this write; tell how many writes there were."""
    seen = 0

    def hook(event, arguments):
        nonlocal seen
        is_opened = event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]
        if not (is_opened or event in WRITES) or not str(arguments[0]).startswith(
            str(order.config.workspace)
        ):
            return
        seen += 1
        if seen == place and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if seen == place and how == "interrupt":
            raise KeyboardInterrupt
        if seen >= place and how == "full" and event in {"open", "os.mkdir"}:
            raise OSError(28, "No space left on device", str(arguments[0]))

    sys.addaudithook(hook)
    act(order)
    told.write_text(str(seen))


def main():
    workspace, how, act = Path(sys.argv[1]), sys.argv[2], ACTS[sys.argv[3]]
    order = read_request(workspace, year=2025, quarter=1)
    told, kept = workspace.with_name("writes"), workspace.with_name("kept")
    in_a_child(lambda: publish(order, GEN=6, mark="first"))
    in_a_child(lambda: replace_concept(order, "old"))
    shutil.copytree(workspace, kept)
    assert in_a_child(lambda: act_until(act, order, "not at all", 0, told)) == 0
    for place in range(1, int(told.read_text()) + 1):
        shutil.rmtree(workspace)
        shutil.copytree(kept, workspace)
        end = {"place": place, "before": facts(order)}
        in_a_child(lambda place=place: act_until(act, order, how, place, told))
        end["seen"] = facts(order)
        settle_concepts(order)
        end["after"] = facts(order)
        in_a_child(lambda: act(order))
        sys.stdout.write(json.dumps({**end, "at last": facts(order)}) + "\n")


if __name__ == "__main__":
    main()
