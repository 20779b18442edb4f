"""Make make-believe exports of partners, lifelike and with known truth: `write_sample` is the door."""

from pipelines.sample.write import SampleSummary, write_sample

__all__ = [
    "SampleSummary",
    "write_sample",
]
