class Http(Exception):
    """A reply that is no success."""
    def __init__(self, status, reason="unknown"):
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason
e = Http(404, reason="not found")
print(e, repr(e), e.args, e.status, e.reason, Http.__doc__)
try:
    raise Http(500)
except Http as x:
    print(x, x.status)
try:
    Http()
except TypeError as x:
    print(x)
