"""Task.context: what it is made as."""

__all__ = []

from _trio import show_contexts_as
from contextvars import Context

show_contexts_as(Context)
