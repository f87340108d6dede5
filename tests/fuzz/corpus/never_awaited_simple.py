async def work():
    print("never printed")
work()
print("after")
def f():
    return work()
f()
c = work()
del c
print("end")
