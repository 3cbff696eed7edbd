"""A day's work on a data folder in random order; each thing kept is confirmed by a receipt."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

from app.data_folder import DataFolder, open_data_folder
from app.domain.activities import ActivityDraft
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.papers import PaperKind, PaperState
from app.domain.periods import parse_period
from app.journal import Draft, Journal
from app.queries.indicators import list_indicators
from app.queries.kinds import get_catalogues
from app.queries.papers import get_paper, list_papers
from app.restoring import restore_data_folder
from app.services.activities import AttachFile, attach_file, record_activity, record_pasted
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.issue import IssuePaper, OpenNextVersion, issue_paper, open_next_version
from app.services.papers import SaveContent, save_content
from app.workflows.activities import preview_block
from app.workflows.attachments import keep_file
from tests.papers import create, with_text

DAY: Final = date(2026, 3, 8)
YEAR: Final = parse_period("2026")
ACTOR: Final = "Nguyễn Văn Mẫu"
#: What is typed into the second paragraph of a paper made by ``tests.papers``.
TYPED: Final = 1
_CHANGED_LATER: Final = 0.5
_BLOCK: Final = 30
_HEAD: Final = ["Ngày", "Hoạt động", "Loại", "Nơi", "Nam", "Nữ"]

T = TypeVar("T")
Receipt = dict[str, Any]


class Load:
    """Somebody at work. ``told`` hears of each thing before it is done, and once it was kept.

    Args:
        root: the data folder; opened here.
        seed: the order of the work and what is written.
        old: a data file of an older program, to be upgraded in a folder beside.
        key: of an encrypted folder.
    """

    def __init__(
        self,
        root: Path,
        seed: int,
        told: Callable[[Receipt], None],
        *,
        old: Path | None = None,
        key: bytes | None = None,
    ) -> None:
        self.root, self.told, self.old, self.key = root, told, old, key
        self.random = random.Random(seed)
        self.seed, self.count = seed, 0
        self.folder: DataFolder = open_data_folder(root, actor=ACTOR, key=key)

    def work(self, steps: int) -> None:
        """So many things, one after another."""
        often: list[Callable[[], object]] = [
            self.save_activity,
            self.save_figure,
            self.type_words,
            self.type_ahead,
        ] * 3
        seldom: list[Callable[[], object]] = [
            self.import_block,
            self.attach,
            self.issue,
            self.back_up,
            self.restore,
        ]
        if self.old is not None:
            seldom.append(self.upgrade)
        for _ in range(steps):
            self.random.choice(often + seldom)()

    def words(self, what: str) -> str:
        """Words that nobody wrote before."""
        self.count += 1
        return f"{what} {self.seed}-{self.count}"

    def keep(self, what: str, key: str, value: object, work: Callable[[], T]) -> T:
        """Do it: said before, and confirmed once the program said that it is kept."""
        self.told({"what": what, "key": key, "value": value, "kept": False})
        done = work()
        self.told({"what": what, "key": key, "value": value, "kept": True})
        return done

    def draft(self) -> ActivityDraft:
        """An activity of today."""
        kinds = sorted(self.folder.db.read(get_catalogues).kinds)
        return ActivityDraft(
            kind_code=self.random.choice(kinds),
            title=self.words("Nói chuyện"),
            starts_on=DAY,
            men=3,
            women=5,
        )

    def save_activity(self) -> UUID:
        draft = self.draft()
        save = partial(self.folder.db.write, record_activity, draft)
        return self.keep("activities", "", [draft.title], save)

    def import_block(self) -> None:
        db = self.folder.db
        facts = db.read(get_catalogues)
        kind = next(iter(facts.kinds.values())).name
        rows = [
            ["8/3/2026", self.words("Tập huấn"), kind, "Nhà văn hóa", 4, 6] for _ in range(_BLOCK)
        ]
        drafts = preview_block([_HEAD, *rows], facts, DAY).drafts
        titles = [str(row[1]) for row in rows]
        assert [draft.title for draft in drafts] == titles
        self.keep("activities", "", titles, partial(db.write, record_pasted, drafts))

    def save_figure(self) -> None:
        known = self.folder.db.read(list_indicators)
        whole = sorted(code for code, one in known.items() if _is_plain(one))
        code, value = self.random.choice(whole), Decimal(self.random.randrange(90))
        cell = CellDraft(indicator=code, column=Column.TOTAL, state=CellState.VALUE, value=value)
        command = SaveFigures(period=YEAR, cells=(cell,), indicators=known)
        save = partial(self.folder.db.write, save_figures, command)
        self.keep("figure", code, str(value), save)

    def type_words(self) -> None:
        db = self.folder.db
        row = db.read(get_paper, self.paper())
        text = self.words("Nâng cao nhận thức")
        command = SaveContent(
            version_id=row.version_id,
            seen_revision=row.revision,
            content=with_text(row.content, TYPED, text),
        )
        self.keep("words", row.version_id.hex, text, partial(db.write, save_content, command))

    def paper(self) -> UUID:
        """A paper that can be written in; a new one where there is none."""
        for row in self.folder.db.read(list_papers, kind=PaperKind.PLAN):
            if row.state is not PaperState.ISSUED:
                return row.paper_id
        return self.keep("paper", "", "", partial(self.folder.db.write, create))

    def issue(self) -> None:
        db = self.folder.db
        paper = self.paper()
        row = db.read(get_paper, paper)
        number = str(len(db.read(list_papers, kind=PaperKind.PLAN)) * 100 + row.version_number)
        command = IssuePaper(version_id=row.version_id, number=number, day=DAY)
        self.keep("issued", row.version_id.hex, "issued", partial(db.write, issue_paper, command))
        if self.random.random() < _CHANGED_LATER:
            db.write(open_next_version, OpenNextVersion(paper_id=paper, reason="Sửa số liệu"))

    def type_ahead(self) -> None:
        """Words in a form that is not saved yet."""
        journal = Journal(self.folder.paths.journal, self.folder.paths.vault)
        draft = Draft(kind="paper", where="Kế hoạch", page="plans", words=self.words("Đang gõ"))
        path = self.folder.paths.journal / "1.nhap"
        write = partial(journal.write, path, draft, datetime.now(UTC))
        self.keep("draft", "", draft.words, write)

    def attach(self) -> None:
        source = self.root.parent / "Biên bản.txt"
        source.write_text(self.words("Biên bản") * 5000, encoding="utf-8")
        stored = keep_file(self.folder.paths, source)
        command = AttachFile(
            activity_id=self.save_activity(),
            name=stored.name,
            sha256=stored.sha256,
            media_type=stored.media_type,
            size=stored.size,
        )
        self.keep("file", "", stored.sha256, partial(self.folder.db.write, attach_file, command))

    def back_up(self) -> None:
        self.keep("backup", "", "", self.folder.backup_now)

    def restore(self) -> None:
        """Back to a backup of just now: of what was confirmed, one activity is meant to go."""
        made = self.folder.backup_now()
        gone = self.draft()
        self.folder.db.write(record_activity, gone)
        self.folder.close()
        restore = partial(restore_data_folder, self.root, name=made.name, key=self.key)
        self.keep("undone", "", gone.title, restore)
        self.folder = open_data_folder(self.root, actor=ACTOR, key=self.key)

    def upgrade(self) -> None:
        """A folder of the program before, opened for the first time."""
        assert self.old is not None
        root = self.root.parent / self.words("nâng cấp")
        root.mkdir()
        beside = shutil.copyfile(self.old, root / "cũ")
        beside.rename(root / self.folder.paths.database.name)
        self.keep("upgraded", "", root.name, lambda: open_data_folder(root, actor=ACTOR).close())


def _is_plain(indicator: Indicator) -> bool:
    return indicator.kind is IndicatorKind.COUNT and not indicator.by_sex
