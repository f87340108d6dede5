# rules: B6
import trio


async def main():
    with trio.move_on_after(1):
        await trio.lowlevel.wait_task_rescheduled(lambda raise_cancel: None)


try:
    trio.run(main)
except trio.TrioInternalError as error:
    print(error)
