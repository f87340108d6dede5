class Coded(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code
    def __str__(self):
        return f"code <{self.code}>"
    def __repr__(self):
        return f"Coded({self.code})!"
e = Coded(7)
print(e, repr(e), [e], f"{e} {e!r} {e!s:>12}", "%s %r" % (e, e), "{} {!r}".format(e, e))
print(str(ValueError(e)), ValueError(e), KeyError(e), ExceptionGroup("g", [e]).exceptions)
raise e
