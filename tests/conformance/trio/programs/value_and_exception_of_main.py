# rules: F1
import trio


async def gives(value):
    await trio.sleep(1)
    return value


class Mine(Exception):
    pass


KEPT = Mine("the very object")


async def raises():
    await trio.sleep(1)
    raise KEPT


print(trio.run(gives, {"a": 1}))
try:
    trio.run(raises)
except Mine as error:
    print(error is KEPT, error.__context__, error.__cause__)
try:
    trio.run(gives)
except TypeError as error:
    print(error)
