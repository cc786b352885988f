"""Numbers to pictures. The only place that knows matplotlib, and it knows no Django."""

from apps.progress.charts.timeline import draw_timeline, timeline_size

__all__ = ["draw_timeline", "timeline_size"]
