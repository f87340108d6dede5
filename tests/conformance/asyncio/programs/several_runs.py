# rules: G11
import asyncio


async def main(n):
    print(n, asyncio.current_task().get_name())
    await asyncio.sleep(1)
    return n


print(asyncio.run(main(1)))
print(asyncio.run(main(2)))
with asyncio.Runner() as runner:
    print(runner.run(main(3)))
    print(runner.run(main(4)))
    loop = runner.get_loop()
    print(loop)
print(loop)
try:
    runner.run(main(5))
except RuntimeError as e:
    print(e)
try:
    asyncio.run(5)
except ValueError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(main(6)))
loop.call_later(1, loop.stop)
loop.run_forever()
print(loop.time(), loop.is_running(), loop.is_closed())
loop.close()
try:
    loop.run_forever()
except RuntimeError as e:
    print(e)
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)
