# rules: G1
import asyncio


def now():
    return asyncio.get_running_loop().time()


def read(loop, name, then):
    loop.call_later(0.25, then, f"contents of {name}")


def main():
    loop = asyncio.new_event_loop()

    def got_first(text):
        print(text, loop.time())
        read(loop, "b", got_second)

    def got_second(text):
        print(text, loop.time())
        read(loop, "c", got_third)

    def got_third(text):
        print(text, loop.time())
        loop.stop()

    read(loop, "a", got_first)
    loop.run_forever()
    print("stopped", loop.is_running(), loop.time())
    loop.close()
    print(loop.is_closed())


main()

