"""What a function that is started with start() gets as `task_status`, for annotations."""

__all__ = ["TaskStatus"]

from types import GenericAlias


# A protocol without what `typing` takes to be loaded: programs annotate with it, and no more.
class _ProtocolMeta(type):
    def __instancecheck__(cls, instance):
        if cls is TaskStatus:
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls is TaskStatus:
            raise TypeError("Instance and class checks can only be used with "
                            "@runtime_checkable protocols")
        return super().__subclasscheck__(subclass)


class TaskStatus(metaclass=_ProtocolMeta):
    """Tells the parent that the task has started."""

    def __class_getitem__(cls, item):
        return GenericAlias(cls, type(None) if item is None else item)

    def __init__(self, *args, **kwargs):
        if type(self) is TaskStatus:
            raise TypeError("Protocols cannot be instantiated")

    def started(self, value=None):
        pass
