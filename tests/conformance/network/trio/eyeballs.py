# host: site.example 2001:db8::1 192.0.2.1 2001:db8::2 192.0.2.2
# address: [2001:db8::1]:80 {"outcome": "hang"}
# address: 192.0.2.1:80 {"latency": 0.4, "script": [{"send": "hi from v4-a"}, {"end": true}]}
# address: [2001:db8::2]:80 {"latency": 0.08, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.12}
import trio


async def main():
    stream = await trio.open_tcp_stream("site.example", 80)
    print(trio.current_time(), stream.socket.getpeername(), stream.socket.getsockname())
    print(await stream.receive_some(), await stream.receive_some())
    await stream.aclose()
    print(trio.current_time())


trio.run(main)
