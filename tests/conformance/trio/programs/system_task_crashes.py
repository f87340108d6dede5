# rules: F2
import trio


async def crashes():
    await trio.sleep(1)
    raise ValueError("system")


async def main():
    trio.lowlevel.spawn_system_task(crashes)
    try:
        await trio.sleep(5)
    except trio.Cancelled as cancelled:
        print("main told", trio.current_time(), cancelled.source)
        raise


try:
    trio.run(main)
except trio.TrioInternalError as error:
    print(error)
    print(repr(error.__cause__))
