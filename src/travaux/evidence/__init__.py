"""Evidence: figures that can be recomputed, migrant flows from stocks, projections and scenarios.

Needs the extra `evidence` (numpy, duckdb). Everything here is pure but for `registry`, which keeps data sets in a
folder that its caller names. Each method names its paper; `docs/reference/evidence.md` gives formulas and layouts.
"""
