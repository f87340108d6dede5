# host: good.example 192.0.2.1 192.0.2.2
# address: 192.0.2.1:80 {"latency": 0.2, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.3, "script": [{"receive": "GET\n"}, {"after": 0.5, "send": "part one "}, {"after": 0.5, "send": "part two"}, {"end": true}]}
import socket
import trio


async def main():
    for name in ("good.example", "bad.example"):
        try:
            found = await trio.socket.getaddrinfo(name, 80, type=trio.socket.SOCK_STREAM)
            print([each[4] for each in found])
        except socket.gaierror as error:
            print(type(error).__name__, error.errno, trio.current_time())
    stream = await trio.open_tcp_stream("good.example", 80)
    print("connected", trio.current_time())
    await stream.send_all(b"GET\n")
    with trio.move_on_after(0.6) as scope:
        print(await stream.receive_some(), trio.current_time())
        print(await stream.receive_some(), trio.current_time())
    print(scope.cancelled_caught, trio.current_time())
    async for chunk in stream:
        print(chunk, trio.current_time())
    print(stream.socket.getpeername())
    await stream.aclose()
    await stream.aclose()
    try:
        await stream.send_all(b"x")
    except trio.ClosedResourceError as error:
        print(error)
    try:
        await trio.open_tcp_stream("bad.example", 80)
    except socket.gaierror as error:
        print("gaierror", error.errno)


trio.run(main)
