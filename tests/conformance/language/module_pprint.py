# pprint: containers over several lines.
from dataclasses import dataclass
from pprint import PrettyPrinter, pformat, pp, pprint

short = {"b": [1, 2], "a": (1,), "c": {1, 3}}
pprint(short)
pp(short)
long = {"name": "a rather long name for a thing", "items": [{"id": i, "label": "item %d" % i} for i in range(4)], "nested": {"x": list(range(30)), "y": ("t",) * 12}}
pprint(long)
pprint(long, width=40, compact=True)
pprint(long, indent=4, depth=2)
pprint([["a" * 30, "b" * 30], ["c" * 30]], width=50)
print(pformat("words " * 30, width=40))
print(pformat({"text": "words " * 20}, width=40))
pprint([1, [2, [3, [4]]]], depth=2)
loop = [1]
loop.append(loop)
print(pformat(loop).split("with")[0])


@dataclass
class Point:
    name: str
    values: list


pprint(Point("p" * 30, list(range(30))))
pprint(Point("p", []))
print(pformat(12345678, underscore_numbers=True), pformat([]), pformat({}), pformat(set()), pformat(()))
pprint({i: "x" * i for i in range(12)}, width=60)
pprint({"set": {"b" * 20, "a" * 20, "c" * 20, "d" * 20}, "fs": frozenset(["z" * 40, "y" * 40])})
pprint({1: 1, "a": 2, (1, 2): 3})
