# rules: G3 G5
import asyncio


async def work():
    await asyncio.sleep(1)
    return "x" * 50

async def main():
    t = asyncio.create_task(work())
    u = asyncio.create_task(work(), name="named")
    v = asyncio.get_running_loop().create_task(work(), name=5)
    print(t, u, v)
    print(t.get_name(), u.get_name(), v.get_name())
    t.set_name("renamed")
    print(t.get_name(), asyncio.current_task().get_name())
    await asyncio.sleep(0)
    print(t)
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    await asyncio.gather(t, u, v)
    print(t)
    print([x.get_name() for x in asyncio.all_tasks()])
    for call in (lambda: t.set_result(1), lambda: t.set_exception(ValueError())):
        try:
            call()
        except RuntimeError as e:
            print(e)
    try:
        asyncio.create_task(work)
    except TypeError as e:
        print(str(e).split(" 0x")[0])
    print(asyncio.iscoroutinefunction(work), asyncio.iscoroutine(u.get_coro()))


asyncio.run(main())
