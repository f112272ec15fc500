"""LibreOffice as a converter: with a profile of its own, a batch of files in one call, a time limit, and faces that are
there in place of those that are not."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

NAMES = ("soffice", "libreoffice", "soffice.exe")
_KNOWN = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SERIF, _SANS = ("Noto Serif CJK SC", "Source Han Serif SC"), ("Noto Sans CJK SC", "Source Han Sans SC")
_FANG = ("FangSong", "STFangsong", "FandolFang R", *_SERIF)
_KAI = ("KaiTi", "STKaiti", "LXGW WenKai", "AR PL UKai CN", *_SERIF)
_SONG = ("SimSun", "STSong", "Songti SC", *_SERIF)
_HEI = ("SimHei", "STHeiti", "Heiti SC", *_SANS)
FACES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"), _FANG),
    **dict.fromkeys(("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"), _KAI),
    **dict.fromkeys(("宋体", "SimSun", "新宋体"), _SONG),
    **dict.fromkeys(("黑体", "SimHei"), _HEI),
    **dict.fromkeys(("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋"), ("STZhongsong", *_SERIF)),
}
"""Faces of official documents, each with those that stand in for it where it is not installed."""
_BOLD = ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋")
"""Faces that are bold by themselves, so that what stands in for them is."""

Reason = Literal["failed", "late"]


@dataclass(frozen=True)
class Office:
    """A LibreOffice that can be called."""

    program: str


def find_office(path: str | None = None) -> Office | None:
    """LibreOffice, where it is installed; `path` is where programs are looked for, by default that of the system."""
    for name in NAMES:
        found = shutil.which(name, path=path)
        if found:
            return Office(found)
    return None if path is not None else next((Office(one) for one in _KNOWN if Path(one).is_file()), None)


def lacks_chinese(path: str | None = None) -> bool:
    """Whether the machine is known to have no Chinese face; where fonts cannot be listed, nothing is known."""
    lister = shutil.which("fc-list", path=path)
    if lister is None:
        return False
    try:
        made = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return not made.stdout.strip()


@contextmanager
def converting(office: Office, seconds: int) -> Iterator["Converter"]:
    """A converter with a folder of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="evaluator-pdf-") as folder:
        yield Converter(office, Path(folder), seconds)


@dataclass(frozen=True)
class Converter:
    """Converts batches of Word files; `seconds` is what one call may take."""

    office: Office
    folder: Path
    seconds: int

    def convert(self, files: Sequence[bytes]) -> list[bytes | Reason]:
        """Each file as PDF, or why there is none. What one file does to the program is no harm to the others."""
        made, late = self._called(files)
        missing = [at for at, one in enumerate(made) if one is None]
        if not missing:
            return [one for one in made if one is not None]
        if len(files) == 1:
            return ["late" if late else "failed"]
        alone = {at: self.convert([files[at]])[0] for at in missing}
        return [one if one is not None else alone[at] for at, one in enumerate(made)]

    def _called(self, files: Sequence[bytes]) -> tuple[list[bytes | None], bool]:
        """What one call makes of a batch, and whether it was stopped."""
        room = Path(tempfile.mkdtemp(dir=self.folder))
        names = [f"{number:06d}" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            (room / f"{name}.docx").write_bytes(data)
        arguments = ["--headless", "--norestore", "--nolockcheck", "--convert-to", _FILTER, "--outdir", str(room)]
        call = [self.office.program, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", *arguments]
        late = not self._run([*call, *(str(room / f"{name}.docx") for name in names)])
        targets = [room / f"{name}.pdf" for name in names]
        made = [one.read_bytes() if one.is_file() and one.stat().st_size else None for one in targets]
        shutil.rmtree(room, ignore_errors=True)
        return made, late

    def _run(self, call: Sequence[str]) -> bool:
        """Whether the program came to an end in time; it and what it started are stopped otherwise."""
        own = {"start_new_session": True} if os.name == "posix" else {}
        try:
            child = subprocess.Popen(
                call,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
                **own,  # type: ignore[call-overload]  # one option that only some systems know
            )
        except OSError:
            return True
        try:
            child.wait(self.seconds)
        except subprocess.TimeoutExpired:
            _stop(child)
            return False
        return True

    def _environment(self) -> dict[str, str]:
        faces = self.folder / "fonts.conf"
        if not faces.exists():
            faces.write_text(_fonts(os.environ.get("FONTCONFIG_FILE", "")), encoding="utf-8")
        return {**os.environ, "FONTCONFIG_FILE": str(faces)}


_FILTER = "pdf:writer_pdf_Export"


def _stop(child: "subprocess.Popen[bytes]") -> None:
    import signal

    if os.name == "posix":
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _fonts(before: str) -> str:
    """The system's fonts, and which of them stand in for faces that are not there."""
    known = [before] if before else ["/etc/fonts/fonts.conf"]
    included = "".join(f'<include ignore_missing="yes">{escape(one)}</include>' for one in known)
    stand_ins = "".join(
        f'<alias binding="same"><family>{escape(face)}</family><accept>'
        + "".join(f"<family>{escape(one)}</family>" for one in others if one != face)
        + "</accept></alias>"
        for face, others in FACES.items()
    )
    bold = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{face}</string></test>'
        '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit></match>'
        for face in _BOLD
    )
    head = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
    return f"{head}<fontconfig>{included}{stand_ins}{bold}</fontconfig>\n"
