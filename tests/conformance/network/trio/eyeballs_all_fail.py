# host: site.example 2001:db8::1 192.0.2.1 2001:db8::2
# address: [2001:db8::1]:80 {"outcome": "refused", "latency": 0.05}
# address: 192.0.2.1:80 {"latency": 0.4, "outcome": "unreachable"}
# address: [2001:db8::2]:80 {"latency": 0.08, "outcome": "refused"}
import trio


async def main():
    for delay in (0.25, None, 1):
        began = trio.current_time()
        try:
            await trio.open_tcp_stream("site.example", 80, happy_eyeballs_delay=delay)
        except OSError as exc:
            print(round(trio.current_time() - began, 6), exc)
            for each in exc.__cause__.exceptions:
                print("  ", type(each).__name__, each.errno, each)


trio.run(main)
