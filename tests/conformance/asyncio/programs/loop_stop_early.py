# rules: G1 G11
import asyncio


async def forever():
    while True:
        await asyncio.sleep(1)


async def stopper(loop):
    await asyncio.sleep(1.5)
    loop.call_soon(print, "still called")
    loop.stop()


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
task = loop.create_task(stopper(loop))
try:
    loop.run_until_complete(forever())
except RuntimeError as e:
    print(e)
loop.stop()
loop.run_forever()
print(loop.time(), task.done())
