# address: 192.0.2.1:7 {"latency": 0.1, "script": [{"echo": true}]}
# input: {"at": 0.45, "do": "network", "outcome": "hang"}
# input: {"at": 2, "do": "network", "address": "192.0.2.1:7", "outcome": "ok", "latency": 0.3}
# input: {"at": 4.05, "do": "network", "address": "192.0.2.1", "outcome": "reset"}
import trio


async def main():
    stream = await trio.open_tcp_stream("192.0.2.1", 7)
    try:
        for i in range(20):
            await stream.send_all(b"%d" % i)
            with trio.move_on_after(0.5) as scope:
                data = await stream.receive_some(10)
                print(trio.current_time(), data)
            if scope.cancelled_caught:
                print(trio.current_time(), "timeout")
    except trio.BrokenResourceError as exc:
        print(trio.current_time(), exc)
    with trio.move_on_after(1):
        await trio.open_tcp_stream("192.0.2.1", 7)
        print(trio.current_time(), "connected")


trio.run(main)
