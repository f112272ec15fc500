"""Make the project's own virtual environment. Standard library only: it runs before anything is installed."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def environment(extra: str = "") -> Path:
    """Install the project, with one of its extras, into `.venv` beside it; returns that environment's Python."""
    if sys.version_info < (3, 11):  # noqa: UP036  # runs on whatever Python there is, before the project does
        sys.exit("Python 3.11 or later is needed · 需要 Python 3.11 以上版本")
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("making .venv … · 正在建立运行环境……", flush=True)
        venv.create(folder, with_pip=True)
    print("installing … · 正在安装……", flush=True)
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", what], check=True
    )
    return python
