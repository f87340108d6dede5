"""Good and bad scenario files, fed to the JSON Schema and to Grove's reader: they must agree.

What only the reader can know is not among them: whether a name is a knob, a preset or a scenario
that exists, which fields a kind of event has, which keys are given twice, that not two are right.
"""

from __future__ import annotations

import copy
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = Any

PROGRAM = ["import trio", "", "N = 3", "", "async def main():", "    await trio.sleep(N)", "",
           "trio.run(main)"]
STEP = {"id": "end", "on": {"event": "task_exited", "task": "main"}, "say": "It is over."}
CHOICES = [{"text": "Yes", "because": "it is tempting"},
           {"text": "No", "right": True, "because": "it is so"}]
QUESTION = {"id": "guess", "on": {"event": "task_exited", "task": "main"},
            "ask": {"q": "Is it over?", "choices": CHOICES}}
BASE = {"grove": 1, "program": PROGRAM}


def with_step(**changes: Json) -> Json:
    step = {key: value for key, value in {**STEP, **changes}.items() if value is not None}
    return {**BASE, "knobs": {"N": {"min": 1, "max": 5}}, "lesson": {"minutes": 3, "steps": [step]}}


def with_lesson(**changes: Json) -> Json:
    lesson = {"minutes": 3, "steps": [STEP], **changes}
    return {**BASE, "lesson": {key: value for key, value in lesson.items() if value is not None}}


def with_ask(**changes: Json) -> Json:
    step = copy.deepcopy(QUESTION)
    step["ask"] = {key: value for key, value in {**step["ask"], **changes}.items()
                   if value is not None}
    return {**BASE, "lesson": {"minutes": 3, "steps": [step]}}


def with_choice(**changes: Json) -> Json:
    choice = {key: value for key, value in {**CHOICES[0], **changes}.items() if value is not None}
    return with_ask(choices=[choice, CHOICES[1]])


def draw(**drawing: Json) -> Json:
    return with_ask(choices=None, draw=drawing)


def expect(**expectation: Json) -> Json:
    return {**BASE, "presets": {"other": {"seed": 3}}, "expect": [expectation]}


def address(**says: Json) -> Json:
    return {**BASE, "network": {"addresses": {"192.0.2.1:80": says}}}


def script(**line: Json) -> Json:
    return address(script=[line])


GOOD = {
    "the least": BASE,
    "all that has no steps": {
        **BASE, "title": "t", "about": "a", "goal": "g", "tags": ["x"], "part": "p", "seed": 7,
        "schedule": [["main"]], "until": 3, "limits": {"tasks": 9}, "files": {}, "network": {},
        "knobs": {"N": {"label": "n", "min": 1, "max": 5, "step": 1}},
        "presets": {"a": {"knobs": {"N": 2}, "seed": 1, "schedule": "reversed"}},
        "inputs": [{"at": 1, "do": "interrupt"}]},
    "files of every form": {**BASE, "files": {
        "*": {"latency": 0.1}, "a.txt": "a", "b.txt": ["a", "b"], "empty/": {},
        "c.bin": {"base64": "AAE=", "latency": 1, "denied": True}, "d.txt": {"text": ["a"]}}},
    "processes of every form": {**BASE, "processes": {
        "ls": {"stdout": "a", "seconds": 0.5}, "make test": {"stderr": "no", "status": 2},
        "cat": {"stdin": "echo"}, "server": {"seconds": None, "ignores": ["SIGTERM"]},
        "slow": {"output": [{"after": 1, "stdout": "a"}, {"stderr": "b"}]}}},
    "inputs of what is outside": {**BASE, "inputs": [
        {"at": 1, "do": "signal", "name": "SIGTERM"},
        {"at": 1, "do": "file", "path": "a.txt", "latency": 2, "denied": False},
        {"step": 0, "do": "file", "path": "*", "denied": True}]},
    "a network": {
        **BASE, "network": {
            "hosts": {"a.example": ["192.0.2.1", "2001:db8::1"], "nowhere.example": []},
            "addresses": {"192.0.2.1": {}, "192.0.2.1:80": {"outcome": "hang", "latency": 20},
                          "[2001:db8::1]:443": {"latency": 0.1, "bandwidth": 1000, "window": 10},
                          "2001:db8::1": {"outcome": "unreachable"}, "[::1]": {}}}},
    "a script": address(script=[{"send": "a"}, {"after": 1, "receive": "b"}, {"at": 2, "echo": True},
                                {"end": True}, {"reset": True}]),
    "the network changes": {**BASE, "inputs": [{"at": 1, "do": "network", "outcome": "hang"}]},
    "a step": with_step(),
    "a step that looks": with_step(say=None, look="There.", point=["task:main", "clock"], dim=True),
    "a step at a time": with_step(on={"t": 1.5}),
    "a step before": with_step(when="before"),
    "a step with an offer": with_step(knobs=["N"]),
    "the second of them": with_step(on={"event": "task_scheduled", "n": 2}),
    "some anchors": with_step(point=["line:3", "output", "task:main"]),
    "a lesson with all": with_lesson(prereq=[], misconceptions=["M5"], summary="So it is."),
    "a question": with_ask(),
    "a question in two rounds": with_ask(rounds=2),
    "a choice with a rule": with_choice(rule="gather-cancels-the-rest"),
    "the longest text": with_step(say="x" * 140),
    "the longest choice": with_choice(text="é" * 60),
    "alive": expect(at=1, alive=1),
    "a task": expect(task="main", outcome="ok", at=3),
    "a task because": expect(task="main", because="deadline", preset="other"),
    "printed": expect(printed=["a", ["b", "c"]], at=1, only=True),
    "an outcome": expect(outcome="error", exception="ExceptionGroup"),
    "never": expect(never={"event": "task_orphaned"}),
    "an event": expect(event="printed", text="a", t=1, count=2),
}

