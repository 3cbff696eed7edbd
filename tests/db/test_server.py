"""The address of a server: what is understood, what is kept, and that no password goes along."""

from pathlib import Path

import pytest

from app.db.engine import make_server_engine
from app.db.server import forget_server, keep_server, parse_server, read_server
from app.errors import DataFileError, ValidationError

ADDRESS = "postgresql+psycopg://chi_hoa:khong-ai-biet%40@10.0.0.5:5433/so_binh_dang?sslmode=require"


@pytest.mark.parametrize(
    "typed",
    [
        ADDRESS,
        "postgresql://chi_hoa:khong-ai-biet%40@10.0.0.5:5433/so_binh_dang?sslmode=require",
        f"  {ADDRESS}\n",
    ],
)
def test_usual_spellings_mean_the_same_server(typed: str) -> None:
    assert parse_server(typed) == parse_server(ADDRESS)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("so_binh_dang", "phải có dạng"),
        ("", "phải có dạng"),
        ("mysql://a:khong-ai-biet@may/so", "Chỉ dùng được máy chủ PostgreSQL"),
        ("postgresql+psycopg2://a:khong-ai-biet@may/so", "Chỉ dùng được máy chủ PostgreSQL"),
        ("sqlite:///so.db", "Chỉ dùng được máy chủ PostgreSQL"),
        ("postgresql://a:khong-ai-biet@may", "thiếu tên dữ liệu"),
        ("postgresql://a:khong-ai-biet@may:so/so", "phải có dạng"),
        ("postgresql://a@may/so?password=khong-ai-biet", "sau dấu"),
    ],
)
def test_what_is_no_server_is_told_without_what_was_typed(typed: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said) as told:
        parse_server(typed)
    assert "khong-ai-biet" not in f"{told.value.message}{told.value.detail}"


def test_the_password_goes_nowhere_but_to_the_server(tmp_path: Path) -> None:
    server = parse_server(ADDRESS)
    keep_server(tmp_path / "may-chu.txt", server)

    kept = (tmp_path / "may-chu.txt").read_text(encoding="utf-8")
    engine = make_server_engine(server)
    for told in (kept, server.kept, server.shown, repr(server.url), repr(engine)):
        assert "khong-ai-biet" not in told
    engine.dispose()
    assert server.has_secret
    assert server.shown == "so_binh_dang trên 10.0.0.5"


def test_the_setting_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    setting = tmp_path / "may-chu.txt"
    assert read_server(setting) is None

    keep_server(setting, parse_server(ADDRESS))
    assert read_server(setting) == parse_server(ADDRESS.replace(":khong-ai-biet%40", ""))
    found = read_server(setting)

    assert found is not None
    assert found.kept == ("postgresql+psycopg://chi_hoa@10.0.0.5:5433/so_binh_dang?sslmode=require")
    forget_server(setting)
    forget_server(setting)
    assert read_server(setting) is None


def test_a_setting_typed_in_notepad_is_read(tmp_path: Path) -> None:
    setting = tmp_path / "may-chu.txt"
    setting.write_bytes(b"\xef\xbb\xbfpostgresql://chi_hoa@may-chu/so_binh_dang\r\n")
    found = read_server(setting)
    assert found is not None
    assert found.shown == "so_binh_dang trên may-chu"
    setting.write_text(" \n", encoding="utf-8")
    assert read_server(setting) is None


@pytest.mark.parametrize(
    "content", [b"so binh dang", ADDRESS.encode(), "mật khẩu".encode("utf-16"), b"sqlite:///a.db"]
)
def test_a_setting_that_is_not_understood_is_never_passed_over(
    tmp_path: Path, content: bytes
) -> None:
    setting = tmp_path / "may-chu.txt"
    setting.write_bytes(content)
    with pytest.raises(DataFileError, match=r"may-chu\.txt") as told:
        read_server(setting)
    assert "khong-ai-biet" not in told.value.message
    assert setting.read_bytes() == content


def test_a_setting_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "may-chu.txt"
    in_the_way.mkdir()
    server = parse_server(ADDRESS)
    for attempt in (
        lambda: read_server(in_the_way),
        lambda: keep_server(in_the_way, server),
        lambda: forget_server(in_the_way),
    ):
        with pytest.raises(DataFileError):
            attempt()


def test_a_socket_is_named_by_its_folder() -> None:
    assert parse_server("postgresql:///so?host=/run/pg").shown == "so trên /run/pg"
    assert parse_server("postgresql:///so").shown == "so trên máy này"
