"""Where a folder lies, on Windows and Linux alike: the machine's answers are given by the test."""

from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from app.place import WHY, Risk, System, risks_of, this_system

USER = "C:\\Users\\canbo"


def windows(
    settings: Mapping[str, str] | None = None, drive: int = 3, file_system: str = "NTFS"
) -> System:
    return System(
        platform="win32",
        settings=settings or {},
        home=PureWindowsPath(USER),
        temporary=PureWindowsPath(USER + "\\AppData\\Local\\Temp"),
        drive_type=lambda _root: drive,
        file_system=lambda _place: file_system,
    )


def linux(file_system: str = "ext4") -> System:
    return System(
        platform="linux",
        settings={},
        home=PurePosixPath("/srv/home/canbo"),
        temporary=PurePosixPath("/tmp"),
        drive_type=lambda _root: 0,
        file_system=lambda _place: file_system,
    )


@pytest.mark.parametrize(
    "place",
    [
        USER + "\\AppData\\Local\\SoBinhDang",
        "D:\\Sổ Bình Đẳng",
        USER + "\\Documents\\Dữ liệu hội nghị",
        "C:\\Users\\Public\\So",
        "D:\\Tài liệu onedriver cũ",
        "D:\\Tempo\\dropboxer",
    ],
)
def test_ordinary_places_of_windows(place: str) -> None:
    assert risks_of(PureWindowsPath(place), windows()) == ()


@pytest.mark.parametrize(
    ("place", "system", "risk"),
    [
        ("\\\\may-chu\\chung\\So", windows(), Risk.SHARE),
        ("\\\\?\\UNC\\may-chu\\chung\\So", windows(), Risk.SHARE),
        ("Z:\\So", windows(drive=4), Risk.SHARE),
        (USER + "\\OneDrive - UBND xã Mẫu\\So", windows(), Risk.SYNCED),
        ("D:\\Mây\\So", windows({"OneDriveCommercial": "D:\\Mây"}), Risk.SYNCED),
        (USER + "\\Dropbox\\So", windows(), Risk.SYNCED),
        ("G:\\My Drive\\So", windows(), Risk.SYNCED),
        ("G:\\Drive của tôi\\So", windows(), Risk.SYNCED),
        (USER + "\\iCloudDrive\\So", windows(), Risk.SYNCED),
        (USER + "\\Google Drive (canbo@mau.vn)\\So", windows(), Risk.SYNCED),
        ("E:\\So", windows(drive=2), Risk.REMOVABLE),
        ("E:\\So", windows(file_system="exFAT"), Risk.FAT),
        ("E:\\So", windows(file_system="FAT32"), Risk.FAT),
        ("C:\\Users\\nguoi-khac\\So", windows(), Risk.OTHER_USER),
        ("C:\\" + "thư mục rất dài\\" * 12, windows(), Risk.LONG),
        (USER + "\\AppData\\Local\\Temp\\So", windows(), Risk.TEMPORARY),
        (USER + "\\Downloads\\So.zip\\So", windows(), Risk.TEMPORARY),
        ("D:\\Temp1_SoBinhDang.zip\\So", windows(), Risk.TEMPORARY),
        ("D:\\Rar$EXa123\\So", windows(), Risk.TEMPORARY),
    ],
)
def test_places_of_windows_that_are_warned_of(place: str, system: System, risk: Risk) -> None:
    assert risks_of(PureWindowsPath(place), system) == (risk,)


@pytest.mark.parametrize(
    ("place", "system", "risks"),
    [
        ("/srv/home/canbo/.local/share/SoBinhDang", linux(), ()),
        ("/srv/so", linux("nfs4"), (Risk.SHARE,)),
        ("/mnt/chung/so", linux("cifs"), (Risk.SHARE,)),
        ("/srv/home/canbo/Nextcloud/so", linux(), (Risk.SYNCED,)),
        ("/media/canbo/USB/so", linux("vfat"), (Risk.REMOVABLE, Risk.FAT)),
        ("/run/media/canbo/USB/so", linux("ext4"), (Risk.REMOVABLE,)),
        ("/srv/home/khac/so", linux(), (Risk.OTHER_USER,)),
        ("/tmp/so", linux(), (Risk.TEMPORARY,)),
        ("/srv/home/canbo/" + "dài/" * 80, linux(), ()),
    ],
)
def test_places_of_linux(place: str, system: System, risks: tuple[Risk, ...]) -> None:
    assert risks_of(PurePosixPath(place), system) == risks


def test_the_machine_itself_can_be_asked(tmp_path: Path) -> None:
    found = risks_of(tmp_path, this_system())
    assert set(found) <= set(Risk)
    assert risks_of(PurePath(this_system().temporary) / "x", this_system())[0] is Risk.TEMPORARY


def test_every_risk_says_why() -> None:
    assert set(WHY) == set(Risk)
