"""How a program ends under Grove and under CPython, in a form that can be compared."""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PYTHON = "/usr/bin/python3"  # Debian 12's CPython 3.11, the one that Grove follows
HERE = Path(__file__).resolve().parent
TIMEOUT = 60  # seconds
# What Grove says where it comes to numbers that it has not.
NO_NUMBERS = ("a range past 64 bits",)

FRAME = re.compile(r'^(?P<bar>[ |+-]*)  File "(?P<file>[^"]*)", line ')
ADDRESS = re.compile(r"0x[0-9a-f]{6,16}")


@dataclass
class Ending:
    stdout: str
    stderr: str
    status: int

    def text(self) -> list[str]:
        parts = (("stdout", self.stdout), ("stderr", self.stderr), ("status", str(self.status)))
        return [line for name, text in parts for line in (f"--- {name}", *text.split("\n"))]


def environment(site: str) -> dict[str, str]:
    """For both sides. `site` is an empty folder that stays while the programs run."""
    # Read by Python at its start; a flag or variable for this there is not.
    Path(site, "sitecustomize.py").write_text("import gc\ngc.disable()\n")
    return {**os.environ, "PYTHONPATH": site, "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}


def without_library_frames(text: str) -> str:
    """Drops `File "/usr/lib/python3.11/…"` and the source and carets below it."""
    kept: list[str] = []
    dropping = ""
    for line in text.split("\n"):
        frame = FRAME.match(line)
        if frame:
            dropping = frame["bar"] + "    " if frame["file"].startswith("/usr/lib/") else ""
            if dropping:
                continue
        elif dropping and line.startswith(dropping):
            continue
        else:
            dropping = ""
        kept.append(line)
    return "\n".join(kept)


def normalised(text: str, program: Path) -> str:
    text = without_library_frames(text)
    return ADDRESS.sub("0x…", text.replace(str(program), program.name))


def text_of(output: bytes) -> str:
    return output.decode("utf-8", "backslashreplace")


def run(command: list[str], program: Path, env: dict[str, str]) -> Ending:
    try:
        done = subprocess.run([*command, str(program)], capture_output=True, timeout=TIMEOUT,
                              env=env, cwd=program.parent)
    except subprocess.TimeoutExpired:
        return Ending("", f"not done after {TIMEOUT} s", -1)
    return Ending(normalised(text_of(done.stdout), program),
                  normalised(text_of(done.stderr), program), done.returncode)


def difference(expected: Ending, actual: Ending) -> list[str]:
    """The lines that differ; none if all is well."""
    return list(difflib.unified_diff(expected.text(), actual.text(), "CPython", "Grove", lineterm=""))


class Reference:
    """CPython for many programs: one Python that forks (reference.py)."""

    def __init__(self, env: dict[str, str]):
        self.process = subprocess.Popen([PYTHON, str(HERE / "reference.py")], env=env, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, program: Path) -> Ending:
        assert self.process.stdin and self.process.stdout
        print(program, file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        return Ending(normalised(answer["stdout"], program), normalised(answer["stderr"], program),
                      answer["status"])

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()
