# A coroutine that dies unawaited gives a warning, once per line.
async def work(n):
    return n


def drop():
    work(1)


for i in range(3):
    drop()
work(2); work(3)
kept = work(4)
kept = None
closed = work(5)
closed.close()
closed = None


def inner():
    async def nested():
        pass

    nested()


inner()
pair = [work(6), work(7)]
del pair
print("end")
