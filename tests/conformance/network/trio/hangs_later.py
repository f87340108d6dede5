# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"echo": true}]}
# address: 192.0.2.2:80 {"latency": 0.1, "script": [{"echo": true}]}
# input: {"at": 0.55, "do": "network", "address": "192.0.2.1:80", "outcome": "hang"}
# input: {"at": 2, "do": "network", "address": "192.0.2.1:80", "outcome": "ok"}
# input: {"at": 3, "do": "network", "address": "192.0.2.2", "latency": 0.4}
# until: 6
import trio


async def beat(ip):
    stream = await trio.open_tcp_stream(ip, 80)
    for number in range(8):
        begun = trio.current_time()
        with trio.move_on_after(1) as scope:
            await stream.send_all(b"%d" % number)
            data = await stream.receive_some()
            print(ip, data, round(trio.current_time() - begun, 3))
        if scope.cancelled_caught:
            print(trio.current_time(), ip, "is silent", number)
        await trio.sleep(0.3)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(beat, "192.0.2.1")
        nursery.start_soon(beat, "192.0.2.2")


trio.run(main)
