"""Everything that goes through an iterable goes through a generator, item by item."""


def say(*items):
    for item in items:
        print("<", item, end=" > ")
        yield item
    print("end", end=" ")


def show(what):
    print(what)


show(list(say(1, 2)))
show(tuple(say(1, 2)))
show(set(say(1, 1)))
show(frozenset(say(3)))
show(dict(say((1, 2), [3, 4])))
show(sum(say(1, 2, 3)))
show(sum(say(1.5, 2), 10))
show(min(say(3, 1, 2)))
show(max(say(3, 1, 2), key=lambda v: -v))
show(max(say(), default="none"))
show(sorted(say(3, 1, 2), reverse=True))
show(sorted(say("b", "A"), key=str.lower))
show(any(say(0, 1, 2)))
show(all(say(1, 0, 2)))
show(any(say()))
show(all(say()))
show(", ".join(say("a", "b")))
show([*say(1), *say(2)])
show({*say(1), *say(1)})
show((*say(1), 5))
show(list(zip(say(1, 2, 3), say("a", "b"))))
show(list(enumerate(say("a", "b"), 1)))
show(list(map(lambda v: v * 2, say(1, 2))))
show(list(filter(None, say(0, 1, "", "a"))))
show(list(filter(lambda v: v > 1, say(1, 2, 3))))
show(2 in say(1, 2, 3))
show(dict.fromkeys(say("a", "b"), 0))
print(*say(1, 2), sep="-")
show(max(*say(1, 5, 2)))


def many(*args, **kwargs):
    return args, kwargs


show(many(*say(1, 2), *say(3), key=4))
show(many(0, *say(1), **{"a": 1}))
items = [0]
items.extend(say(1, 2))
items += say(3)
show(items)
items[1:3] = say("x", "y", "z")
show(items)
bag = {1}
bag.update(say(2), say(3))
show(sorted(bag))
show(sorted(bag.union(say(9))))
show(sorted(bag & set(say(2, 9))))
table = {}
table.update(say(("k", "v")))
show(table)
show("".join(sorted(say(*"hello"))))
import math

show(math.prod(say(2, 3)))
show(math.fsum(say(0.1, 0.2)))
a, b = say(1, 2)
show((a, b))
a, *b = say(1, 2, 3)
show((a, b))
(a, b), c = say(say(1, 2), 3)
show((a, b, c))
for i, (p, q) in enumerate(zip(say(1, 2), "ab")):
    show((i, p, q))


def failing(after):
    for n in range(after):
        yield n
    raise KeyError("broken")


def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: list(failing(2)))
attempt(lambda: sum(failing(2)))
attempt(lambda: max(failing(2)))
attempt(lambda: sorted(failing(2)))
attempt(lambda: [*failing(1)])
attempt(lambda: many(*failing(1)))
attempt(lambda: 7 in failing(3))
attempt(lambda: 2 in failing(3))
attempt(lambda: any(failing(2)))
attempt(lambda: all(failing(2)))
attempt(lambda: dict(failing(1)))
attempt(lambda: "".join(failing(0)))
attempt(lambda: list(zip(failing(1), failing(2))))
attempt(lambda: list(map(str, failing(1))))
attempt(lambda: sum(say(1, "a", 2)))
attempt(lambda: min(say(1, "a", 2)))
attempt(lambda: set(say([], 1)))
attempt(lambda: "".join(say(1)))
attempt(lambda: dict(say(1)))


def unpack_two(iterable):
    a, b = iterable
    return a, b


attempt(lambda: unpack_two(say(1)))
attempt(lambda: unpack_two(say(1, 2, 3, 4)))


def unpack_star(iterable):
    a, b, *c = iterable
    return a, b, c


attempt(lambda: unpack_star(say(1)))
attempt(lambda: many(*5))
grown = []
attempt(lambda: grown.extend(failing(2)))
print(grown)
