"""What is said where a method fails, in every place that calls one."""


class Bad:
    def __init__(self, where):
        self.where = where

    def fail(self):
        raise ValueError(self.where)

    __add__ = __lt__ = lambda self, other: self.fail()

    def __getattr__(self, name):
        raise AttributeError(f"no {name} here")

    @property
    def prop(self):
        return self.fail()

    def __iter__(self):
        self.fail()

    def __str__(self):
        return self.fail()

    def __enter__(self):
        return self.fail()

    def __exit__(self, *args):
        pass

    def __call__(self):
        return self.fail()

    def __eq__(self, other):
        return self.fail()

    __hash__ = None


bad = Bad("here")


def chain():
    try:
        bad.prop
    except ValueError:
        bad.missing


steps = [
    lambda: bad + 1,
    lambda: sorted([bad, bad]),
    lambda: bad.prop,
    lambda: [x for x in bad],
    lambda: f"{bad}",
    lambda: bad(),
    lambda: [bad] == [1],
    lambda: bad.other,
]
for step in steps:
    try:
        step()
    except Exception as e:
        tb = e.__traceback__
        print(type(e).__name__, e)
with_failed = False
try:
    with bad:
        pass
except ValueError:
    with_failed = True
print(with_failed)
chain()
