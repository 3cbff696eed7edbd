"""The outline text editor and the page around it."""

from app.ui.editor.keep_none import keep_none

keep_none()
