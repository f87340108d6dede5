# rules: G1 G11
# A loop that is run by hand goes on where it stopped, until it is closed.
import asyncio


async def work(n):
    await asyncio.sleep(n)
    print("worked", n)
    return n


loop = asyncio.new_event_loop()
task = loop.create_task(work(2))
loop.call_later(1, loop.stop)
loop.run_forever()
print(loop.time(), task.done(), loop.is_running())
print(loop.run_until_complete(task), loop.run_until_complete(work(1)))
loop.call_later(1, loop.stop)
try:
    loop.run_until_complete(loop.create_future())
except RuntimeError as error:
    print(error)
loop.close()
for refused in (loop.run_forever, loop.stop, lambda: loop.call_soon(print)):
    try:
        print(refused())
    except RuntimeError as error:
        print(error)
