# rules: C13
import trio


def effective():
    return trio.current_effective_deadline()


async def main():
    print(effective())
    with trio.move_on_at(5):
        print(effective())
        with trio.move_on_at(3) as inner:
            print(effective())
            with trio.move_on_at(9):
                print(effective())
                with trio.CancelScope(shield=True) as shield:
                    print(effective())
                    shield.deadline = 7
                    print(effective())
                    inner.cancel()
                    print(effective())
                    shield.shield = False
                    print(effective())
        print(effective())


trio.run(main)
