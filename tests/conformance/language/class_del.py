"""__del__ is called when the last reference goes."""


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Thing("a")
print("before")
a = None
print("after")


def f():
    t = Thing("local")
    print("in f")


f()
print("f is over")
things = [Thing(i) for i in range(3)]
things.pop()
print("popped")
del things[0]
print("deleted")
things.clear()
print("cleared")
d = {"k": Thing("value")}
d["k"] = Thing("other")
print("replaced")
print(Thing("temporary").name)


class Bad:
    def __del__(self):
        raise ValueError("in del")


b = Bad()
del b
print("goes on")
kept = []


class Phoenix:
    def __del__(self):
        print("rises")
        kept.append(self)


p = Phoenix()
del p
print(len(kept))
kept.clear()
print("not again")


def outer():
    t = Thing("outer")
    raise KeyError("x")


try:
    outer()
except KeyError:
    print("caught")
print("end of handler")
last = Thing("global")
print("end of module")
