import trio

NETWORK = "a black hole"
# What stands at each address answers after so many seconds, and so.
NETWORKS = {
    "a black hole": {
        "v6-a": ["2001:db8::1", 20, "timed out"],
        "v4-a": ["192.0.2.1", 0.4, "connected"],
        "v6-b": ["2001:db8::2", 0.08, "refused"],
        "v4-b": ["192.0.2.2", 0.12, "connected"],
    },
    "all refuse": {
        "v6-a": ["2001:db8::1", 0.05, "refused"],
        "v4-a": ["192.0.2.1", 0.4, "refused"],
        "v6-b": ["2001:db8::2", 0.08, "refused"],
    },
}


async def connect(host):
    address, seconds, answer = NETWORKS[NETWORK][host]
    await trio.sleep(seconds)
    print(host, answer)
    if answer != "connected":
        raise OSError(f"{address}: {answer}")
    return address


async def one_by_one(hosts):
    errors = []
    for host in hosts:
        print("try", host)
        try:
            return await connect(host)
        except OSError as error:
            errors.append(error)
    raise OSError("no address answers") from ExceptionGroup("attempts", errors)


async def main():
    print("talks to", await one_by_one(list(NETWORKS[NETWORK])))


trio.run(main)
