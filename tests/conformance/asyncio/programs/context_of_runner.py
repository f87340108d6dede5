# rules: G11
# The runs of one Runner share a context; one run can be given another.
import asyncio
from contextvars import Context, ContextVar

kept = ContextVar("kept", default="unset")


async def set_to(value):
    before = kept.get()
    kept.set(value)
    return before


with asyncio.Runner() as runner:
    print(runner.run(set_to(1)))
    print(runner.run(set_to(2)))
    print(runner.run(set_to(3), context=Context()))
    print(runner.run(set_to(4)))
print(kept.get())
