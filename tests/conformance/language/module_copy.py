# copy: shallow and deep, cycles, own methods.
import copy


class Node:
    def __init__(self, value, children=None):
        self.value = value
        self.children = children or []

    def __repr__(self):
        return f"Node({self.value}, {self.children})"


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = [1]


class Own:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Own(self.n + 1)

    def __deepcopy__(self, memo):
        return Own(self.n + 100)


class Bag(list):
    pass


class Record(dict):
    pass


a = [1, [2, 3], {"k": [4]}, (5, [6]), {7}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1].append("x")
a[2]["k"].append("y")
a[3][1].append("z")
print(a, b, c, b[1] is a[1], c[3] is a[3])
t = (1, (2, "a"))
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy((1, [2])))
n = Node(1, [Node(2)])
m = copy.copy(n)
d = copy.deepcopy(n)
n.children[0].value = 9
print(n, m, d, type(d), d.children[0] is n.children[0])
s = Slots()
u, v = copy.copy(s), copy.deepcopy(s)
print(u.a is s.a, v.a is s.a, v.a, hasattr(v, "b"))
print(copy.copy(Own(1)).n, copy.deepcopy(Own(1)).n, copy.deepcopy([Own(1)])[0].n)
loop = [1]
loop.append(loop)
k = copy.deepcopy(loop)
print(k, k[1] is k, k is loop)
bag = Bag([1, [2]])
bag.label = "l"
e = copy.deepcopy(bag)
print(e, e.label, type(e), e[1] is bag[1], copy.copy(bag)[1] is bag[1])
r = Record(a=[1])
print(copy.deepcopy(r), copy.copy(r)["a"] is r["a"], type(copy.copy(r)))
shared = [1]
both = copy.deepcopy([shared, shared])
print(both[0] is both[1], both[0] is shared)
error = ValueError("a", [1])
error.extra = 5
f = copy.copy(error)
print(repr(f), f.extra, f is error, f.args[1] is error.args[1])
print(copy.copy(print) is print, copy.deepcopy(Node) is Node, copy.copy(None), copy.deepcopy(3.5), copy.copy({1: [2]}), copy.deepcopy({1, 2}))
try:
    copy.deepcopy(x for x in "a")
except TypeError as error:
    print(error)
print(copy.copy(Bag.append) is Bag.append)
