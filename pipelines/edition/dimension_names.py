"""Give the names of the workspace's own dimensions and of their values, as its contracts say them."""

from collections.abc import Mapping

from pipelines.outline import OWN_DIMENSION
from pipelines.sources import Column
from pipelines.toml import LANGUAGES
from pipelines.wording import Wording


def name_own_dimensions(own: Mapping[str, Column]) -> dict[str, dict[str, dict[str, str]]]:
    """Give by dimension the names of its values in each language, and under `own_dimension` its own name."""
    unknown = {language: Wording(language).say("own_dimension.unknown") for language in LANGUAGES}
    values = {
        name: {
            **{value: {"nl": value, **column.value_names.get(value, {})} for value in column.values},
            "unknown": unknown,
        }
        for name, column in own.items()
    }
    return {**values, OWN_DIMENSION: {name: {"nl": one.label, **one.names} for name, one in own.items()}}
