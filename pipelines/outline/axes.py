"""What an outline may name: charts, axes, and the tables that stand behind an action plan."""

MEASURE = "measure"
"""The axis of rows or columns that are measures, not labels of a table."""
OWN_DIMENSION = "own_dimension"
"""The axis that stands for each dimension of the workspace's own, one after the other."""
YEARS_BACK = 5
"""How many years before its own a report looks back to."""
TARGETS = "action_plan.target_value"
RESULT_DIMENSIONS = ("prison_code", "period_code", "domain_code")
"""What a target is set for: the results beside it are cells over these dimensions."""
PERIOD_AXES = (
    "period",
    "two_years",
    "quarters",
    "eight_quarters",
    "years",
    "to_date",
    "months",
    "school_years",
)

GIVE_UP = (
    "domains_taken", "history", "language_group", "age_band", "target_group", "statuut", "gender",
    "subdomain_code", "organisation_code", "domain_code",
)  # fmt: skip
"""In which order breakdowns of persons are given up, unless an outline says so itself."""
