"""Spanish days and times."""

WEEKDAY_DAY = r"l j \d\e F"  # jueves 14 de mayo
WEEKDAY_DAY_TIME = r"l j \d\e F, H:i"
WEEKDAY_DAY_YEAR = r"l j \d\e F \d\e Y"
SHORT_WEEKDAY_DAY_YEAR = "D j b Y"  # jue 14 may 2026
DAY = r"j \d\e F"
DAY_TIME = r"j \d\e F, H:i"
DAY_YEAR = r"j \d\e F \d\e Y"
SHORT_DAY_YEAR = "j b Y"  # 3 nov 2026
DAY_YEAR_TIME = r"j \d\e F \d\e Y, H:i"
FIRST_DAY_OF_MONTH_RANGE = "j"  # 2 …
LAST_DAY_OF_MONTH_RANGE = r"j \d\e F \d\e Y"  # … al 8 de marzo de 2026
MONTH = "F"
MONTH_YEAR = r"F \d\e Y"
SHORT_MONTH = "b"
SHORT_MONTH_YEAR = "b Y"
SHORT_MONTH_SHORT_YEAR = "b y"
YEAR = "Y"
CLOCK = "H:i"
BETWEEN_SENTENCES = " "
BETWEEN_THINGS = ", "  # in a list: hand, foot
