"""What a commit can change; screens re-read the topics they show."""

from enum import StrEnum


class Topic(StrEnum):
    """Kinds of records."""

    OFFICE = "office"
    CATALOGUE = "catalogue"
    PAPER = "paper"
    CAMPAIGN = "campaign"
    ACTIVITY = "activity"
    DUTY = "duty"
    FIGURE = "figure"
    UNIT = "unit"
    PARCEL = "parcel"
    HISTORY = "history"
