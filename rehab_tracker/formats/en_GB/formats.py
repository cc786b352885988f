"""English days and times."""

WEEKDAY_DAY = "l j F"  # Thursday 14 May
WEEKDAY_DAY_TIME = "l j F, H:i"
WEEKDAY_DAY_YEAR = "l j F Y"
SHORT_WEEKDAY_DAY_YEAR = "D j F Y"  # Thu 14 May 2026
DAY = "j F"
DAY_TIME = "j F, H:i"
DAY_YEAR = "j F Y"
SHORT_DAY_YEAR = "j M Y"  # 3 Nov 2026
DAY_YEAR_TIME = "j F Y, H:i"
FIRST_DAY_OF_MONTH_RANGE = "j"  # 2 …
LAST_DAY_OF_MONTH_RANGE = "j F Y"  # … to 8 March 2026
MONTH = "F"
MONTH_YEAR = "F Y"
SHORT_MONTH = "M"
SHORT_MONTH_YEAR = "M Y"
SHORT_MONTH_SHORT_YEAR = "M y"
YEAR = "Y"
CLOCK = "H:i"
BETWEEN_SENTENCES = " "
BETWEEN_THINGS = ", "  # in a list: hand, foot
