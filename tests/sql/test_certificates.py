"""marts.certificates_by_domain, marts.certificates_by_kind, core.certificate and staging.certificate"""

from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = (
    "core.certificate",
    "marts.certificates_by_domain",
    "marts.certificates_by_kind",
    "staging.certificate",
)


def test_evaluations_and_certificates_have_persons_behind_them(db):
    given(
        db,
        "raw.certificate",
        """
        certificate_id | person_id | prison_code | domain_code | evaluated_date | result | certificate_kind
        c1             | ada       | GEN         | onderwijs   | 2025-03-31     | passed | certificate
        c2             | ada       | GEN         | onderwijs   | 2025-04-01     | passed | partial
        c3             | bob       | GEN         | onderwijs   | 2025-04-01     | failed | partial
        c4             | bob       | ANT         | onderwijs   | 2026-01-01     | passed | partial
    """,
    )
    build(db, *MODELS)
    measures = "evaluations, evaluations_persons, certificates, certificates_persons"
    key = {"prison_code": "GEN", "domain_code": "onderwijs"}
    assert slice_of(db, "marts.certificates_by_domain", measures, period_code="2025", **key) == [(3, 2, 2, 1)]
    assert slice_of(db, "marts.certificates_by_domain", measures, period_code="2025-K1", **key) == [
        (1, 1, 1, 1)
    ]
    kinds = slice_of(
        db,
        "marts.certificates_by_kind",
        "certificate_kind, certificates",
        prison_code=None,
        period_code="2025",
    )
    assert kinds == [("certificate", 1), ("partial", 1), (None, 2)]
