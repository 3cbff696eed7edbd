"""The command line on a fresh data folder with a difficult name: ids alone, tabs, exit status."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize
from uuid import UUID

import pytest

from app.cli import run
from app.paths import program_root

PLANS = Path(__file__).parents[1] / "data" / "plans"
INIT = ("init", "--name", "Song An", "--level", "xa", "--upper", "tỉnh Gia Lai")

Bdg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "Sổ của chị Hòa" / "Dữ liệu bình đẳng"


@pytest.fixture
def bdg(data: Path, capsys: pytest.CaptureFixture[str]) -> Bdg:
    """Run a command on the folder: exit status, output, error output."""

    def command(*words: object) -> tuple[int, str, str]:
        status = run(["--data", str(data), *map(str, words)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def done(answer: tuple[int, str, str]) -> str:
    """The output of a command that went well and said nothing else."""
    status, out, err = answer
    assert (status, err) == (0, "")
    return out


def refused(answer: tuple[int, str, str]) -> str:
    """The one line of a command that was a mistake of the user."""
    status, out, err = answer
    assert (status, out) == (2, "")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.strip()


def program(*words: str) -> "subprocess.CompletedProcess[bytes]":
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app", *words], cwd=program_root(), capture_output=True, check=False
    )


def test_a_real_plan_goes_in_and_comes_out(bdg: Bdg, tmp_path: Path) -> None:
    said = done(bdg("plan", "import", PLANS / "song-an-2019.txt"))
    plan_id = said.strip()
    assert said == f"{UUID(plan_id)}\n"

    listed = done(bdg("plan", "list"))
    assert listed.split("\t")[:4] == [plan_id, "2019", "Kế hoạch năm", "Bản nháp"]
    assert listed.split("\t")[4].endswith("xã Song An năm 2019\n")
    assert listed.count("\n") == 1

    lines = done(bdg("plan", "outline", plan_id)).splitlines()
    assert lines[1].startswith("I. MỤC ĐÍCH")
    assert lines[2].startswith("  1. Đẩy mạnh")

    found = json.loads(done(bdg("plan", "outline", plan_id, "--json")))
    assert list(found) == [
        "kind", "number", "date", "place", "title", "letterhead", "bases", "nodes",
        "recipients", "signature",
    ]  # fmt: skip
    assert set(found["nodes"][1]) == {"mark", "heading", "text", "children"}
    assert (found["nodes"][1]["mark"], found["nodes"][1]["children"][0]["mark"]) == ("I.", "1.")
    assert found["signature"][-1] == "Nguyễn Lê Tiến"

    for suffix in ("pdf", "docx", "xlsx"):
        out = tmp_path / f"kế hoạch.{suffix}"
        assert done(bdg("plan", "export", plan_id, out)) == ""
        assert out.stat().st_size > 4000


def test_the_year_of_an_office(bdg: Bdg) -> None:
    words = ("--signer", "Nguyễn Văn Mẫu", "--office", "Phòng Văn hóa - Xã hội")
    assert done(bdg(*INIT, *words)) == "Đã lập cơ quan: xã Song An.\n"
    made = done(bdg("plan", "new", "--template", "plan_year_commune", "--year", 2027)).strip()
    again = done(bdg("plan", "new", "--from-last", made[:8], "--year", 2028)).strip()
    rows = [line.split("\t") for line in done(bdg("plan", "list")).splitlines()]
    assert [(row[0], row[1]) for row in rows] == [(again, "2028"), (made, "2027")]
    assert len(done(bdg("plan", "list", "--year", 2028)).splitlines()) == 1

    sentence = refused(bdg("plan", "issue", made, "--number", 5, "--date", "20/01/2027"))
    assert "Còn chỗ chưa điền" in sentence
    findings = done(bdg("plan", "check", made)).splitlines()
    assert findings[0].startswith("phải sửa\tCòn chỗ chưa điền: [điền: ")
    assert done(bdg("plan", "templates")).startswith("plan_year_commune\tKế hoạch năm")


def test_issue_locks_a_plan(bdg: Bdg) -> None:
    plan_id = done(bdg("plan", "import", PLANS / "song-an-2019.txt")).strip()
    words = ("plan", "issue", plan_id, "--number", "47/KH-UBND", "--date", "07/06/2019")
    assert done(bdg(*words, "--signer", "Nguyễn Lê Tiến")) == ""
    assert done(bdg("plan", "list")).split("\t")[3] == "Đã ban hành"
    found = json.loads(done(bdg("plan", "outline", plan_id, "--json")))
    assert (found["number"], found["date"]) == ("47/KH-UBND", "2019-06-07")
    assert "đã ban hành" in refused(bdg(*words))


def test_activities_and_a_report(bdg: Bdg, tmp_path: Path) -> None:
    done(bdg(*INIT))
    added = done(
        bdg(
            "activity",
            "add",
            "--kind",
            "noi_chuyen",
            "--title",
            "Nói chuyện tại thôn",
            "--date",
            "20/11/2026",
            "--men",
            18,
            "--total",
            60,
            "--partner",
            "Công an xã",
            "--money",
            "ngan_sach=1.500.000",
        )
    ).strip()
    listed = done(bdg("activity", "list", "--year", 2026)).rstrip("\n").split("\t")
    assert listed[0] == str(UUID(added))
    assert listed[1] == "20/11/2026"
    assert listed[3:] == ["Nói chuyện tại thôn", "60", "18", "42", "1500000"]

    table = tmp_path / "hoạt động.xlsx"
    done(bdg("activity", "export", table))
    status, out, err = bdg("activity", "import", table)
    assert (status, out, err) == (0, "Đã ghi 0 hoạt động.\n", "Bỏ qua 1 dòng đã có trong sổ.\n")

    report = done(bdg("report", "build", "--year", 2026)).strip()
    assert done(bdg("report", "list")).split("\t")[:3] == [
        report,
        "2026",
        "Báo cáo Tháng hành động",
    ]
    done(bdg("report", "export", report[:6], tmp_path / "báo cáo.docx"))


def test_a_pasted_table_goes_in_whole_or_not_at_all(bdg: Bdg, tmp_path: Path) -> None:
    file = tmp_path / "bảng.txt"
    head = "Ngày\tHoạt động\tLoại\tNam\tNữ\n"
    good = "20/11/2026\tHọp thôn\tNói chuyện chuyên đề, truyền thông trực tiếp\t10\t12\n"
    file.write_text(head + good + good.replace("20/11", "31/02"), encoding="utf-8")
    sentence = refused(bdg("activity", "import", file))
    assert sentence.startswith("Chưa ghi dòng nào. Dòng 2: ")
    assert done(bdg("activity", "list")) == ""

    file.write_text(head + good, encoding="utf-8")
    assert done(bdg("activity", "import", file)) == "Đã ghi 1 hoạt động.\n"
    assert "\t22\t10\t12\t" in done(bdg("activity", "list"))


def test_backup_and_restore(bdg: Bdg, data: Path) -> None:
    done(bdg(*INIT))
    backup = Path(done(bdg("backup")).strip())
    assert backup.parent == data / "sao-luu"
    done(bdg("plan", "import", PLANS / "song-an-2019.txt"))
    said = done(bdg("restore", backup.name))
    assert backup.name in said
    assert "được giữ lại" in said
    assert done(bdg("plan", "list")) == ""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_and_names_in_both_forms_give_the_same(
    bdg: Bdg, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    done(bdg(*INIT[:2], normalize(form, "Hòa Bình"), *INIT[3:]))
    file = tmp_path / normalize("NFC", "kế hoạch.txt")
    file.write_text(normalize(form, "KẾ HOẠCH\nCông tác năm 2027\n\nI. MỤC ĐÍCH"), "utf-8")
    done(bdg("plan", "import", normalize(form, str(file))))
    capsys.readouterr()
    assert run(["--data", normalize(form, str(data)), "plan", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.endswith(normalize("NFC", "KẾ HOẠCH Công tác năm 2027\n"))
    assert [path.name for path in data.parent.parent.iterdir() if "kế" not in path.name] == [
        normalize("NFC", "Sổ của chị Hòa")
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("plan",), "Thiếu VIỆC."),
        (("plan", "new", "--year", "2027"), "Hãy cho một trong các mục: --template --from-last."),
        (("plan", "new", "--template", "x", "--from-last", "y", "--year", "1"), "Không dùng"),
        (("plan", "new", "--template", "plan_year_commune"), "Thiếu --year."),
        (("plan", "new", "--template", "x", "--year", "mai"), "“mai” không phải là năm"),
        (("plan", "new", "--template", "x", "--year", "2027"), "Không có mẫu “x”."),
        (("plan", "new", "--template", "plan_year_commune", "--year", "2027"), "Chưa có cơ quan."),
        (("plan", "xoa"), "VIỆC không có “xoa”"),
        (("xoa",), "LỆNH không có “xoa”"),
        (("plan", "list", "--data", "x"), "Mục --data phải đứng ngay sau bdg."),
        (("plan", "list", "--nam"), "Không hiểu: --nam."),
        (("plan", "import"), "Thiếu TỆP."),
        (("plan", "import", "khong-co.txt"), "Không tìm thấy tệp “khong-co.txt”."),
        (("plan", "import", "."), "“.” là thư mục"),
        (("plan", "outline", "abc"), "ít nhất 6 chữ"),
        (("plan", "outline", "abcdef12"), "Không có văn bản nào mang mã “abcdef12”."),
        (("plan", "issue", "abcdef12", "--number", "5", "--date", "31/02/2027"), "“31/02/2027”"),
        (("activity", "add", "--kind", "khac", "--title", "x"), "Thiếu --date."),
        (
            ("activity", "add", "--kind", "khac", "--title", "x", "--date", "1/1/2026", "--men"),
            "Sau --men phải có một giá trị.",
        ),
        (
            ("activity", "add", "--kind", "z", "--title", "x", "--date", "1/1/2026"),
            "",
        ),
        (("activity", "export", "x.pdf"), "chỉ lưu được thành tệp .xlsx"),
        (("report", "build", "--type", "quy", "--year", "2026"), "--type không có “quy”"),
        (("report", "build", "--year", "2026"), "Chưa có cơ quan."),
        (("restore", "x.db"), "Không có bản sao lưu x.db"),
        ((*INIT[:3], "--level", "thon", "--upper", "x"), "Không có cấp “thon”"),
        ((*INIT, "--signer-form", "x"), "Không có thể thức đề ký “x”"),
    ],
)
def test_mistakes_get_one_vietnamese_line(bdg: Bdg, words: tuple[str, ...], sentence: str) -> None:
    said = refused(bdg(*words))
    assert sentence in said
    english = r"\b(usage|argument|required|invalid|error|expected|choose)\b"
    assert not re.search(english, said, re.IGNORECASE)


@pytest.mark.parametrize("words", [(), ("plan",), ("plan", "new"), ("activity", "add"), ("init",)])
def test_help_is_vietnamese(bdg: Bdg, words: tuple[str, ...]) -> None:
    said = done(bdg(*words, "--help"))
    assert said.startswith(f"Cách dùng: {' '.join(['bdg', *words])} ")
    assert not re.search(r"\b(usage|options|positional|show this)\b", said)
    shown = re.findall(r"^ +--([a-z-]+) ([A-Z_]+)", said, re.MULTILINE)
    assert [name for name, value in shown if value == name.upper().replace("-", "_")] == []


def test_a_fault_gets_one_line_a_file_and_status_one(
    bdg: Bdg, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(bdg(*INIT))

    def break_down(*_words: object, **_choices: object) -> None:
        secret = "họ tên người bị bạo lực"
        raise RuntimeError(secret)

    monkeypatch.setattr("app.queries.papers.list_papers", break_down)
    status, out, err = bdg("plan", "list")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "Traceback" not in err
    [report] = (data / "nhat-ky").glob("loi-*.txt")
    assert str(report) in err
    told = report.read_text(encoding="utf-8")
    assert "RuntimeError" in told
    assert "bạo lực" not in told


def test_a_damaged_database_is_a_fault(bdg: Bdg, data: Path) -> None:
    done(bdg(*INIT))
    (data / "so-binh-dang.db").write_bytes(b"x" * 9000)
    status, out, err = bdg("plan", "list")
    assert (status, out) == (1, "")
    assert "bị hỏng" in err


def test_a_list_can_be_read_beside_the_open_window(bdg: Bdg, data: Path) -> None:
    from app.data_folder import open_data_folder

    done(bdg(*INIT))
    window = open_data_folder(data, actor="Nguyễn Văn Mẫu")
    assert done(bdg("plan", "list")) == ""
    status, _, err = bdg("plan", "import", PLANS / "song-an-2019.txt")
    window.close()
    assert status == 1
    assert "cửa sổ khác" in err


def test_ids_may_be_shortened_but_not_ambiguous(bdg: Bdg) -> None:
    plan_id = done(bdg("plan", "import", PLANS / "song-an-2019.txt")).strip()
    assert done(bdg("plan", "outline", plan_id[:6].upper()))
    assert done(bdg("plan", "outline", plan_id.replace("-", "")))
    assert "ít nhất 6" in refused(bdg("plan", "outline", plan_id[:5]))


def test_a_process_speaks_utf8_with_plain_line_ends_and_loads_no_window(tmp_path: Path) -> None:
    data = tmp_path / "dữ liệu"
    made = program("--data", str(data), "plan", "import", str(PLANS / "ha-noi-2025.txt"))
    assert made.returncode == 0
    assert re.fullmatch(rb"[0-9a-f-]{36}\n", made.stdout)
    listed = program("--data", str(data), "plan", "list")
    assert b"\r" not in listed.stdout
    assert "Kế hoạch năm" in listed.stdout.decode("utf-8")
    code = (
        "import sys; from app.cli import run; "
        f"run(['--data', {str(data)!r}, 'plan', 'list']); "
        "print([n for n in ('PySide6', 'reportlab', 'docx', 'openpyxl', 'PIL') if n in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=program_root(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert loaded.stdout.splitlines()[-1] == "[]"


def test_a_reader_who_has_enough_is_no_fault(tmp_path: Path) -> None:
    for number in range(3):
        file = tmp_path / f"{number}.txt"
        file.write_text("KẾ HOẠCH\nCông tác năm 2027\n\nI. MỤC ĐÍCH", encoding="utf-8")
        assert program("--data", str(tmp_path / "d"), "plan", "import", str(file)).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "app", "--data", str(tmp_path / "d"), "plan", "list"],
        cwd=program_root(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        said = listing.stderr.read()
    assert (listing.returncode, said) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [
        ("activity", "list", "--year", "0000"),
        ("plan", "import", "x" * 300),
        ("plan", "import", "/dev/zero"),
        ("plan", "import", "~khong-ai/ke-hoach.txt"),
    ],
)
def test_an_odd_year_or_path_is_a_mistake_not_a_fault(bdg: Bdg, words: tuple[str, ...]) -> None:
    assert refused(bdg(*words))
