# host: slow.example 192.0.2.1
# address: 192.0.2.1:80 {"latency": 0.3, "script": [{"at": 1, "send": "a"}, {"at": 2, "send": "b"}, {"at": 4, "send": "c"}, {"end": true}]}
import trio


async def fetch(limit):
    try:
        with trio.fail_after(limit):
            async with await trio.open_tcp_stream("slow.example", 80) as stream:
                parts = [data async for data in stream]
                return parts
    except trio.TooSlowError:
        return "too slow"


async def main():
    for limit in (0.2, 1, 3, 10):
        print(limit, await fetch(limit), trio.current_time())
    async with await trio.open_tcp_stream("slow.example", 80) as stream:
        while True:
            with trio.move_on_after(1.2) as scope:
                data = await stream.receive_some()
                print(trio.current_time(), data)
                if not data:
                    break
            if scope.cancelled_caught:
                print(trio.current_time(), "nothing for a while")


trio.run(main)
