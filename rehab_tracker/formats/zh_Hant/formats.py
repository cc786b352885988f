"""Days, times and numbers in Traditional Chinese."""

WEEKDAY_DAY = "n月j日l"  # 5月14日星期四
WEEKDAY_DAY_TIME = "n月j日l H:i"
WEEKDAY_DAY_YEAR = "Y年n月j日l"
SHORT_WEEKDAY_DAY_YEAR = "Y年n月j日 D"
DAY = "n月j日"
DAY_TIME = "n月j日 H:i"
DAY_YEAR = "Y年n月j日"
SHORT_DAY_YEAR = "Y年n月j日"
DAY_YEAR_TIME = "Y年n月j日 H:i"
FIRST_DAY_OF_MONTH_RANGE = "Y年n月j日"  # 2026年3月2日 …
LAST_DAY_OF_MONTH_RANGE = "j日"  # … 至8日
MONTH = "n月"
MONTH_YEAR = "Y年n月"
SHORT_MONTH = "n月"
SHORT_MONTH_YEAR = "Y年n月"
SHORT_MONTH_SHORT_YEAR = "y年n月"
YEAR = "Y年"
CLOCK = "H:i"
BETWEEN_SENTENCES = ""
BETWEEN_THINGS = "、"  # in a list: hand, foot
# Django has groups of four digits; in Taiwan thousands are parted as in English.
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
