"""Makes the ten files of ``files/``: ``python -m tests.paperwork.word.make_files`` in the root.

None comes from the exporter of this project. Four are written by python-docx, five by hand as
other generators write, one by LibreOffice itself from a web page (``soffice`` is needed for it).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.paperwork.word import by_docx, by_hand

FILES = Path(__file__).parent / "files"


def by_libreoffice() -> bytes:
    """Return what LibreOffice makes of a web page with merged cells."""
    page = Path(__file__).parent / "libreoffice.html"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(page, folder)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                folder,
                f"{folder}/{page.name}",
            ],
            check=True,
            capture_output=True,
        )
        return (Path(folder) / f"{page.stem}.docx").read_bytes()


def main(names: list[str]) -> None:
    """Write the files, or those named."""
    makers = {**by_docx.MAKERS, **by_hand.MAKERS, "libreoffice": by_libreoffice}
    for name in names or makers:
        (FILES / f"{name}.docx").write_bytes(makers[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
