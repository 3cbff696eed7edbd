"""bdg privacy, bdg support-file: how long personal data are kept; what a helper may see."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import data_dir, opened, target_file, today
from app.domain.retention import ACTION_WORDS, KEPT_WORDS, Kept
from app.errors import ValidationError
from app.jobs import JobContext

if TYPE_CHECKING:
    from app.db.database import Database
    from app.paths import DataPaths


def add(nouns: Any) -> None:
    """Add the commands."""
    privacy = nouns.add_parser("privacy", help="dữ liệu cá nhân: thời hạn giữ, xóa và ẩn danh")
    verbs = privacy.add_subparsers(metavar="VIỆC", title="Việc", required=True)

    listed = verbs.add_parser("list", help="mỗi thời hạn giữ, và những gì đã quá hạn")
    listed.set_defaults(run=list_overdue_data)

    apply = verbs.add_parser(
        "apply", help="sao lưu rồi xóa, ẩn danh những gì đã quá hạn theo thời hạn đã kiểm chứng"
    )
    apply.add_argument(
        "kinds", nargs="+", choices=[kind.value for kind in Kept], metavar="LOẠI",
        help=", ".join(f"{kind.value} ({words})" for kind, words in KEPT_WORDS.items()),
    )  # fmt: skip
    apply.set_defaults(run=apply_overdue_data)

    support = nouns.add_parser(
        "support-file",
        help="ghi tệp hỗ trợ, không có nội dung bản ghi nào; không cho tên tệp thì chỉ in ra",
    )
    support.add_argument("out", nargs="?", type=arguments.path, metavar="TỆP.zip")
    support.set_defaults(run=make_support_file)


def list_overdue_data(chosen: Namespace) -> None:
    """Kind, count, years, what is done, whether checked, name; then examples, a line each."""
    from app.queries.retention import list_overdue

    with opened(chosen, writes=False) as folder:
        found = folder.db.read(list_overdue, today())
    for one in found:
        rule = one.rule
        years = f"{rule.years} năm" if rule.years else "chưa định"
        checked = "đã kiểm chứng" if rule.checked else "chưa kiểm chứng"
        facts = (rule.kept.value, one.count, years, ACTION_WORDS[rule.action], checked, rule.name)
        print("\t".join(map(str, facts)))
        for words in one.examples:
            print(f"\t{words}")


def apply_overdue_data(chosen: Namespace) -> None:
    """Take away what is overdue; prints what was done and what stays."""
    from app.workflows.privacy import STAYS, apply_overdue

    wanted = tuple(Kept(kind) for kind in chosen.kinds)
    with opened(chosen, writes=True) as folder:
        print(apply_overdue(folder.db, folder.paths, today(), wanted).sentence)
    print(STAYS)


def make_support_file(chosen: Namespace) -> None:
    """Print everything that stands in the file; write it when a name is given."""
    from app.data_folder import data_paths
    from app.db.health import DamagedFileError

    target = target_file(chosen.out) if chosen.out else None
    if target is not None and data_dir(chosen).absolute() in target.absolute().parents:
        raise ValidationError("Hãy ghi tệp hỗ trợ ra ngoài thư mục dữ liệu.")
    try:
        with opened(chosen, writes=False) as folder:
            _tell(folder.db, folder.paths, target)
    except DamagedFileError:
        # Data that do not open are when a helper needs the file most.
        _tell(None, data_paths(data_dir(chosen)), target)


def _tell(db: "Database | None", paths: "DataPaths", target: Path | None) -> None:
    from app.preferences import Preferences
    from app.support_file import gather, write_support_file

    choices, now = Preferences(paths.preferences).choices, datetime.now().astimezone()
    made = gather(db, paths, JobContext(), now=now, choices=choices, window={})
    print(made.words)
    if target is not None:
        write_support_file(db, made, target)
        print(f"Đã ghi: {target}")
