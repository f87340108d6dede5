"""Where the scripts beside this put their tables: README.md, between two comments."""

import os
import platform
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parent / "README.md"
PYTHON = "/usr/bin/python3"


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text()
                  .splitlines() if line.startswith("model name")), platform.machine())
    python = subprocess.run([PYTHON, "-V"], capture_output=True, text=True, check=True)
    return f"{model}, {os.cpu_count()} cores, {python.stdout.strip()}"


def write_table(name: str, text: str) -> None:
    """Puts it between <!-- name: begin --> and <!-- name: end -->."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    readme = README.read_text(encoding="utf-8")
    if readme.count(begin) != 1 or readme.count(end) != 1:
        sys.exit(f"{README}: there must be one `{begin}` and one `{end}`")
    head, rest = readme.split(begin)
    README.write_text(f"{head}{begin}\n{text}\n{end}{rest.split(end)[1]}", encoding="utf-8")
