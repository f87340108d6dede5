f = frozenset([1, 2, 3]); s = {2, 3, 4}
print(f, frozenset(), repr(f), str(frozenset("a")), len(f), 2 in f, bool(frozenset()), f == {1, 2, 3}, {1, 2, 3} == f, f != s)
print(f | s, type(f | s), sorted(s | f), type(s | f), f & s, f - s, s - f, f ^ s, f < frozenset([1, 2, 3, 4]), f <= s, f.issubset([1, 2, 3, 4]), sorted(f.union([9], (8,))), f.intersection([1]), f.difference([1]), f.symmetric_difference([1, 7]), f.isdisjoint([5]), f.copy() is f, frozenset(f) is f)
d = {f: 1}; print(d[frozenset([3, 1, 2])], f in {f}, {1, 2, 3} in {f}, {9} in {f})
for m in ("add", "update", "remove", "clear", "pop", "discard"):
    print(m, hasattr(f, m))
try: f.add(1)
except AttributeError as e: print(e)
g = f
g |= {7}; print(g, type(g), f)
s |= f; print(sorted(s), type(s))
print(isinstance(f, frozenset), isinstance(f, set), issubclass(frozenset, set), type(f), frozenset.__name__, sorted(f), sum(f), list(f), tuple(f), {x for x in f}, min(f))
try: frozenset(1)
except TypeError as e: print(e)
try: frozenset([[]])
except TypeError as e: print(e)
try: frozenset(1, 2)
except TypeError as e: print(e)
try: frozenset(a=1)
except TypeError as e: print(e)
try: f[0]
except TypeError as e: print(e)
try: del f[0]
except TypeError as e: print(e)
try: f < 3
except TypeError as e: print(e)
try: f | [1]
except TypeError as e: print(e)
x = {frozenset([1]), frozenset([2])}; x.discard({1}); print(x); x.remove({2}); print(x)
try: x.remove({5})
except KeyError as e: print(repr(e))
match_me = [frozenset(), set()]
print(frozenset() == set(), {1}.union(f), {1} <= f, {1}.issubset(f), f.issuperset({1}), frozenset({1: 2}), frozenset("hello") == set("hello"))
print({1:2}.keys() & f, f & {1:2}.keys(), {1:2}.keys() == frozenset([1]), {1:2}.keys() | f)
a, *b = f; print(a, b); print(f"{f}", "%s" % f)
print(frozenset([1,2]) is frozenset([1,2]), (f and 1), not f)
s2 = {1,2}; s2.update(f); print(s2); s2 &= f; print(s2); s2 -= f; print(s2); s2 ^= f; print(s2)
