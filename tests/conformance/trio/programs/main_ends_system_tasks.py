# rules: A8 F2
import trio


async def system():
    try:
        await trio.sleep_forever()
    except trio.Cancelled as cancelled:
        print("system task told:", cancelled.source)
        raise
    finally:
        with trio.CancelScope(shield=True):
            await trio.sleep(1)
        print("cleaned up")


async def main():
    trio.lowlevel.spawn_system_task(system)
    await trio.sleep(0.5)
    print("main over")
    return "value"


print(trio.run(main))
