"""The list of runs that Grove and real Trio must agree in."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SCHEDULES = ("spawn-order", "reversed", "shuffled:1")
BANGS = ("['r01']", "['r11']", "['r01', 'r11']", "[]")
SCENARIOS = ("roulette_nursery", "roulette_timeout")
FREE_SEEDS = 50


@dataclass(frozen=True)
class Case:
    """One run. `file` is what Grove is given, `program` the Python file in it; both below ROOT."""

    name: str
    file: str
    program: str
    seed: int = 0
    knobs: tuple[tuple[str, str], ...] = ()
    schedule: str = "spawn-order"
    until: float | None = None  # simulated seconds, for programs that do not end
    preset: str | None = None  # Grove is told its name only
    needs: tuple[str, ...] = ()  # of the language; without them Grove may refuse the program
    stored: bool = False  # its log is kept in logs/
    world: str = "{}"  # the scenario's tables of what is outside, and its inputs, in JSON
    facts: list[dict[str, Any]] = field(default_factory=list, hash=False, compare=False)

    def job(self) -> dict[str, Any]:
        """For oracle.py."""
        return {"path": str(ROOT / self.program), "seed": self.seed, "knobs": dict(self.knobs),
                "schedule": self.schedule, "until": self.until, **json.loads(self.world)}

    def arguments(self) -> list[str]:
        """For `grove run`."""
        if self.preset is not None:
            return [str(ROOT / self.file), "--preset", self.preset]
        knobs = [part for name, value in self.knobs for part in ("--set", f"{name}={value}")]
        until = [] if self.until is None else ["--until", str(self.until)]
        return [str(ROOT / self.file), "--seed", str(self.seed), "--schedule", self.schedule,
                *until, *knobs]


def all_cases() -> list[Case]:
    return [*_pinned(), *_presets(), *_free(), *_programs(), *_timelines()]


def _pinned() -> list[Case]:
    cases = []
    for slug, bangs, depth in itertools.product(SCENARIOS, BANGS, range(6)):
        for schedule in (*SCHEDULES, "shuffled:7") if depth == 3 else ("spawn-order",):
            cases.append(_roulette(slug, schedule, 1, stored=depth == 3,
                                   BANGS=bangs, DEPTH=str(depth)))
    return cases


def _free() -> list[Case]:
    cases = []
    for slug, seed in itertools.product(SCENARIOS, range(FREE_SEEDS)):
        for schedule in SCHEDULES if seed < 10 else ("spawn-order",):
            stored = seed < 3 and schedule == SCHEDULES[0]
            cases.append(_roulette(slug, schedule, seed, stored, FREE="True",
                                   DEPTH=str(3 + seed % 3)))
    return cases


def _roulette(slug: str, schedule: str, seed: int, stored: bool, **knobs: str) -> Case:
    told = " ".join(f"{name}={value}" for name, value in knobs.items())
    return Case(f"{slug} {told} seed={seed} {schedule}", f"scenarios/{slug}.json",
                f"scenarios/{slug}.py", seed, tuple(knobs.items()), schedule, stored=stored)


def _presets() -> list[Case]:
    cases = []
    for slug in SCENARIOS:
        scenario = json.loads((ROOT / "scenarios" / f"{slug}.json").read_text(encoding="utf-8"))
        for name, preset in scenario["presets"].items():
            knobs = tuple((knob, repr(value)) for knob, value in preset.get("knobs", {}).items())
            cases.append(Case(
                f"{slug} preset {name}", f"scenarios/{slug}.json", f"scenarios/{slug}.py",
                preset.get("seed", scenario["seed"]), knobs,
                preset.get("schedule", scenario["schedule"]), preset=name))
    return cases


def _programs() -> list[Case]:
    cases = []
    for path in sorted((HERE / "programs").glob("*.py")):
        program = str(path.relative_to(ROOT))
        header = read_header(path)
        file, world = _scenario_of(path)
        until = float(header["until"][0]) if "until" in header else None
        for seed, schedule in itertools.product(header.get("seeds", ["0"]), SCHEDULES):
            cases.append(Case(f"{path.stem} seed={seed} {schedule}", file or program, program,
                              int(seed), schedule=schedule, until=until,
                              needs=tuple(header.get("needs", ())),
                              stored=schedule == SCHEDULES[0], world=world))
    return cases


def _scenario_of(path: Path) -> tuple[str, str]:
    """The scenario beside a program, if there is one, and what it says of the world outside. A
    program that opens files has one."""
    scenario = path.with_suffix(".json")
    if not scenario.exists():
        return "", "{}"
    told = json.loads(scenario.read_text(encoding="utf-8"))
    world = {key: told[key] for key in ("network", "files", "processes", "inputs") if key in told}
    return str(scenario.relative_to(ROOT)), json.dumps({"files": {}, **world})


def read_header(path: Path) -> dict[str, list[str]]:
    """The comments a program opens with: `# rules: D4 B4`, `# seeds: 0 1`, `# until: 3`,
    `# needs: trio.Event`."""
    header = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            break
        key, _, words = line[2:].partition(":")
        header[key] = words.split()
    if "rules" not in header:
        raise ValueError(f"{path}: the first line must name its rules, as `# rules: D4 B4`")
    return header


def _timelines() -> list[Case]:
    cases = []
    for entry in json.loads((HERE / "timelines.json").read_text(encoding="utf-8")):
        file = entry["program"]
        cases.append(Case(f"timeline of {entry['of']}", file, file.removesuffix(".json")
                          .removesuffix(".py") + ".py", entry.get("seed", 0),
                          tuple(entry.get("knobs", {}).items()), facts=entry["facts"]))
    return cases
