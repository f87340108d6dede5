# host: site.example 192.0.2.1
# address: 192.0.2.1:80 {"latency": 0.1}
import trio


async def attempt(host, port, **keywords):
    try:
        stream = await trio.open_tcp_stream(host, port, **keywords)
        print(stream.socket.getsockname()[0], stream.socket.getpeername())
        await stream.aclose()
    except Exception as exc:
        print(type(exc).__name__, exc, repr(exc.__cause__))


async def main():
    await attempt("site.example", 80)
    await attempt("site.example", 80, local_address="0.0.0.0")
    await attempt("site.example", 80, local_address="::1")
    await attempt("site.example", 80, local_address="192.0.2.200")
    await attempt("site.example", "80")
    await attempt(5, 80)
    await attempt("unknown.example", 80)


trio.run(main)
