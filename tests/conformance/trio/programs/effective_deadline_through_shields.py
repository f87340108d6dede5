# rules: C13
import trio


async def main():
    print(trio.current_effective_deadline())
    with trio.move_on_at(5):
        with trio.move_on_at(9):
            print(trio.current_effective_deadline())
            with trio.CancelScope(shield=True) as shield:
                print(trio.current_effective_deadline())
                with trio.move_on_at(7):
                    print(trio.current_effective_deadline())
                shield.deadline = 6
                print(trio.current_effective_deadline())
        with trio.CancelScope() as scope:
            scope.cancel()
            print(trio.current_effective_deadline())


trio.run(main)
