"""Jobs, news between threads, Qt's own words."""

from threading import Event, get_ident

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.domain.topics import Topic
from app.jobs import JobContext
from app.ui.change_bus import ChangeBus
from app.ui.job_runner import JobRunner


def test_job_answers_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs, owner, answers = JobRunner(), QObject(), list[tuple[int, int]]()

    jobs.start(
        owner,
        lambda _job: get_ident(),
        on_success=lambda there: answers.append((there, get_ident())),
    )
    qtbot.waitUntil(lambda: bool(answers))

    [(there, here)] = answers
    assert here == get_ident() != there
    jobs.close()


def test_stopped_job_tells_neither_success_nor_failure(qtbot: QtBot) -> None:
    jobs, owner, told, begun = JobRunner(), QObject(), list[object](), Event()
    stopped = Event()

    def work(job: JobContext) -> None:
        begun.set()
        stopped.wait(60)
        job.step(1, 2)

    context = jobs.start(owner, work, on_success=told.append, on_failure=told.append)
    assert begun.wait(60)
    context.cancel()
    with qtbot.waitSignal(jobs.ended):
        stopped.set()

    assert told == []
    assert not jobs.busy
    jobs.close()


def test_news_of_a_job_arrive_on_the_windows_thread(qtbot: QtBot) -> None:
    bus, jobs, heard = ChangeBus(), JobRunner(), list[int]()
    bus.committed.connect(lambda _topics: heard.append(get_ident()))

    jobs.start(bus, lambda _job: bus.announce(frozenset({Topic.PAPER})))
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [get_ident()]
    jobs.close()


def test_context_menu_of_a_line_is_vietnamese(qtbot: QtBot, qapp: QApplication) -> None:
    bootstrap.make_app()
    line = QLineEdit()
    qtbot.addWidget(line)

    menu = line.createStandardContextMenu()
    words = {action.text().split("\t")[0].replace("&", "") for action in menu.actions()}
    menu.deleteLater()

    assert {"Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn hết"} <= words


def test_words_of_qt_without_a_translation_stay(qtbot: QtBot, qapp: QApplication) -> None:
    bootstrap.make_app()

    keys = QKeySequence("Ctrl+Shift+V").toString(QKeySequence.SequenceFormat.NativeText)

    assert keys == "Ctrl+Shift+V"


def test_enter_presses_the_button_with_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    bootstrap.make_app()
    button = QPushButton("Ghi")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
