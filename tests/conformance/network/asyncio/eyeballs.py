# host: site.example 2001:db8::1 192.0.2.1 2001:db8::2 192.0.2.2
# address: [2001:db8::1]:80 {"outcome": "hang"}
# address: 192.0.2.1:80 {"latency": 0.4, "script": [{"send": "hi"}, {"end": true}]}
# address: [2001:db8::2]:80 {"latency": 0.08, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.12}
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("site.example", 80, happy_eyeballs_delay=0.25)
    print(loop.time(), writer.get_extra_info("peername"))
    print(await reader.read(), loop.time())
    writer.close()
    began = loop.time()
    reader, writer = await asyncio.open_connection("site.example", 80)
    print(loop.time() - began, writer.get_extra_info("peername"))
    writer.close()


asyncio.run(main())
