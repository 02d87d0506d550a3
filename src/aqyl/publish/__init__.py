"""Charts and the report: one HTML file that needs no network."""

from aqyl.publish.inputs import OtherOrder, ReportInput
from aqyl.publish.report import render_report, write_report

__all__ = ["OtherOrder", "ReportInput", "render_report", "write_report"]
