"""A queue that a sender never waits for."""

__all__ = ["UnboundedQueue", "UnboundedQueueStatistics"]

from types import GenericAlias

from trio import WouldBlock


class UnboundedQueueStatistics:
    __slots__ = ("qsize", "tasks_waiting")

    def __init__(self, qsize, tasks_waiting):
        object.__setattr__(self, "qsize", qsize)
        object.__setattr__(self, "tasks_waiting", tasks_waiting)

    def __setattr__(self, name, value):
        raise AttributeError("can't set attribute")

    def __repr__(self):
        return (f"UnboundedQueueStatistics(qsize={self.qsize!r}, "
                f"tasks_waiting={self.tasks_waiting!r})")

    def __eq__(self, other):
        if type(other) is not UnboundedQueueStatistics:
            return NotImplemented
        return (self.qsize, self.tasks_waiting) == (other.qsize, other.tasks_waiting)

    def __hash__(self):
        return hash((self.qsize, self.tasks_waiting))


class UnboundedQueue:
    """What was put into it comes out in batches."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._lot = ParkingLot()
        self._data = []
        self._can_get = False

    def __repr__(self):
        return f"<UnboundedQueue holding {len(self._data)} items>"

    def qsize(self):
        return len(self._data)

    def empty(self):
        return not self._data

    def put_nowait(self, obj):
        if not self._data:
            if self._lot:
                self._lot.unpark(count=1)
            else:
                self._can_get = True
        self._data.append(obj)

    def _get_batch(self):
        data = self._data.copy()
        self._data.clear()
        self._can_get = False
        return data

    def get_batch_nowait(self):
        if not self._can_get:
            raise WouldBlock
        return self._get_batch()

    async def get_batch(self):
        await checkpoint_if_cancelled()
        if not self._can_get:
            await self._lot.park()
            return self._get_batch()
        try:
            return self._get_batch()
        finally:
            await cancel_shielded_checkpoint()

    def statistics(self):
        return UnboundedQueueStatistics(len(self._data), self._lot.statistics().tasks_waiting)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self.get_batch()
