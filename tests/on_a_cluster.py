"""Set the concepts that a file asks for on a Dask cluster of two workers: python -m tests.on_a_cluster FILE."""

import pickle
import sys
from pathlib import Path

from distributed import LocalCluster

from pipelines.flows import TaskSteps
from pipelines.publication import make_concept
from pipelines.request.sections import ParallelSection


def main() -> None:
    """Start the cluster, name it in the settings, and set the concepts as the scheduled refresh does."""
    calls = pickle.loads(Path(sys.argv[1]).read_bytes())  # written by the test that called
    config = next(iter(calls.values()))[0].config
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        parallel = ParallelSection(cluster=cluster.scheduler_address)
        settings = config.settings.model_copy(update={"parallel": parallel})
        steps = TaskSteps(type(config)(config.workspace, settings))
        concepts = steps.each(make_concept, calls)
    sys.stdout.write("\n".join(str(concept.folder) for concept in concepts) + "\n")


if __name__ == "__main__":
    main()
