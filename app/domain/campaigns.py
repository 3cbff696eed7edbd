"""What the catalogues and tables call the Action Month and its days."""

from typing import Final

ACTION_MONTH: Final = "action_month"
#: ``report_kind`` of the deadline entries that give the first and the last day.
FIRST_DAY: Final = "action_month_start"
LAST_DAY: Final = "action_month_end"