BAD = {
    "no program": {"grove": 1},
    "another format": {"grove": 2, "program": PROGRAM},
    "an unknown key": {**BASE, "sead": 3},
    "a seed that is no integer": {**BASE, "seed": 1.5},
    "a schedule of no kind": {**BASE, "schedule": "sideways"},
    "a path that leads out": {"grove": 1, "program": "../x.py"},
    "a knob in two ways": {**BASE, "knobs": {"N": {"min": 1, "max": 2, "type": "bool"}}},
    "a limit of nothing": {**BASE, "limits": {"tasks": 0}},
    "until nothing": {**BASE, "until": 0},
    "a file that is a number": {**BASE, "files": {"a": 3}},
    "a file with more": {**BASE, "files": {"a": {"text": "a", "owner": "me"}}},
    "a file of negative latency": {**BASE, "files": {"a": {"text": "a", "latency": -1}}},
    "a file that is denied in words": {**BASE, "files": {"a": {"text": "a", "denied": "yes"}}},
    "a process that is a text": {**BASE, "processes": {"ls": "a.txt"}},
    "a process with more": {**BASE, "processes": {"ls": {"prints": "a"}}},
    "a status out of range": {**BASE, "processes": {"ls": {"status": 256}}},
    "a process that takes no number": {**BASE, "processes": {"ls": {"seconds": "long"}}},
    "a process that eats": {**BASE, "processes": {"ls": {"stdin": "eat"}}},
    "an output with more": {**BASE, "processes": {"ls": {"output": [{"stdout": "", "to": 1}]}}},
    "an input of no kind": {**BASE, "inputs": [{"at": 1, "do": "sing"}]},
    "a latency of a file in words": {
        **BASE, "inputs": [{"at": 1, "do": "file", "path": "a", "latency": "long"}]},
    "a network that is a list": {**BASE, "network": []},
    "a network with more": {**BASE, "network": {"cables": 3}},
    "a host without a name": {**BASE, "network": {"hosts": {"": []}}},
    "a host with one address": {**BASE, "network": {"hosts": {"a": "192.0.2.1"}}},
    "a host at another": {**BASE, "network": {"hosts": {"a": ["b.example"]}}},
    "a host at a port": {**BASE, "network": {"hosts": {"a": ["192.0.2.1:80"]}}},
    "an address by name": {**BASE, "network": {"addresses": {"a.example:80": {}}}},
    "an address at port 0": {**BASE, "network": {"addresses": {"192.0.2.1:0": {}}}},
    "an address that is a word": {**BASE, "network": {"addresses": {"192.0.2.1": "refused"}}},
    "an address with more": address(delay=1),
    "an address of no outcome": address(outcome="hangs"),
    "an address in the past": address(latency=-1),
    "half a byte a second": address(bandwidth=0.5),
    "no room at all": address(window=0),
    "a script that is a text": address(script="hello"),
    "a script that says nothing": script(),
    "a script that says when": script(after=1),
    "a script that says two things": script(send="a", end=True),
    "a script in two ways when": script(after=1, at=1, end=True),
    "a script of numbers": script(send=1),
    "a script that does not": script(echo=False),
    "a script with more": script(send="a", to="b"),
    "the network changes to no outcome": {
        **BASE, "inputs": [{"at": 1, "do": "network", "outcome": "hangs"}]},
    "a lesson that is a list": {**BASE, "lesson": []},
    "a lesson without minutes": with_lesson(minutes=None),
    "a lesson of no time": with_lesson(minutes=0),
    "a lesson without steps": with_lesson(steps=[]),
    "a lesson with more": with_lesson(author="me"),
    "a misconception of no number": with_lesson(misconceptions=["5"]),
    "a prerequisite with an ending": with_lesson(prereq=["race.json"]),
    "an empty summary": with_lesson(summary=""),
    "a step without a name": with_step(id=None),
    "a step with a bad name": with_step(id="The end"),
    "a step on nothing": with_step(on=None),
    "a step on an empty object": with_step(on={}),
    "a step on no kind of event": with_step(on={"event": "task_died"}),
    "a step that does nothing": with_step(say=None),
    "a step that does two things": with_step(look="There."),
    "a step that says nothing": with_step(say=""),
    "a step on two lines": with_step(say="a\nb"),
    "a step that says too much": with_step(say="x" * 141),
    "a step with more": with_step(color="red"),
    "a step at no moment": with_step(when="during"),
    "a number that counts from 0": with_step(on={"event": "printed", "n": 0}),
    "a pane in the middle": with_step(on={"event": "printed", "pane": "middle"}),
    "an anchor of no kind": with_step(point=["planet:mars"]),
    "an anchor without a name": with_step(point=["task:"]),
    "an anchor with a name too many": with_step(point=["clock:3"]),
    "a line of no number": with_step(point=["line:0"]),
    "a question without words": with_ask(q=None),
    "a question without answers": with_ask(choices=None),
    "a question with both": with_ask(draw={"kind": "order", "among": ["a", "b"]}),
    "one choice": with_ask(choices=[CHOICES[1]]),
    "five choices": with_ask(choices=[CHOICES[0]] * 4 + [CHOICES[1]]),
    "no right choice": with_ask(choices=[CHOICES[0], CHOICES[0]]),
    "three rounds": with_ask(rounds=3),
    "a choice without a reason": with_choice(because=None),
    "a choice that is too long": with_choice(text="x" * 61),
    "a choice that is right in words": with_choice(right="yes"),
    "a drawing of no kind": draw(kind="landscape"),
    "a drawing of one": draw(kind="alive", among=["main"]),
    "a comparison with nothing": {**BASE, "compare": {}},
    "a comparison by colour": {**BASE, "compare": {"with": "race", "align": "colour"}},
    "expectations in an object": {**BASE, "expect": {}},
    "an empty expectation": expect(),
    "alive at no time": expect(alive=1),
    "alive less than none": expect(alive=-1, at=1),
    "a task and no more": expect(task="main"),
    "a task of no outcome": expect(task="main", outcome="fine"),
    "a run that is cancelled": expect(outcome="cancelled"),
    "printed as one text": expect(printed="a"),
    "printed numbers": expect(printed=[1]),
    "printed with more": expect(printed=["a"], alive=1),
    "never a time": expect(never={"t": 1}),
    "no kind of event": expect(event="task_died"),
    "no events counted": expect(event="printed", count=0),
}


def disagreements(grove: str, schema: Path) -> Iterator[tuple[str, str | None]]:
    """For each file its name, and what is wrong; "skipped" where there is no jsonschema."""
    try:
        from jsonschema import Draft7Validator
    except ImportError:
        for name in (*GOOD, *BAD):
            yield name, "skipped"
        return
    validator = Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory(prefix="grove-check-") as folder:
        path = Path(folder) / "s.json"
        for good, files in ((True, GOOD), (False, BAD)):
            for name, content in files.items():
                path.write_text(json.dumps(content), encoding="utf-8")
                by_schema = next(validator.iter_errors(content), None)
                done = subprocess.run([grove, "check", str(path)], capture_output=True, text=True)
                yield name, _wrong(good, by_schema, done)


def _wrong(good: bool, by_schema: Any, done: subprocess.CompletedProcess[str]) -> str | None:
    wanted = "taken" if good else "refused"
    wrong = []
    if (by_schema is None) != good:
        wrong.append(f"  to be {wanted}, and the schema says: {by_schema and by_schema.message}")
    if (done.returncode == 0) != good:
        wrong.append(f"  to be {wanted}, and the reader says ({done.returncode}): {done.stderr}")
    return "\n".join(wrong) or None
