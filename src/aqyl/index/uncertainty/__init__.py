"""Uncertainty analysis: an index drawn again and again with its uncertain choices.

The way of a draw: `weight_sets`, `settings`, `cells` say what is uncertain; `study` brings them
together; `plan` and `layout` reduce each setting to matrix products over `tiles` of units;
`scorer` (or `own`, for functions) scores, `collect` ranks, `summary` counts; `analysis` is the
door. The public names stand in `aqyl.index`.
"""
