x = 5
def f():
    if x is 5: print("yes")
    if x is not "a": pass
    if x is (): pass
    if () is (): pass
    if x is None or x is True or x is ...: pass
    y = [1, 2
    ] if x is 1.5 else 0
    a = '\d'
    assert (x, "msg")
    assert (x,)

    z = [(1, 2) (3, 4)] if 0 else 0
    z = 5 (3) if 0 else 0
    z = "a" (3) if 0 else 0
    z = f"a{x}" (3) if 0 else 0
    z = [1] (2) if 0 else 0
    z = {1: 2} (2) if 0 else 0
    z = {1} (2) if 0 else 0
    z = [i for i in []] (2) if 0 else 0
    z = {i for i in []} (2) if 0 else 0
    z = {i: i for i in []} (2) if 0 else 0
    z = (i for i in []) (2) if 0 else 0
    z = (lambda: 5) ()
    z = None () if 0 else 0
    z = True () if 0 else 0
    z = ... () if 0 else 0
    z = [1] [2, 3] if 0 else 0
    z = [1] ["a"] if 0 else 0
    z = (1, 2) [3.0] if 0 else 0
    z = "abc" [3, 4] if 0 else 0
    z = "abc" [None] if 0 else 0
    z = 5 [3] if 0 else 0
    z = None [3] if 0 else 0
    z = {1} [3] if 0 else 0
    z = {1: 2} [3, 4] if 0 else 0
    z = (lambda: 1) [3] if 0 else 0
    z = [1][:2]
    z = [1][True] if 0 else 0
    z = [1] [(1, 2)] if 0 else 0
    z = [1] [[1]] if 0 else 0
    z = [1] [f"a"] if 0 else 0
    z = [1][-1] if 0 else 0
    z = [1] [{1}] if 0 else 0
    z = 1 if x else 2
    z = "\8"
    z = "\400"
    return z
    z = -5 is x
    z = x == 5 is 5
f()
