def f():
    g()
def g():
    raise ValueError("what happened")
print("before")
f()
