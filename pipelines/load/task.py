"""One sheet that becomes rows of one dataset: what every step of accepting needs to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.load.delivered import Delivered
from pipelines.load.typing import Manner
from pipelines.sources import Contract, DatasetMap, Source

OF_SOURCE = "delivery_id in (select delivery_id from load.delivery where source_code = $1)"
"""Rows of a raw table that a source delivered; raw tables need not have a source_code of ours."""


@dataclass(frozen=True)
class Task:
    """One sheet that becomes rows of one dataset."""

    delivery_id: int
    source: Source
    contract: Contract
    mapped: DatasetMap
    delivered: Delivered
    manner: Manner
    codes: Mapping[str, Sequence[str]]  # the listed codes of each column that has a list
