# rules: C11
import math

import trio


async def main():
    for arguments in [{"deadline": 1, "relative_deadline": 1}, {"relative_deadline": -1},
                      {"deadline": math.nan}, {"relative_deadline": math.nan}]:
        try:
            trio.CancelScope(**arguments)
        except ValueError as error:
            print(sorted(arguments), error)
    relative = trio.move_on_after(3)
    print(relative.is_relative, relative.relative_deadline)
    for read in [lambda: relative.deadline, lambda: setattr_deadline(relative)]:
        try:
            read()
        except RuntimeError as error:
            print(error)
    absolute = trio.move_on_at(3)
    print(absolute.is_relative, absolute.deadline)
    try:
        print(absolute.relative_deadline)
    except RuntimeError as error:
        print(error)
    relative.relative_deadline = 2
    with relative:
        print(relative.is_relative, relative.deadline, relative.relative_deadline)
    for seconds in [-1, math.nan]:
        for maker in [trio.move_on_after, trio.fail_after]:
            try:
                with maker(seconds):
                    pass
            except ValueError as error:
                print(error)


def setattr_deadline(scope):
    scope.deadline = 5


trio.run(main)
