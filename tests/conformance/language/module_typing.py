# typing: what names are and how they are shown, generic classes, protocols.
from typing import (Annotated, Any, Awaitable, Callable, ClassVar, Dict, Final, Generic, Iterable, List, Literal, Mapping, NamedTuple, Never, NewType, NoReturn, Optional, ParamSpec, Protocol, Self, Set, Tuple, Type, TypedDict, TypeVar, Union, assert_never, cast, final, get_args, get_origin, overload, runtime_checkable)
from typing import TYPE_CHECKING
import typing


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print(Any, Union, Optional, List, Dict, Callable, Tuple, Type, ClassVar, Final, NoReturn, Literal)
print(List[int], Dict[str, List[int]], Optional[int], Union[int, str, None], Union[int, None], Tuple[int, ...], Tuple[int, str], Set[str])
print(Callable[[int, str], bool], Callable[..., None], Callable[[], int], Type[int], Awaitable[int], Iterable[str], Callable[[Any], Awaitable[None]])
print(Literal["a", 1], Annotated[int, "note"], ClassVar[int], Final[str], Optional["Node"], Union[int, int], Union[List[int], int])
print(TYPE_CHECKING, cast(int, "a"), List[int] == List[int], Optional[int] == Union[None, int], hash(List[int]) == hash(List[int]))
T = TypeVar("T")
K = TypeVar("K", bound=int)
V_co = TypeVar("V_co", covariant=True)
print(T, K, V_co, K.__bound__, List[T], Dict[K, T], List[T][int], Dict[str, T][int], T.__name__)
print(List[int] | None, Optional[int] | str, T | None, int | List[int], Any | None)


class Stack(Generic[T]):
    def __init__(self):
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


s = Stack[int]()
s.push(1)
print(s.items, Stack[int], Stack[T], Stack.__parameters__, s.__orig_class__, Stack.__mro__, Stack.__orig_bases__)


class Pair(Generic[K, T]):
    pass


class IntStack(Stack[int]):
    pass


print(Pair[int, str], IntStack.__mro__, IntStack().items, isinstance(IntStack(), Stack))
tell(lambda: Pair[int])
tell(lambda: IntStack[int])
tell(lambda: Generic[int])
tell(lambda: List[int, str])
tell(lambda: List())
tell(lambda: Union())
tell(lambda: isinstance(1, List[int]))
tell(lambda: Callable[int])
tell(lambda: TypeVar("X", int))


@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...


class Shape(Protocol):
    name: str

    def area(self) -> float: ...


class File:
    def close(self):
        pass


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


print(isinstance(File(), Closer), isinstance(3, Closer), issubclass(File, Closer), Square(3).area())
tell(lambda: isinstance(File(), Shape))
tell(lambda: Shape())


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return self.x + self.y


print(Point(1), Point(1, 2).norm(), Point._fields, Point._field_defaults, Point.__annotations__, Point(3) == (3, 0))
tell(lambda: Point())
Old = NamedTuple("Old", [("a", int), ("b", str)])
print(Old(1, "x"), Old.__annotations__)


class Movie(TypedDict, total=False):
    title: str
    year: int


m = Movie(title="x")
print(m, type(m), Movie.__annotations__, Movie.__total__, sorted(Movie.__optional_keys__))
tell(lambda: isinstance(m, Movie))
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


@final
class Last:
    pass


print(f(1), Last, get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Callable[[int], str]), get_origin(list[int]), get_args(int | str))
P = ParamSpec("P")
R = TypeVar("R")


def logged(fn: Callable[P, R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return fn(*args, **kwargs)
    return inner


print(logged(lambda x: x + 1)(2), Callable[P, R], P, Self, Never)
tell(lambda: assert_never(3))
print(Annotated[int, 1].__metadata__, isinstance([], List), issubclass(dict, Mapping), isinstance(f, Callable))


class Repo(Protocol[T]):
    def get(self, key: str) -> T: ...


class IntRepo(Repo[int]):
    def get(self, key):
        return 1


print(IntRepo().get("a"), Repo[int], IntRepo.__mro__[1:])


class Sub(Any):
    pass


class Registry(Dict[str, int]):
    pass


print(Sub(), Registry(a=1), Registry.__mro__, isinstance(Registry(), dict)) if False else print(Registry(a=1), isinstance(Registry(), dict))
