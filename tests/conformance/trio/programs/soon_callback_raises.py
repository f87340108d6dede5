# rules: F2 F3
import trio


def raises():
    raise KeyError("callback")


async def main():
    trio.lowlevel.current_trio_token().run_sync_soon(raises)
    try:
        await trio.sleep(5)
    finally:
        print("main cancelled", trio.current_time())


try:
    trio.run(main)
except trio.TrioInternalError as error:
    print(error, repr(error.__cause__))
