"""Documents that only another program on the machine can open, turned into a text by it.

Belongs here: finding that program, running it within bounds, ending it with all its children. Does not belong
here: formats that are read by this project itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from tongbi.reading.declared import files
from tongbi.reading.formats import FormatError, Piece

_REMEDY = (
    "install LibreOffice (its command soffice, or antiword for Word 6 and 95), "
    "or save it as .docx with a word processor"
)
_OFFICE = ("soffice", "libreoffice")


def text_of(content: bytes, ending: str = ".doc") -> str:
    """The text of a document by LibreOffice, else by antiword.

    Raises FormatError where neither is installed, and where the one that is cannot open it or takes too long.
    """
    for name in _OFFICE:
        if program := shutil.which(name):
            return _by_office(program, content, ending)
    if program := shutil.which("antiword"):
        return _by_antiword(program, content, ending)
    raise FormatError("a document of an old word processor", _REMEDY)


def _by_office(program: str, content: bytes, ending: str) -> str:
    """Its DOCX is read rather than its TXT, where the cells of tables run into one another."""
    from tongbi.reading.formats import docx

    with tempfile.TemporaryDirectory(prefix="tongbi-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{ending}"
        source.write_bytes(content)
        _run(
            [
                program,
                # a profile of its own: a running office of the user is neither asked nor disturbed
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless", "--norestore", "--nolockcheck", "--nodefault",
                "--convert-to", "docx", "--outdir", str(folder), str(source),
            ],
            folder,
        )  # fmt: skip
        made = source.with_suffix(".docx")
        if not made.exists() or made.stat().st_size > files().limits.file_bytes:
            raise FormatError(
                "a document that LibreOffice cannot open", "save it as .docx with a word processor"
            )
        (piece,) = docx.read(made.read_bytes(), str(source))
    return piece.text if isinstance(piece, Piece) else ""


def _by_antiword(program: str, content: bytes, ending: str) -> str:
    with tempfile.TemporaryDirectory(prefix="tongbi-office-", ignore_cleanup_errors=True) as name:
        source = Path(name) / f"document{ending}"
        source.write_bytes(content)
        printed = _run([program, "-w", "0", "-m", "UTF-8.txt", str(source)], Path(name))
    text = printed.decode("utf-8", "strict")
    rows = [
        "\t".join(cell.strip() for cell in line.strip("|").split("|")) if line.startswith("|") else line
        for line in text.splitlines()
    ]
    if not text.strip():
        raise FormatError("a document that antiword cannot open", "save it as .docx with a word processor")
    return "\n".join(rows) + "\n"


def _run(command: list[str], home: Path) -> bytes:
    """What a program prints. Raises FormatError after the time that is allowed; its children end with it."""
    limit = files().limits.conversion_seconds
    environment = {**os.environ, "HOME": str(home)}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired as error:
            why = f"a document whose conversion takes more than {limit} seconds"
            raise FormatError(why, "save it as .docx with a word processor") from error
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    return printed
