"""marts.action_plan, core.target and staging.target"""

from decimal import Decimal

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = (
    "core.target",
    "marts.action_plan",
    "staging.target",
)


def test_a_target_names_the_measure_and_the_domain_that_it_is_about(db):
    given(
        db,
        "raw.target",
        """
        objective_code | prison_code | year | domain_code | indicator_code    | target_value
        D1             | GEN         | 2025 | sport       | I11               | 120
        D2             | GEN         | 2025 |             | cancellation_rate | 8.5
        D3             | GEN         | 2026 |             | I11               | 500
    """,
    )
    build(db, *MODELS)
    assert rows(db, "from marts.action_plan order by all") == [
        ("GEN", "2025", "D1", "sport", "participants", Decimal("120.0000")),
        ("GEN", "2025", "D2", None, "cancellation_rate", Decimal("8.5000")),
    ]
    assert len(rows(db, "from staging.target")) == 3
    assert len(rows(db, "from core.target")) == 2
