"""What somebody outside could do to a run: cancel a task, or press control-C, just before a step."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import text

Act = dict[str, Any]


def steps_of(grove: str, path: Path, acts: list[Act]) -> list[tuple[int, list[tuple[int, str]]]]:
    """For each step of a run with these acts its number and who is alive just before it: tasks by
    their number among those that both sides tell of, and as Grove names them."""
    done = subprocess.run([grove, "run", path.name, "--record", "-", "--detail", "steps",
                           *arguments(acts)],
                          capture_output=True, text=True, timeout=60, cwd=path.parent)
    steps, alive, count = [], {}, 0
    for line in done.stdout.splitlines():
        event = json.loads(line) if line.startswith("{") else {}
        kind = event.get("kind")
        if kind == "task_spawned" and event["name"] not in text.HELPERS:
            alive[event["task"]] = (count, event["label"])
            count += 1
        elif kind == "task_exited":
            alive.pop(event["task"], None)
        elif kind == "before_task_step":
            steps.append((event["step"], list(alive.values())))
    return steps


def acts_on(grove: str, path: Path, rng: random.Random) -> list[Act]:
    """One or two of them; none if nobody is there to be acted on. The second one is found in the
    run with the first: tasks after that have other numbers."""
    acts: list[Act] = []
    for _ in range(rng.choice((1, 1, 2))):
        after = acts[-1]["step"] if acts else -1
        steps = [each for each in steps_of(grove, path, acts) if each[1] and each[0] > after]
        if not steps:
            break
        step, alive = rng.choice(steps)
        if rng.random() < 0.2 and alive[0][0] == 0 and not acts:
            acts.append({"step": step, "do": "interrupt"})
        else:
            number, label = rng.choice(alive)
            acts.append({"step": step, "do": "cancel-task", "task": label, "number": number})
    return acts


def arguments(acts: list[Act]) -> list[str]:
    """For Grove's command line."""
    told = [{key: act[key] for key in act if key != "number"} for act in acts]
    return [word for act in told for word in ("--input", json.dumps(act))]
