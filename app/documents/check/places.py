"""Where a finding stands, in the officer's words: "Mục II.1, gạch đầu dòng 3", "Căn cứ thứ 2"."""

from typing import Final

from app.documents.blocks import Document, Node
from app.domain.numbering import Mark, mark_text, roman
from app.domain.text import upper_first

_HEAD: Final = {
    "type_name": "Tên loại văn bản",
    "title": "Trích yếu",
    "letterhead": "Tên cơ quan",
    "number": "Số văn bản",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "day": "Ngày văn bản",
    "addressees": "Kính gửi",
    "bases": "Căn cứ",
    "authority": "Thẩm quyền ban hành",
    "resolution": "Dòng “QUYẾT ĐỊNH:”",
    "urgency": "Độ khẩn",
    "circulation": "Chỉ dẫn lưu hành",
    "drafter": "Ký hiệu người soạn thảo",
    "contact": "Địa chỉ cuối trang đầu",
    "recipients": "Nơi nhận",
    "signature_lines": "Chức vụ người ký",
    "signer_name": "Họ tên người ký",
    "second_lines": "Chức vụ người ký thứ hai",
    "second_name": "Họ tên người ký thứ hai",
    "copy": "Phần bản sao",
    "left_overs": "Chỗ còn sót của năm trước",
    "doan": "Đoạn",
}
_LOOSE: Final = {Mark.DASH: "gạch đầu dòng", Mark.PLUS: "dấu cộng", Mark.NONE: "đoạn"}
_NAMED: Final = frozenset({Mark.PART, Mark.CHAPTER, Mark.SECTION, Mark.SUBSECTION, Mark.ARTICLE})


class Places:
    """Words for the places of one document."""

    def __init__(self, document: Document) -> None:
        self._words: dict[str, str] = {}
        self._numbers: dict[Mark, int] = {}
        self._walk(document.nodes, "", Mark.NONE)
        several = len(document.annexes) > 1
        for at, annex in enumerate(document.annexes, start=1):
            name = f"Phụ lục {roman(at)}" if several else "Phụ lục"
            self._walk(annex.nodes, name, Mark.NONE)
            if annex.key:
                self._words[annex.key] = name

    def words(self, where: str) -> str:
        """Words of a finding's place; empty for a place that is not there any more."""
        if where in self._words:
            return self._words[where]
        field, _, at = where.partition(":")
        name = _HEAD.get(field, "")
        if not name or not at.isdigit():
            return name
        if field == "doan":
            return f"{name} {at}"
        number = int(at) + 1
        return f"{name} thứ {number}" if field == "bases" else f"{name}, dòng {number}"

    def _walk(self, nodes: tuple[Node, ...], above: str, above_mark: Mark) -> None:
        counts: dict[Mark, int] = {}
        for node in nodes:
            # Chapters and articles count on through the whole paper.
            through = node.mark in {Mark.CHAPTER, Mark.ARTICLE}
            counter = self._numbers if through else counts
            counter[node.mark] = counter.get(node.mark, 0) + 1
            words = _step(above, above_mark, node.mark, counter[node.mark])
            if node.key:
                self._words[node.key] = words
            self._walk(node.children, words, node.mark)


def _step(above: str, above_mark: Mark, mark: Mark, number: int) -> str:
    """The place of a node under ``above``; ``number`` counts its mark among its siblings."""
    if mark in _LOOSE:
        return _joined(above, f"{_LOOSE[mark]} {number}")
    if mark is Mark.LETTER:
        return _joined(above, f"điểm {mark_text(mark, number).rstrip(')')}")
    if mark in _NAMED:
        words = mark_text(mark, number).rstrip(".")
        return words if mark is Mark.ARTICLE else _joined(above, words)
    if mark is Mark.ARABIC and above_mark is Mark.ARTICLE:
        return _joined(above, f"khoản {number}")
    if mark is not Mark.ROMAN and above_mark in {Mark.ROMAN, Mark.ARABIC, Mark.DECIMAL}:
        return f"{above}.{number}"
    return _joined(above, f"Mục {roman(number) if mark is Mark.ROMAN else number}")


def _joined(above: str, words: str) -> str:
    return f"{above}, {words}" if above else upper_first(words)
