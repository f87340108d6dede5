# host: both.example 2001:db8::7 192.0.2.7
import trio


async def ask(*args, **keywords):
    try:
        for family, kind, proto, name, address in await trio.socket.getaddrinfo(*args, **keywords):
            print("  ", family.name, kind.name, proto, repr(name), address)
    except Exception as exc:
        print("  ", type(exc).__name__, exc)


async def main():
    stream = trio.socket.SOCK_STREAM
    for host in ("both.example", "BOTH.example", "127.0.0.1", "::1", "localhost", None, b"127.0.0.1",
                 "2001:DB8::0001"):
        print(host)
        await ask(host, 80, type=stream)
        await ask(host, 80, trio.socket.AF_INET, stream)
    print("passive")
    await ask(None, 80, type=stream, flags=1)
    print("all kinds")
    await ask("192.0.2.7", 80)
    await ask("192.0.2.7", 80, proto=17)
    print("faults")
    await ask("192.0.2.7", "smtp", type=stream)
    await ask("192.0.2.7", "nothing", type=stream)
    await ask("192.0.2.7", 80, type=77)
    await ask("192.0.2.7", 80, 77)
    await ask("nobody.example", 80)
    await ask(5, 80)
    await ask("192.0.2.7", 8.5)


trio.run(main)
