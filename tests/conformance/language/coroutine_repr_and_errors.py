async def work(x):
    return x
try:
    work()
except TypeError as e:
    print(e)
c = work(1)
try:
    for _ in c:
        pass
except TypeError as e:
    print(e)
try:
    c + 1
except TypeError as e:
    print(e)
c.close()
print(type(c), work.__name__)
