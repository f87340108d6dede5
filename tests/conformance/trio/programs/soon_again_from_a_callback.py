# rules: F3
import trio


def again(token, left):
    print("left", left)
    if left:
        token.run_sync_soon(again, token, left - 1)


async def main():
    token = trio.lowlevel.current_trio_token()
    token.run_sync_soon(again, token, 3)
    for turn in range(6):
        print("turn", turn)
        await trio.lowlevel.checkpoint()


trio.run(main)
