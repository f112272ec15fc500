"""Every version of Python on the machine, with the package and what it needs in the versions that are used here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def found() -> dict[str, str]:
    """Interpreters by version, apart from this one."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = [shutil.which(f"python3.{minor}") for minor in range(6, 30)]
    made: dict[str, str] = {}
    for path in [*(str(one) for one in sorted(pyenv.glob("*/bin/python"))), *filter(None, named)]:
        asked = subprocess.run([path, "-V"], capture_output=True, encoding="utf-8", check=False)
        said = (asked.stdout or asked.stderr).strip()  # Python 2 says it on the other stream
        if asked.returncode == 0 and said.startswith("Python "):  # a name of pyenv may lead nowhere
            made.setdefault(said.removeprefix("Python "), path)
    return {version: path for version, path in made.items() if version != sys.version.split()[0]}


def pythons(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Interpreters by version that have the package, this one first; and the versions left out, with why."""
    pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"]
    frozen = subprocess.run(
        [sys.executable, *pip, "freeze", "--exclude-editable"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    folder.mkdir(parents=True)
    (folder / "constraints.txt").write_text(frozen, encoding="utf-8")
    made, without = {sys.version.split()[0]: sys.executable}, []
    for version, path in found().items():
        if tuple(int(part) for part in version.split(".")[:2]) < (3, 11):
            without.append(f"Python {version}: 3.11 or later is needed")
            continue
        own = folder / version
        python = str(own / "bin" / "python")
        print(f"installing for Python {version} …", file=sys.stderr, flush=True)
        for call in (
            [path, "-m", "venv", str(own)],
            [python, *pip, "install", "-c", str(folder / "constraints.txt"), "--editable", str(ROOT)],
            [python, "-c", "import durable.engine"],  # built for 3.13 it installs and cannot be loaded
        ):
            ended = subprocess.run(call, capture_output=True, encoding="utf-8", errors="replace", check=False)
            if ended.returncode:
                without.append(f"Python {version}: {(ended.stderr.strip() or 'not installed').splitlines()[-1]}")
                break
        else:
            made[version] = python
    return made, without
