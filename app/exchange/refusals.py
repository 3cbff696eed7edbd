"""Why a package is not taken: stages, refusals and the sentences the officer reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from app.errors import AppError

#: A list longer than this tells nobody more.
MOST_POINTS: Final = 200


class Stage(IntEnum):
    """The order in which a package is checked; nothing of a later stage is looked at before."""

    FILE = 1
    VERSION = 2
    MANIFEST = 3
    RECEIVER = 4
    SENDER = 5
    HASHES = 6
    SIGNATURE = 7
    TEMPLATE = 8
    RECORDS = 9
    RULES = 10
    ORDER = 11


class Refusal(StrEnum):
    """Each way in which a package is refused."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_PACKAGE = "not_a_package"
    CUT_SHORT = "cut_short"
    TOO_MANY_PARTS = "too_many_parts"
    BAD_NAME = "bad_name"
    NAME_TWICE = "name_twice"
    LINK = "link"
    BOMB = "bomb"
    DAMAGED = "damaged"
    OTHER_PACKING = "other_packing"
    MISSING_PART = "missing_part"
    BAD_TEXT = "bad_text"
    BAD_JSON = "bad_json"
    NEWER_FORMAT = "newer_format"
    NOT_OUR_FORMAT = "not_our_format"
    BAD_FIELD = "bad_field"
    WRONG_RECEIVER = "wrong_receiver"
    OTHER_KEY_OF_OURS = "other_key_of_ours"
    UNKNOWN_UNIT = "unknown_unit"
    RENAMED_UNIT = "renamed_unit"
    WRONG_DIRECTION = "wrong_direction"
    LISTED_TWICE = "listed_twice"
    NOT_LISTED = "not_listed"
    CHANGED_PART = "changed_part"
    CHANGED_MANIFEST = "changed_manifest"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"
    CHANGED_KEY = "changed_key"
    REPLACED_KEY = "replaced_key"
    BAD_SIGNATURE = "bad_signature"
    UNKNOWN_TEMPLATE = "unknown_template"
    NEWER_TEMPLATE = "newer_template"
    CANNOT_OPEN = "cannot_open"
    ASKS_PASSPHRASE = "asks_passphrase"  # noqa: S105
    BAD_RECORD = "bad_record"
    WRONG_TOTALS = "wrong_totals"
    WRONG_COUNTS = "wrong_counts"
    BROKEN_RULE = "broken_rule"
    WRONG_PERIOD = "wrong_period"
    SAME_AGAIN = "same_again"
    TAMPERED = "tampered"
    OLDER = "older"
    NOT_A_CORRECTION = "not_a_correction"
    OTHER_LINE = "other_line"
    SAME_NUMBER = "same_number"


_ASK_AGAIN: Final = "Hãy đề nghị nơi gửi chép lại hoặc gửi lại gói."
_SAFE: Final = "Chưa có số liệu nào được ghi vào sổ."

