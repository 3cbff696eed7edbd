"""bdg package code …: what packages say to the check code at the foot of a paper."""

import json
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.commands import arguments
from app.commands.opened import opened
from app.errors import ValidationError

if TYPE_CHECKING:
    from app.workflows.parcels.code_packages import CodePackage


def add_code(verbs: Any) -> None:
    """Add the verb to the noun ``package``."""
    code = verbs.add_parser("code", help="tra mã đối chiếu ở chân trang bản giấy (gõ hoặc quét)")
    code.add_argument("code", type=arguments.words, metavar="MÃ")
    code.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    code.set_defaults(run=look_up)


def look_up(chosen: Namespace) -> int:
    """Print the answer; exit status 1 unless paper and package agree.

    Raises:
        ValidationError: no paper has this code.
    """
    from app.workflows.parcels.proof import CodeKind, look_up_code

    with opened(chosen, writes=False) as folder:
        answer = look_up_code(folder.db, chosen.code)
    if answer.kind is CodeKind.WRONG_SIGN:
        raise ValidationError(answer.sentence, field="code")
    if chosen.json:
        print(json.dumps(asdict(answer), ensure_ascii=False, default=str, indent=1))
    else:
        print(answer.sentence)
        for one in filter(lambda package: package.id, answer.packages):
            print(_row(one))
    return 0 if answer.kind is CodeKind.MATCHES else 1


def _row(one: "CodePackage") -> str:
    who = f"gửi {one.unit_name}" if one.ours else one.unit_name
    parts = (str(one.id), who, one.duty, one.period, str(one.sequence), one.state_words)
    return "\t".join(parts)
