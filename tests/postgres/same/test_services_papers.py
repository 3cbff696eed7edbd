"""The suite of the same name, on a server."""

from tests.postgres.same.borrow import borrowed

globals().update(
    borrowed("tests.services.test_papers", without=("test_whatever_is_saved_is_what_is_read",))
)
