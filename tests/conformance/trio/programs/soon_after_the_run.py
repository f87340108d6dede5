# rules: F3
import trio


async def main():
    return trio.lowlevel.current_trio_token()


token = trio.run(main)
try:
    token.run_sync_soon(print, "late")
except trio.RunFinishedError as error:
    print(type(error).__name__, error)
