"""Proves the README's five lines: wheel, clean environment, bare Wagtail project, requests.

The lines are read from README.md between their markers, so page and check cannot drift apart.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START, END = "<!-- install:start -->", "<!-- install:end -->"
PLUGIN = "iom_wagtail"

#: Run inside the bare project: the plugin's front door and Wagtail's own still answer, and the
#: forms and fonts of the printed papers came along.
REQUESTS = """
from importlib.util import find_spec
from django.test import Client
from iom_wagtail import __file__ as place
assert "site-packages" in place, place
assert find_spec("tests") is None
client = Client(HTTP_HOST="localhost")
response = client.get("/routes/")
assert response.status_code == 302, response.status_code
login = client.get(response["Location"])
assert login.status_code == 200, (response["Location"], login.status_code)
admin = client.get("/admin/login/")
assert admin.status_code == 200, admin.status_code
print("/routes/ asks for the login,", response["Location"].split("?")[0], "shows it")
from iom_wagtail.paperwork.papers.outcome import Extract
from iom_wagtail.paperwork.rendering.pdf import PdfRenderer
common = dict.fromkeys(("school", "place", "route", "year", "protocol", "on", "heard"), "Школа 🙂")
paper = Extract(kind="extract", title="Выписка", teacher="Ӏаьржа", decided=("№ 1",), **common)
pdf = PdfRenderer().render(paper)
assert pdf.startswith(b"%PDF-1.7"), pdf[:20]
assert b"+LiberationSerif" in pdf and b"+NotoEmoji" in pdf
print("A paper as PDF:", len(pdf), "bytes")
"""


def readme_lines() -> list[str]:
    """Return the five lines that install the plugin."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split(START)[1].split(END)[0]
    lines = [line.strip() for line in block.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("#", "```"))]
    if len(lines) != 5:
        raise SystemExit(f"README.md: five lines expected between the markers, not {len(lines)}.")
    return lines


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> None:
    """Run a command, with the environment's programs first; stop when it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "PYTHON"))}
    environment["PYTHONUTF8"] = "1"
    environment.pop("DATABASE_URL", None)
    if path:
        environment["PATH"] = os.pathsep.join([str(path), environment.get("PATH", "")])
    subprocess.run([str(part) for part in command], cwd=cwd, env=environment, check=True)


def build(folder: Path) -> Path:
    """Build the wheel from a copy, so that no leftover of an older build gets in."""
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(
        ROOT / PLUGIN, source / PLUGIN, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation"),
        *("--outdir", folder, source),
        cwd=folder,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def compare(wheel: Path) -> None:
    """Stop unless the wheel holds exactly the plugin's files."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    present = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / PLUGIN).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    if packed != present:
        raise SystemExit(
            f"Missing in the wheel: {sorted(present - packed)}\n"
            f"Strange in the wheel: {sorted(packed - present)}"
        )
    print(f"{wheel.name}: {len(packed)} files")


def install(wheel: Path, folder: Path) -> None:
    """Follow the README in a bare project and send it a few requests."""
    pip_line, apps_line, middleware_line, urls_line, setup_line = readme_lines()
    if pip_line.split()[-1] != wheel.name:
        raise SystemExit(f"README.md installs {pip_line.split()[-1]}; the wheel is {wheel.name}.")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    run(
        *(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-compile", "--constraint", ROOT / "requirements.txt", wheel),
        cwd=folder,
    )
    run(python, "-m", "pip", "check", cwd=folder)
    run(programs / "wagtail", "start", "bare", cwd=folder)
    project = folder / "bare"
    package = project / "bare"
    append(package / "settings" / "base.py", apps_line, middleware_line)
    append(package / "urls.py", urls_line)
    run(python, "manage.py", "check", cwd=project)
    for command in setup_line.split("&&"):
        run(*command.split(), cwd=project, path=programs)
    run(python, "manage.py", "makemigrations", "--check", "--dry-run", PLUGIN, cwd=project)
    run(python, "manage.py", "shell", "--no-imports", "-c", REQUESTS, cwd=project)


def append(path: Path, *lines: str) -> None:
    """Add lines at the end of a file of the bare project."""
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")


def main() -> None:
    """Build, compare, install, ask."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        compare(wheel)
        install(wheel, folder)
    print("The five lines of README.md work in a bare Wagtail project.")


if __name__ == "__main__":
    main()
