"""Filters that say a goal and a plan in one line."""

from django import template

from apps.therapy import wording

register = template.Library()

register.filter("goal_line", wording.goal_line)
register.filter("plan_days", wording.plan_days)
register.filter("planned", wording.planned)
