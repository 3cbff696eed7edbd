"""The window: the only room where Qt lives."""

from app.ui.keep_none import keep_none

keep_none()
