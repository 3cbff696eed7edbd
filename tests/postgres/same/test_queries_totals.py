"""The suite of the same name, on a server."""

from tests.postgres.same.borrow import borrowed

globals().update(
    borrowed(
        "tests.queries.test_totals",
        without=("test_sums_equal_those_of_plain_sql", "test_the_work_grows_with_the_cells_alone"),
    )
)