#: What happened, what is safe, what to do. ``{what}`` is the place or value.
SENTENCES: Final = {
    Refusal.UNREADABLE: f"Không đọc được tệp từ ổ đĩa hoặc USB. {_SAFE} Hãy cắm lại USB rồi thử lại.",
    Refusal.EMPTY: f"Tệp không có nội dung. {_SAFE} {_ASK_AGAIN}",
    Refusal.TOO_LARGE: f"Gói lớn quá mức cho phép ({{what}}). {_SAFE} Hãy đề nghị nơi gửi bớt tệp kèm theo.",
    Refusal.NOT_A_PACKAGE: (
        f"Tệp này không phải là gói số liệu. {_SAFE} Hãy chọn tệp có đuôi .bdg-goi, "
        "hoặc dùng chức năng đọc biểu Excel."
    ),
    Refusal.CUT_SHORT: f"Gói bị đứt hoặc có phần lạ ghép vào. {_SAFE} {_ASK_AGAIN}",
    Refusal.TOO_MANY_PARTS: f"Gói chứa quá nhiều tệp ({{what}}). {_SAFE} {_ASK_AGAIN}",
    Refusal.BAD_NAME: f"Trong gói có tệp mang tên không được phép: {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.NAME_TWICE: f"Trong gói có hai tệp cùng tên: {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.LINK: f"Trong gói có đường dẫn trỏ ra ngoài: {{what}}. {_SAFE} Không nhận gói này; hãy báo nơi gửi.",
    Refusal.BOMB: f"Tệp {{what}} trong gói phình to bất thường khi mở. {_SAFE} Không nhận gói này; hãy báo nơi gửi.",
    Refusal.DAMAGED: f"Tệp {{what}} trong gói đã hỏng. {_SAFE} {_ASK_AGAIN}",
    Refusal.OTHER_PACKING: f"Tệp {{what}} trong gói được nén bằng cách khác quy định. {_SAFE} {_ASK_AGAIN}",
    Refusal.MISSING_PART: f"Gói thiếu tệp {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.BAD_TEXT: f"Chữ trong tệp {{what}} không đúng quy định. {_SAFE} {_ASK_AGAIN}",
    Refusal.BAD_JSON: f"Tệp {{what}} trong gói không đúng cách ghi quy định. {_SAFE} {_ASK_AGAIN}",
    Refusal.NEWER_FORMAT: (
        f"Gói được làm bằng bản chương trình mới hơn (cần bản đọc được định dạng {{what}}). {_SAFE} "
        "Hãy cập nhật chương trình rồi nhận lại."
    ),
    Refusal.NOT_OUR_FORMAT: f"Tệp không ghi rõ là gói số liệu của Sổ Bình Đẳng. {_SAFE} {_ASK_AGAIN}",
    Refusal.BAD_FIELD: f"Phần mô tả của gói ghi sai ở {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.WRONG_RECEIVER: (
        f"Gói này gửi cho nơi khác ({{what}}), không phải đơn vị mình. {_SAFE} "
        "Hãy chuyển lại cho nơi gửi."
    ),
    Refusal.OTHER_KEY_OF_OURS: (
        f"Gói được làm theo thẻ cơ quan cũ của đơn vị mình. {_SAFE} "
        "Hãy gửi thẻ cơ quan đang dùng cho nơi gửi để làm lại gói."
    ),
    Refusal.UNKNOWN_UNIT: (
        f"Đơn vị gửi ({{what}}) chưa có trong danh sách đơn vị báo cáo. {_SAFE} "
        "Hãy thêm đơn vị vào danh sách rồi nhận lại."
    ),
    Refusal.RENAMED_UNIT: (
        f"Đơn vị gửi ({{what}}) đã sáp nhập, đổi tên hoặc chưa thành lập trong kỳ này. {_SAFE} "
        "Hãy xem lại danh sách đơn vị hoặc hỏi nơi gửi."
    ),
    Refusal.WRONG_DIRECTION: (
        f"Gói ghi sai chiều gửi: {{what}} không phải cấp trên của đơn vị mình, hoặc cấp trên lại gửi gói của "
        f"cấp dưới. {_SAFE} Hãy hỏi nơi gửi."
    ),
    Refusal.LISTED_TWICE: f"Phần mô tả kể tệp {{what}} hai lần. {_SAFE} {_ASK_AGAIN}",
    Refusal.NOT_LISTED: f"Gói có tệp {{what}} mà phần mô tả không kể. {_SAFE} {_ASK_AGAIN}",
    Refusal.CHANGED_PART: f"Tệp {{what}} đã bị thay đổi sau khi gói được làm. {_SAFE} {_ASK_AGAIN}",
    Refusal.CHANGED_MANIFEST: f"Phần mô tả của gói đã bị thay đổi ({{what}}). {_SAFE} {_ASK_AGAIN}",
    Refusal.UNSIGNED: (
        f"Gói không có chữ ký của đơn vị gửi nên không biết ai đã làm ra nó. {_SAFE} "
        "Hãy đề nghị nơi gửi làm gói bằng chương trình đã có khóa của đơn vị."
    ),
    Refusal.UNKNOWN_KEY: (
        f"Chưa có thẻ cơ quan của đơn vị gửi. Mã thẻ trong gói: {{what}}. {_SAFE} "
        "Hãy gọi điện cho đơn vị, nghe đọc mã thẻ; khớp thì ghi nhận thẻ rồi nhận lại."
    ),
    Refusal.CHANGED_KEY: (
        f"Gói được ký bằng khóa khác với thẻ cơ quan đã ghi nhận. Mã thẻ trong gói: {{what}}. {_SAFE} "
        "Có thể đơn vị đã đổi máy, hoặc có người giả mạo. Hãy gọi điện hỏi trước khi đổi thẻ."
    ),
    Refusal.REPLACED_KEY: (
        f"Gói được ký bằng khóa cũ của đơn vị (mã thẻ {{what}}), đã được thay bằng thẻ đang ghi nhận. {_SAFE} "
        "Không ghi nhận lại thẻ cũ. Hãy đề nghị đơn vị làm gói mới bằng khóa đang dùng (ghi lý do: đã đổi "
        "khóa); chép lại gói cũ thì vẫn không nhận được."
    ),
    Refusal.BAD_SIGNATURE: (
        f"Chữ ký của gói không đúng: gói đã bị sửa hoặc không phải của đơn vị ghi trong gói. {_SAFE} "
        "Không nhận gói này; hãy gọi điện cho nơi gửi."
    ),
    Refusal.UNKNOWN_TEMPLATE: f"Chương trình không có biểu {{what}}. {_SAFE} Hãy cập nhật danh mục biểu rồi nhận lại.",
    Refusal.NEWER_TEMPLATE: (
        f"Gói dùng biểu mới hơn biểu đang có ({{what}}). {_SAFE} Hãy cập nhật danh mục biểu rồi nhận lại."
    ),
    Refusal.CANNOT_OPEN: (
        f"Không mở được phần niêm phong của gói: sai mật khẩu, hoặc gói niêm phong cho nơi khác. {_SAFE} "
        "Hãy thử lại mật khẩu hoặc đề nghị nơi gửi làm lại gói cho đúng thẻ cơ quan."
    ),
    Refusal.ASKS_PASSPHRASE: f"Gói này niêm phong bằng mật khẩu. {_SAFE} Hãy hỏi nơi gửi mật khẩu rồi gõ vào.",
    Refusal.BAD_RECORD: f"Số liệu ghi sai ở {{what}}. {_SAFE} Hãy trả lại để nơi gửi sửa.",
    Refusal.WRONG_TOTALS: f"Tổng kiểm tra không khớp với số liệu: {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.WRONG_COUNTS: f"Số dòng trong gói không khớp với phần mô tả: {{what}}. {_SAFE} {_ASK_AGAIN}",
    Refusal.BROKEN_RULE: f"Số liệu không hợp lý: {{what}}. {_SAFE} Hãy trả lại để nơi gửi sửa.",
    Refusal.WRONG_PERIOD: f"Số liệu nằm ngoài kỳ của gói: {{what}}. {_SAFE} Hãy hỏi nơi gửi xem đã chọn đúng năm chưa.",
    Refusal.SAME_AGAIN: "Gói này đã nhận {what}. Không làm gì thêm; số liệu trong sổ vẫn đúng.",
    Refusal.TAMPERED: (
        "Gói mang cùng số hiệu với gói đã nhận {what} nhưng nội dung khác. Số liệu đã nhận vẫn giữ nguyên. "
        "Không nhận gói này; hãy gọi điện cho nơi gửi."
    ),
    Refusal.OLDER: (
        "Gói này cũ hơn gói đã nhận ({what}). Số liệu mới hơn vẫn giữ nguyên. Không cần làm gì thêm."
    ),
    Refusal.NOT_A_CORRECTION: (
        "Đã có số liệu của đơn vị cho kỳ này ({what}) mà gói không ghi là gói đính chính. "
        "Số liệu đã nhận vẫn giữ nguyên. Hãy đề nghị nơi gửi làm gói đính chính."
    ),
    Refusal.OTHER_LINE: (
        "Gói ghi là thay cho một gói của đơn vị, biểu hoặc kỳ khác ({what}). Số liệu đã nhận vẫn giữ nguyên. "
        "Hãy đề nghị nơi gửi làm lại gói."
    ),
    Refusal.SAME_NUMBER: (
        "Đơn vị có hai gói khác nhau cùng một lần gửi ({what}). Gói đã nhận vẫn giữ nguyên. "
        "Hãy hỏi nơi gửi gói nào đúng, rồi đề nghị làm gói đính chính."
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is wrong: ``what`` names the place or the value, for the sentence."""

    refusal: Refusal
    what: str = ""

    @property
    def sentence(self) -> str:
        """What the officer reads."""
        return SENTENCES[self.refusal].format(what=self.what or "không rõ")


class PackageError(AppError):
    """A package is refused in one stage; all that is wrong in that stage stands in ``points``."""

    def __init__(self, stage: Stage, points: Iterable[Point], *, detail: str = "") -> None:
        self.stage = stage
        self.points = tuple(points)[:MOST_POINTS]
        super().__init__(_joined(self.points), detail=detail)

    @property
    def refusals(self) -> frozenset[Refusal]:
        """The ways in which it is refused."""
        return frozenset(point.refusal for point in self.points)


def refuse(stage: Stage, refusal: Refusal, what: str = "", *, detail: str = "") -> PackageError:
    """A refusal with one point."""
    return PackageError(stage, [Point(refusal, what)], detail=detail)


def raise_if_any(stage: Stage, points: Iterable[Point]) -> None:
    """Refuse with all points of a stage; nothing when there are none.

    Raises:
        PackageError: at least one point.
    """
    found = list(points)
    if found:
        raise PackageError(stage, found)


def _joined(points: tuple[Point, ...]) -> str:
    first = points[0].sentence
    more = len(points) - 1
    return f"{first} (Còn {more} chỗ khác, xem danh sách.)" if more else first
