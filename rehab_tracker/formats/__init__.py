"""How each language writes days, times and numbers; the only place that knows.

A folder for each language holds the same names. Templates and code write a day by its name,
`{{ day|date:"WEEKDAY_DAY" }}` and `date_format(day, "WEEKDAY_DAY")`, and never with signs of
their own, because the order of day, month and weekday belongs to the language. The signs are
those of Django's `date` filter. What a folder leaves out comes from Django's own formats.
"""
