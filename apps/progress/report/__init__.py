"""The report for a visit: what is on the sheet (`contents`) and how it becomes a PDF (`press`)."""

from apps.progress.report.contents import Report, chart_of, report_of, report_page
from apps.progress.report.press import print_report

__all__ = ["Report", "chart_of", "print_report", "report_of", "report_page"]
