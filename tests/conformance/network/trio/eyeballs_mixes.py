# host: ok-ok.example 192.0.2.1 192.0.2.2
# host: ok-no.example 192.0.2.1 192.0.2.3
# host: no-ok.example 192.0.2.3 192.0.2.1
# host: no-no.example 192.0.2.3 192.0.2.4
# host: hang-ok.example 192.0.2.5 192.0.2.1
# host: hang-no-ok.example 192.0.2.5 192.0.2.3 192.0.2.2
# host: slow-fast.example 192.0.2.1 192.0.2.2
# host: unreachable-ok.example 192.0.2.4 192.0.2.2
# host: reset-ok.example 192.0.2.6 192.0.2.1
# host: hang-hang.example 192.0.2.5 192.0.2.5
# address: 192.0.2.1:80 {"latency": 0.3}
# address: 192.0.2.2:80 {"latency": 0.05}
# address: 192.0.2.3:80 {"latency": 0.1, "outcome": "refused"}
# address: 192.0.2.4:80 {"latency": 0.02, "outcome": "unreachable"}
# address: 192.0.2.5:80 {"outcome": "hang"}
# address: 192.0.2.6:80 {"latency": 0.1, "outcome": "reset"}
import trio

HOSTS = ["ok-ok", "ok-no", "no-ok", "no-no", "hang-ok", "hang-no-ok", "slow-fast",
         "unreachable-ok", "reset-ok", "hang-hang"]


async def main():
    for host in HOSTS:
        for delay in (0.25, 0.01):
            begun = trio.current_time()
            try:
                with trio.fail_after(2):
                    stream = await trio.open_tcp_stream(
                        f"{host}.example", 80, happy_eyeballs_delay=delay
                    )
            except OSError as exc:
                cause = exc.__cause__
                causes = getattr(cause, "exceptions", [cause])
                print(host, delay, exc, [type(each).__name__ for each in causes])
            except trio.TooSlowError:
                print(host, delay, "too slow")
            else:
                print(host, delay, stream.socket.getpeername()[0],
                      round(trio.current_time() - begun, 3))
                await stream.aclose()


trio.run(main)
