# Counter, defaultdict, OrderedDict, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


words = "the cat and the dog and the bird".split()
counts = Counter(words)
print(counts, counts["the"], counts["none"], counts.most_common(2), counts.total())
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=5))
print(Counter(a=3, b=1) & Counter(a=1, b=5), Counter(a=3, b=1) | Counter(a=1, b=5))
print(sorted(Counter("aab").elements()), +Counter(a=-1, b=2), -Counter(a=-1, b=2))
counts.subtract(["the", "dog"])
counts.update({"cat": 5})
counts.update("z")
print(counts, counts == Counter(counts), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1))
del counts["nothing"]
print(Counter(), Counter({"a": "x", "b": 1}), Counter(a=1, b=0) == Counter(a=1))
tell(lambda: Counter.fromkeys("ab"))
c = Counter(a=2)
c += Counter(b=2)
c -= Counter(a=5)
print(c, dict(c), list(c.items()), isinstance(c, dict), c.copy())

groups = defaultdict(list)
for word in words:
    groups[len(word)].append(word)
print(groups, dict(groups), groups.get(99), 99 in groups, groups[99], 99 in groups)
n = defaultdict(int)
for letter in "hello":
    n[letter] += 1
print(n, n.copy(), n == dict(n), n.default_factory)
tell(lambda: defaultdict(3))
tell(lambda: defaultdict(None)["a"])
tree = defaultdict(lambda: defaultdict(int))
tree["a"]["b"] += 1
print(dict(tree["a"]), defaultdict(int, {1: 2}) | {3: 4}, {3: 4} | defaultdict(int, {1: 2}))

od = OrderedDict([("a", 1), ("b", 2)])
od["c"] = 3
od.move_to_end("a")
print(od, list(od))
od.move_to_end("c", last=False)
print(od, od.popitem(), od.popitem(last=False), od, OrderedDict())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
tell(lambda: OrderedDict().popitem())
tell(lambda: od.move_to_end("nope"))
print(list(reversed(OrderedDict(x=1, y=2))), od.copy(), OrderedDict.fromkeys("ab", 0))

cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm, cm["a"], cm["b"], list(cm), len(cm), "b" in cm, cm.get("z"), dict(cm))
cm["b"] = 9
print(cm, cm.parents, cm.new_child({"c": 1}), cm.new_child(), cm.maps)
tell(lambda: cm["zz"])
tell(lambda: cm.parents.pop("zz"))
del cm["b"]
print(cm["b"], cm == {"a": 1, "b": 3}, sorted(cm.items()))
