"""The suite of the same name, on a server."""

from tests.postgres.same.borrow import borrowed

globals().update(borrowed("tests.workflows.parcels.test_answers"))
