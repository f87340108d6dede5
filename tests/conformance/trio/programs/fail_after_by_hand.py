# rules: C14
import trio

def answer(question):
    try:
        print(question())
    except BaseException as error:
        print(type(error).__name__, error)

async def main():
    manager = trio.fail_after(1)
    wrong = trio.fail_at("x")
    answer(lambda: wrong.__enter__())
    answer(lambda: wrong.__enter__())
    manager = trio.fail_after(1)
    with manager as scope:
        print(scope.relative_deadline)
    answer(lambda: manager.__enter__())
    answer(lambda: manager.__exit__(None, None, None))

trio.run(main)
