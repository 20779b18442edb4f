"""From partners' exports to a published report, one step a folder.

exports -> sources -> load -> model -> protect -> figures -> document -> publish -> an edition

- sources   what an export must hold, and how a partner's file maps onto it
- load      bytes to typed rows; every row accepted, rejected, duplicate or skipped
- model     the SQL models, their checks and the indicators they give
- protect   disclosure control of a whole release: counts become safe to publish
- figures   a safe table becomes a chart with its words
- document  chapters of blocks, from an outline
- publish   the page, the PDF, the downloads, the edition folder

`report.py` joins them; `flows.py` (Prefect) and `cli.py` stand on top.
"""
