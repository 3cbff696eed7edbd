"""The suite of the same name, on a server."""

from tests.postgres.same.borrow import borrowed

globals().update(
    borrowed(
        "tests.workflows.parcels.test_receiving",
        without=("test_a_backup_lies_beside_the_data_before_anything_is_read",),
    )
)
