# rules: F8
import trio


async def main():
    with trio.move_on_after(0.1) as scope:
        async with await trio.open_file("slow.txt") as file:
            print("opened", trio.current_time())
            try:
                await file.read()
            finally:
                print("leaves", trio.current_time())
    print(scope.cancelled_caught, trio.current_time(), file.closed)


trio.run(main)
