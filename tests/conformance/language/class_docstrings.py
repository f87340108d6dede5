# A class without a docstring has none: it does not inherit its base's.
class Base(Exception):
    "of the base"

class Derived(Base):
    pass

class Documented(Derived):
    "of its own"

for each in (Base, Derived, Documented):
    print(each.__name__, each.__doc__, each("x").__doc__)
