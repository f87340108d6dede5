# host: real.example 192.0.2.9
# address: 192.0.2.9:80 {"latency": 0.1, "script": [{"send": "nine"}]}
import trio
import trio.abc


class Resolver(trio.abc.HostnameResolver):
    async def getaddrinfo(self, host, port, family=0, type=0, proto=0, flags=0):
        print("asked for", host, port)
        await trio.sleep(0.5)
        return [(trio.socket.AF_INET, trio.socket.SOCK_STREAM, 6, "", ("192.0.2.9", 80))]

    async def getnameinfo(self, sockaddr, flags):
        return "nobody", "0"


class Factory(trio.abc.SocketFactory):
    def socket(self, family=trio.socket.AF_INET, type=trio.socket.SOCK_STREAM, proto=0):
        print("a socket of", family, type, proto)
        trio.socket.set_custom_socket_factory(None)
        try:
            return trio.socket.socket(family, type, proto)
        finally:
            trio.socket.set_custom_socket_factory(self)


async def main():
    stream = await trio.open_tcp_stream("real.example", 80)
    print(trio.current_time(), await stream.receive_some())
    print(trio.socket.set_custom_hostname_resolver(Resolver()))
    print(trio.socket.set_custom_socket_factory(Factory()))
    stream = await trio.open_tcp_stream("other.example", 81)
    print(trio.current_time(), await stream.receive_some())
    with trio.move_on_after(0.2) as scope:
        await trio.socket.getaddrinfo("slow.example", "http")
    print(scope.cancelled_caught, await trio.socket.getaddrinfo("127.0.0.1", 5, type=1))


trio.run(main)
