# rules: F3
import trio


def note(*what):
    print(*what, trio.current_time())


async def main():
    token = trio.lowlevel.current_trio_token()
    print(token is trio.lowlevel.current_trio_token())
    for name in ["a", "b"]:
        token.run_sync_soon(note, name)
    for name in ["i", "j", "i"]:
        token.run_sync_soon(note, name, idempotent=True)
    token.run_sync_soon(note, "c")
    print("asked")
    await trio.sleep(1)
    token.run_sync_soon(note, "i", idempotent=True)
    await trio.lowlevel.checkpoint()
    print("main first: the callback's task was made later")
    await trio.sleep(1)


trio.run(main)
