# host: origin.example 192.0.2.80
# address: 192.0.2.80:80 {"latency": 0.05, "script": [{"receive": "\r\n\r\n"}, {"after": 0.1, "send": "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"}, {"end": true}]}
import asyncio


async def pipe(reader, writer):
    while data := await reader.read(4096):
        writer.write(data)
        await writer.drain()
    writer.write_eof()


async def proxy(reader, writer):
    there_reader, there_writer = await asyncio.open_connection("origin.example", 80)
    try:
        await asyncio.gather(pipe(reader, there_writer), pipe(there_reader, writer))
    finally:
        there_writer.close()
        writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(proxy, "127.0.0.1", 8080)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8080)
        writer.write(b"GET / HTTP/1.0\r\nHost: origin.example\r\n\r\n")
        await writer.drain()
        writer.write_eof()
        status = await reader.readline()
        headers = {}
        while (line := await reader.readline()) != b"\r\n":
            key, _, value = line.decode().partition(":")
            headers[key.lower()] = value.strip()
        body = await reader.readexactly(int(headers["content-length"]))
        print(loop.time(), status, headers, body)
        writer.close()


asyncio.run(main())
