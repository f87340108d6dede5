# rules: F3 F2
import trio


async def main():
    token = trio.lowlevel.current_trio_token()
    token.run_sync_soon(print, "still run")
    return "value"


print(trio.run(main))
