"""Abstract classes."""

__all__ = ["ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
           "abstractstaticmethod", "get_cache_token", "update_abstractmethods"]

_registrations = 0  # of virtual subclasses, everywhere: what was found not to be one may be now


class _Relations:
    __slots__ = ("registered", "children", "known", "unrelated", "asked_at")

    def __init__(self):
        self.registered = []
        self.children = []
        self.known = {}
        self.unrelated = {}
        self.asked_at = 0


def _abstract_names(cls, own):
    names = [name for name, value in own if getattr(value, "__isabstractmethod__", False)]
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            value = getattr(cls, name, None)
            if getattr(value, "__isabstractmethod__", False) and name not in names:
                names.append(name)
    return frozenset(names)


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, list(namespace.items()))
        cls._abc_impl = _Relations()
        for base in cls.__bases__:
            if isinstance(base, ABCMeta):
                base._abc_impl.children.append(cls)
        return cls

    def register(cls, subclass):
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registered.append(subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        own = type(instance)
        said = instance.__class__
        if said is own:
            return cls.__subclasscheck__(own)
        return cls.__subclasscheck__(said) or cls.__subclasscheck__(own)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        relations = cls._abc_impl
        if subclass in relations.known:
            return True
        if relations.asked_at != _registrations:
            relations.unrelated = {}
            relations.asked_at = _registrations
        elif subclass in relations.unrelated:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = _is_below(cls, subclass, relations)
        (relations.known if answer else relations.unrelated)[subclass] = True
        return bool(answer)


def _is_below(cls, subclass, relations):
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for registered in relations.registered:
        if issubclass(subclass, registered):
            return True
    for child in relations.children:
        if issubclass(subclass, child):
            return True
    return False


class ABC(metaclass=ABCMeta):
    """A base whose subclasses may have abstract methods."""

    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def update_abstractmethods(cls):
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, list(vars(cls).items()))
    return cls


def get_cache_token():
    return _registrations
