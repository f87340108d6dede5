# address: 192.0.2.1:80 {"latency": 0.1, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.1, "outcome": "unreachable"}
# address: 192.0.2.3:80 {"outcome": "hang"}
# address: 192.0.2.4:80 {"latency": 0.1, "outcome": "reset"}
# host: here.example 192.0.2.1
# host: nowhere.example
import socket

import trio


def tell(exc):
    print(trio.current_time(), type(exc).__name__, exc.errno, exc)


async def attempt(ip, port=80):
    sock = trio.socket.socket()
    try:
        await sock.connect((ip, port))
        print(trio.current_time(), "connected to", ip)
        print(await sock.recv(10))
    except OSError as exc:
        tell(exc)
    finally:
        sock.close()


async def main():
    for last in range(1, 5):
        await attempt(f"192.0.2.{last}")
    await attempt("203.0.113.9")
    await attempt("127.0.0.1")
    await attempt("192.0.2.4", 81)
    with trio.move_on_after(1) as scope:
        await attempt("192.0.2.3")
    print(trio.current_time(), scope.cancelled_caught)
    for name, port in (("unknown.example", 80), ("nowhere.example", 80), ("here.example", "zz"),
                       ("here.example", "http"), ("127.0.0.1", "https"), (None, None)):
        try:
            print(await trio.socket.getaddrinfo(name, port, type=trio.socket.SOCK_STREAM))
        except socket.gaierror as exc:
            tell(exc)


trio.run(main)
