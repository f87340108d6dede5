# rules: G14
# Where coroutines stand, as programs that print stacks ask: frames, their code, what is awaited.
import asyncio
import sys
import traceback


async def deep(seconds):
    await asyncio.sleep(seconds)


async def work():
    x = 3
    await deep(5)


def told(frame):
    code = frame.f_code
    return code.co_name, frame.f_lineno, code.co_filename, code.co_firstlineno, code.co_qualname


def caller():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno, sys._getframe().f_back is frame


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    for frame in task.get_stack():
        print(told(frame), frame.f_locals, frame.f_back)
    coroutine = task.get_coro()
    for _ in range(2):
        print(coroutine.cr_frame.f_code.co_name, coroutine.cr_frame.f_lineno,
              coroutine.cr_code.co_name, coroutine.cr_running, coroutine.cr_origin)
        coroutine = coroutine.cr_await
    print(coroutine.__name__)
    frame = sys._getframe()
    print(told(frame), sorted(frame.f_locals), caller())
    print(work.__code__.co_firstlineno, told.__code__.co_argcount, work.__code__ is frame.f_code)
    stack = task.get_stack()[0]
    print("".join(traceback.format_stack(stack)))
    print(traceback.extract_stack(stack), traceback.extract_stack(stack)[0].line)
    print([(each.f_code.co_name, line) for each, line in traceback.walk_stack(stack)])
    traceback.print_stack(stack, file=sys.stdout)
    task.cancel()


asyncio.run(main())
