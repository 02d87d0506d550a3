"""Sensitivity analysis: which uncertain choice moves a result, and what each element weighs.

The public names stand in `aqyl.index`.
"""
