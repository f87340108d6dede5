# rules: G6 G7
# Futures of the program's own making, wherever asyncio takes one.
import asyncio
class Duck:
    _asyncio_future_blocking = False
    def __init__(self, loop):
        self._loop = loop
        self.callbacks = []
        self.state = None
        self._result = None
        self._exc = None
        self._cancelled = False
    def get_loop(self):
        return self._loop
    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self, context=context)
        else:
            self.callbacks.append((fn, context))
    def remove_done_callback(self, fn):
        n = len(self.callbacks)
        self.callbacks = [c for c in self.callbacks if c[0] != fn]
        return n - len(self.callbacks)
    def done(self):
        return self.state is not None
    def cancelled(self):
        return self.state == "cancelled"
    def _finish(self, state):
        self.state = state
        for fn, context in self.callbacks:
            self._loop.call_soon(fn, self, context=context)
        self.callbacks = []
    def set_result(self, v):
        self._result = v
        self._finish("ok")
    def set_exception(self, e):
        self._exc = e
        self._finish("error")
    def cancel(self, msg=None):
        if self.done():
            return False
        self._finish("cancelled")
        return True
    def exception(self):
        if self.cancelled():
            raise asyncio.CancelledError
        return self._exc
    def result(self):
        if self.cancelled():
            raise asyncio.CancelledError
        if self._exc:
            raise self._exc
        return self._result
    def _make_cancelled_error(self):
        return asyncio.CancelledError("duck")
    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        return self.result()
    __iter__ = __await__

async def main():
    loop = asyncio.get_running_loop()
    d = Duck(loop)
    loop.call_later(1, d.set_result, 7)
    print(asyncio.isfuture(d), asyncio.ensure_future(d) is d)
    print("await", await d, loop.time())
    d = Duck(loop)
    loop.call_later(1, d.set_result, 8)
    print("gather", await asyncio.gather(d, asyncio.sleep(2, "s")), loop.time())
    d = Duck(loop)
    loop.call_later(1, d.set_exception, ValueError("no"))
    try:
        await asyncio.gather(d, asyncio.sleep(2, "s"))
    except ValueError as e:
        print("gather", e)
    d = Duck(loop)
    loop.call_later(1, d.set_result, 8)
    done, pending = await asyncio.wait([d, asyncio.create_task(asyncio.sleep(2))], return_when=asyncio.FIRST_COMPLETED)
    print("wait", len(done), len(pending), d in done, loop.time())
    d = Duck(loop)
    loop.call_later(1, d.set_result, 9)
    print("shield", await asyncio.shield(d), loop.time())
    d = Duck(loop)
    loop.call_later(1, d.set_result, 10)
    print("wait_for", await asyncio.wait_for(d, 3), loop.time())
    d = Duck(loop)
    try:
        print("wait_for", await asyncio.wait_for(d, 3), loop.time())
    except asyncio.TimeoutError as e:
        print("timeout", d.state, loop.time())
    d = Duck(loop)
    loop.call_later(1, d.set_result, 11)
    for f in asyncio.as_completed([d]):
        print(await f)
    print(await loop.create_task(taker(d)))
    d = Duck(loop)
    t = asyncio.create_task(taker(d))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", e.args, d.state)
    d = Duck(loop)
    t = asyncio.create_task(taker(d))
    await asyncio.sleep(0)
    loop.call_later(1, d.set_exception, KeyError("e"))
    try:
        await t
    except KeyError as e:
        print("error", e.args, d.state)
    d = Duck(loop)
    loop.call_later(1, d.set_result, 12)
    print(await asyncio.gather(d, d, return_exceptions=True))

async def taker(d):
    return await d
asyncio.run(main())


async def ticker(name):
    for _ in range(3):
        await asyncio.sleep(0.5)
        print(name, "ticks", asyncio.get_running_loop().time())


async def order():
    loop = asyncio.get_running_loop()
    own, ours = Duck(loop), loop.create_future()
    tasks = [asyncio.create_task(each) for each in (ticker("a"), taker(own), taker(ours), ticker("b"))]
    loop.call_later(0.5, own.set_result, "own")
    loop.call_later(0.5, ours.set_result, "ours")
    for each in asyncio.as_completed(tasks):
        print(await each, loop.time())
    one = Duck(loop)
    one.set_result(1)
    print(asyncio.shield(one) is one, await asyncio.gather(one, one), await asyncio.wait_for(one, 1))
    gathered = asyncio.gather(Duck(loop), Duck(loop))
    loop.call_soon(gathered.cancel)
    try:
        await gathered
    except asyncio.CancelledError as error:
        print("gather is cancelled", error.args)


asyncio.run(order())
