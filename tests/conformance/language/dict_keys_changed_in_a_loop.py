def t(f):
    try: f(); print("no error")
    except BaseException as e: print(type(e).__name__, e)
def a(n, view):
    d = {i: i for i in range(n)} if n > 3 else dict([(i, i) for i in range(n)])
    seen = []
    try:
        for k in getattr(d, view)() if view else d:
            k = k[0] if isinstance(k, tuple) else k
            seen.append(k)
            del d[k]; d[k] = k
            if len(seen) > 60: break
    finally: print(n, view, seen)
for n in (1, 2, 3, 4, 5, 6, 8, 10, 11, 13, 21, 22, 30):
    for v in ("", "keys", "items", "values"): t(lambda: a(n, v))
def b():
    s = {1, 2}
    for x in s: s.add(x + 10)
t(b)
def c():
    d = {1: 1}
    for k in d: d[k + 1] = 1
t(c)
def d_():
    d = {1: 1, 2: 2}
    for k in reversed(d): del d[k]; d[k] = 1
t(d_)
def e():
    d = {1: 1, 2: 2, 3: 3}
    it = iter(d); print(next(it)); del d[1]; d[9] = 1
    print(list(it))
t(e)
def f():
    d = {i: i for i in range(40)}
    del d[39]; print(d.popitem()); print(39 in d, 38 in d, 37 in d, len(d))
    d[38] = 1; d[100] = 2; print(d.popitem(), d.popitem(), 38 in d)
    for i in range(100): d[i] = i; 
    while d: d.popitem()
    print(d, len(d)); d[1] = 1; print(d)
    for i in range(1000): d[i] = i; d.popitem() if i % 2 else None
    print(len(d), sum(d))
t(f)
def g():
    d = {1: 1}
    it = iter(d)
    del d[1]; d[2] = 2
    print(next(it)); print(next(it, "end"))
t(g)
def h():
    d = {1:1,2:2}
    it = iter(d)
    next(it); del d[1]; d[1]=1; next(it)
    try: next(it)
    except RuntimeError as e: print(e)
    print(next(it, "end"))
t(h)
