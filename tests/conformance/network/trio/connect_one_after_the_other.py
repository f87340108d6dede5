# host: mirror.example 192.0.2.1 192.0.2.2 192.0.2.3
# address: 192.0.2.1:80 {"outcome": "hang"}
# address: 192.0.2.2:80 {"latency": 0.2, "outcome": "refused"}
# address: 192.0.2.3:80 {"latency": 0.3, "script": [{"receive": "\n"}, {"after": 0.25, "send": "welcome\n"}, {"after": 2, "send": "late\n"}, {"end": true}]}
# address: 192.0.2.4:80 {"latency": 0.1, "outcome": "unreachable"}
# Timeouts round connecting: one mirror after the other, each with its time, and all with theirs.
import trio


def now():
    return f"{trio.current_time():.2f}"


async def first_that_answers(addresses, each, together):
    with trio.move_on_after(together) as all_of_them:
        for address in addresses:
            try:
                with trio.fail_after(each):
                    sock = trio.socket.socket()
                    try:
                        await sock.connect((address, 80))
                    except BaseException:
                        sock.close()
                        raise
                print(now(), address, "answers")
                return trio.SocketStream(sock)
            except trio.TooSlowError:
                print(now(), address, "is too slow")
            except OSError as error:
                print(now(), address, type(error).__name__, error)
    print(now(), "nobody", all_of_them.cancelled_caught)
    return None


async def main():
    addresses = [f"192.0.2.{n}" for n in (1, 4, 2, 3)]
    stream = await first_that_answers(addresses, 0.5, 5)
    async with stream:
        await stream.send_all(b"hello\n")
        for seconds in (1, 1, 3):
            with trio.move_on_after(seconds) as scope:
                print(now(), await stream.receive_some())
            if scope.cancelled_caught:
                print(now(), "nothing yet")
    print(await first_that_answers(addresses, 0.4, 0.75))
    with trio.move_on_after(0.1) as scope:
        await trio.open_tcp_stream("mirror.example", 80)
    print(now(), scope.cancelled_caught)
    with trio.fail_after(3):
        stream = await trio.open_tcp_stream("mirror.example", 80, happy_eyeballs_delay=0.125)
    print(now(), stream.socket.getpeername())
    await stream.aclose()


trio.run(main)
