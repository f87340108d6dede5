# rules: F1
import trio

for use in [trio.current_time, trio.current_effective_deadline, trio.lowlevel.current_task,
            trio.lowlevel.current_root_task, trio.lowlevel.current_trio_token]:
    try:
        use()
    except RuntimeError as error:
        print(use.__name__, error)
print(trio.lowlevel.in_trio_run(), trio.lowlevel.in_trio_task())


async def main():
    print(trio.lowlevel.in_trio_run(), trio.lowlevel.in_trio_task())


trio.run(main)
scope = trio.CancelScope(deadline=5)
scope.cancel()
print(scope.cancel_called)
