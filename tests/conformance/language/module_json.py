# json: what is written, what is read, what is wrong with it.
import json


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


data = {"a": [1, 2.5, True, None], "b": {"c": "é\n\"q\" \\ 😀"}, "d": [], "e": {}, 1: 2, None: 3, True: 4, 1.5: 5}
print(json.dumps(data))
print(json.dumps(data, indent=2))
print(json.dumps({"b": 1, "a": [1, {"z": 0}]}, sort_keys=True, indent="--", separators=(",", "=")))
print(json.dumps([1, 2], separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps([]), json.dumps({}, indent=2), json.dumps([[]], indent=1))
print(json.dumps(float("nan")), json.dumps([float("inf"), -float("inf")]), json.dumps((1, 2)), json.dumps(1e100), json.dumps("\x7f\x01/"))
print(json.dumps({"s": {1, 2}}, default=lambda o: sorted(o)), json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))
tell(lambda: json.dumps({1, 2}))
tell(lambda: json.dumps({(1,): 2}))
tell(lambda: json.dumps(float("nan"), allow_nan=False))
loop = []
loop.append(loop)
tell(lambda: json.dumps(loop))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, range):
            return list(o)
        return super().default(o)


print(json.dumps(range(3), cls=Encoder))
tell(lambda: json.dumps(object, cls=Encoder))
print(json.loads('{"a": [1, -2.5e3, true, false, null], "b": "\\u00e9\\n\\ud83d\\ude00\\/"}'))
print(json.loads(' [1 , 2 ]\n'), json.loads("3"), json.loads('"x"'), json.loads("NaN"), json.loads("-Infinity"), json.loads("[]"), json.loads("{}"))
print(json.loads('{"a": 1, "a": 2}'), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)), json.loads('{"a": 1}', object_pairs_hook=list), json.loads("[1.5, 2]", parse_float=str, parse_int=str))
for text in ["", "  ", "{", "[1,", "[1 2]", '{"a" 1}', '{"a": 1,}', "{a: 1}", '"abc', '"a\\x"', '"a\nb"', "[1] x", "tru", "01", "-", "1.", "1e", '"\\u12g4"', "[1,]", "nul", '{"a":}', '\n\n  {"a": 1\n "b"}', "'a'", "[", '"\\']:
    tell(lambda: json.loads(text))
tell(lambda: json.loads(3))
try:
    json.loads("[1,\n x]")
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, repr(error.doc), isinstance(error, ValueError))
json.loads("oops")
