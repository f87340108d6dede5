// What a program makes is asked for before it is made: every built-in and operator that makes
// something is called here to make more than the run may hold, and the process never holds much
// more than that. A new built-in needs an entry, or the first test fails.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/run/library.h"
#include "tests/runs/bounded.h"

namespace grove {
namespace {

// T: a text of 4 MB; L: a list of 3.2 MB; D, S: a dict and a set of as much; E: a list of
// exceptions. Each is made only where the statement has its name.
constexpr struct {
  const char* name;
  const char* made_by;
} kLarge[] = {
    {"T", "T = 'aB' * 2_000_000"},           {"W", "W = ' a\\t' * 1_200_000"},
    {"L", "L = [None] * 200_000"},           {"D", "D = {i: i for i in range(40_000)}"},
    {"Y", "Y = b'aB' * 2_000_000"},          {"N", "N = 3 << 8_000_000"},
    {"S", "S = {i for i in range(40_000)}"}, {"E", "E = [ValueError()] * 160_000"},
};

struct Entry {
  const char* native;  // qualified name, as the library has it
  const char* makes;
};

const Entry kEntries[] = {
    {"bytes.upper", "[Y.upper() for _ in range(9)]"},
    {"bytearray.upper", "[bytearray(Y).upper() for _ in range(9)]"},
    {"bytes.lower", "[Y.lower() for _ in range(9)]"},
    {"bytearray.lower", "[bytearray(Y).lower() for _ in range(9)]"},
    {"bytes.swapcase", "[Y.swapcase() for _ in range(9)]"},
    {"bytearray.swapcase", "[bytearray(Y).swapcase() for _ in range(9)]"},
    {"bytes.title", "[Y.title() for _ in range(9)]"},
    {"bytearray.title", "[bytearray(Y).title() for _ in range(9)]"},
    {"bytes.capitalize", "[Y.capitalize() for _ in range(9)]"},
    {"bytearray.capitalize", "[bytearray(Y).capitalize() for _ in range(9)]"},
    {"bytes.center", "[Y.center(10**9) for _ in range(9)]"},
    {"bytearray.center", "[bytearray(Y).center(10**9) for _ in range(9)]"},
    {"bytes.ljust", "[Y.ljust(10**9) for _ in range(9)]"},
    {"bytearray.ljust", "[bytearray(Y).ljust(10**9) for _ in range(9)]"},
    {"bytes.rjust", "[Y.rjust(10**9) for _ in range(9)]"},
    {"bytearray.rjust", "[bytearray(Y).rjust(10**9) for _ in range(9)]"},
    {"bytes.zfill", "[Y.zfill(10**9) for _ in range(9)]"},
    {"bytearray.zfill", "[bytearray(Y).zfill(10**9) for _ in range(9)]"},
    {"bytes.expandtabs", "[Y.replace(b'a', b'\\t').expandtabs(1000) for _ in range(9)]"},
    {"bytearray.expandtabs",
     "[bytearray(Y).replace(b'a', b'\\t').expandtabs(1000) for _ in range(9)]"},
    {"bytes.hex", "[Y.hex() for _ in range(9)]"},
    {"bytearray.hex", "[bytearray(Y).hex() for _ in range(9)]"},
    {"bytes.decode", "[Y.decode() for _ in range(9)]"},
    {"bytearray.decode", "[bytearray(Y).decode() for _ in range(9)]"},
    {"bytes.join", "[Y.join([Y, Y, Y]) for _ in range(9)]"},
    {"bytearray.join", "[bytearray(Y).join([Y, Y, Y]) for _ in range(9)]"},
    {"bytes.replace", "[Y.replace(b'a', b'xyzxyz') for _ in range(9)]"},
    {"bytearray.replace", "[bytearray(Y).replace(b'a', b'xyzxyz') for _ in range(9)]"},
    {"bytes.split", "[Y.split(b'a') for _ in range(9)]"},
    {"bytearray.split", "[bytearray(Y).split(b'a') for _ in range(9)]"},
    {"bytes.rsplit", "[Y.rsplit(b'a') for _ in range(9)]"},
    {"bytearray.rsplit", "[bytearray(Y).rsplit(b'a') for _ in range(9)]"},
    {"bytes.splitlines", "[Y.replace(b'a', b'\\n').splitlines() for _ in range(9)]"},
    {"bytearray.splitlines", "[bytearray(Y).replace(b'a', b'\\n').splitlines() for _ in range(9)]"},
    {"bytes.partition", "[Y.partition(b'x') for _ in range(9)]"},
    {"bytearray.partition", "[bytearray(Y).partition(b'x') for _ in range(9)]"},
    {"bytes.rpartition", "[Y.rpartition(b'x') for _ in range(9)]"},
    {"bytearray.rpartition", "[bytearray(Y).rpartition(b'x') for _ in range(9)]"},
    {"bytes.translate", "[Y.translate(None) for _ in range(9)]"},
    {"bytearray.translate", "[bytearray(Y).translate(None) for _ in range(9)]"},
    {"bytes.removeprefix", "[Y.removeprefix(b'a') for _ in range(9)]"},
    {"bytearray.removeprefix", "[bytearray(Y).removeprefix(b'a') for _ in range(9)]"},
    {"bytes.removesuffix", "[Y.removesuffix(b'B') for _ in range(9)]"},
    {"bytearray.removesuffix", "[bytearray(Y).removesuffix(b'B') for _ in range(9)]"},
    {"bytes.strip", "[Y.strip(b'a') for _ in range(9)]"},
    {"bytearray.strip", "[bytearray(Y).strip(b'a') for _ in range(9)]"},
    {"bytes.lstrip", "[Y.lstrip(b'a') for _ in range(9)]"},
    {"bytearray.lstrip", "[bytearray(Y).lstrip(b'a') for _ in range(9)]"},
    {"bytes.rstrip", "[Y.rstrip(b'B') for _ in range(9)]"},
    {"bytearray.rstrip", "[bytearray(Y).rstrip(b'B') for _ in range(9)]"},
    {"bytes", "[bytes(10**6) for _ in range(99)]"},
    {"bytearray", "[bytearray(Y) for _ in range(9)]"},
    {"bytes.fromhex", "[bytes.fromhex('61' * 500_000) for _ in range(99)]"},
    {"bytearray.fromhex", "[bytearray.fromhex('61' * 500_000) for _ in range(99)]"},
    {"bytearray.extend", "x = bytearray()\nwhile True: x.extend(Y)"},
    {"bytearray.append", "x = bytearray()\nwhile True: x.append(1)"},
    {"bytearray.copy", "[bytearray(Y).copy() for _ in range(9)]"},
    {"bytearray.insert", "x = bytearray(Y)\nwhile True: x.insert(-1, 1)"},
    {"str.encode", "[T.encode() for _ in range(9)]"},
    {"int.to_bytes", "[N.to_bytes(10**7) for _ in range(9)]"},
    {"int.from_bytes", "[int.from_bytes(Y) for _ in range(9)]"},
    {"pow", "[pow(2, 30_000_000) for _ in range(9)]"},
    {"divmod", "[divmod(N, 3) for _ in range(9)]"},
    {"bin", "bin(N)"},
    {"oct", "oct(N)"},
    {"hex", "hex(N)"},
    {"abs", "[abs(-N) for _ in range(9)]"},
    {"round", "[round(N, -3) for _ in range(9)]"},
    {"math.factorial", "import math\nmath.factorial(10**12)"},
    {"math.comb", "import math\nmath.comb(10**12, 10**11)"},
    {"math.perm", "import math\nmath.perm(10**12, 10**11)"},
    {"math.lcm", "import math\n[math.lcm(N, 2) for _ in range(9)]"},
    {"math.gcd", "import math\n[math.gcd(N, 0) for _ in range(9)]"},
    {"random.getrandbits", "import random\nrandom.getrandbits(10**9)"},
    {"Random.getrandbits", "import random\nrandom.Random(1).getrandbits(10**9)"},
    {"str", "str([T])"},
    {"repr", "repr(T)"},
    {"ascii", "ascii(T)"},
    {"format", "format(1, '10000000')"},
    {"print", "print(*[T] * 1000, sep=T)"},
    {"str.center", "'x'.center(10**9)"},
    {"str.ljust", "'x'.ljust(10**9)"},
    {"str.rjust", "'x'.rjust(10**9)"},
    {"str.zfill", "'x'.zfill(10**9)"},
    {"str.upper", "T.upper()"},
    {"str.lower", "T.lower()"},
    {"str.casefold", "T.casefold()"},
    {"str.swapcase", "T.swapcase()"},
    {"str.capitalize", "T.capitalize()"},
    {"str.title", "T.title()"},
    {"str.strip", "W.strip()"},
    {"str.lstrip", "W.lstrip()"},
    {"str.rstrip", "W.rstrip()"},
    {"str.removeprefix", "T.removeprefix('aB')"},
    {"str.removesuffix", "T.removesuffix('aB')"},
    {"str.format", "'{0}{0}{0}'.format(T)"},
    {"str.format_map", "'{x}{x}{x}'.format_map({'x': T})"},
    {"str.split", "W.split()"},
    {"str.rsplit", "W.rsplit('a')"},
    {"str.splitlines", "('\\n' * 1_000_000).splitlines()"},
    {"str.partition", "T.partition('B')"},
    {"str.rpartition", "T.rpartition('B')"},
    {"str.join", "T.join(['', ''] * 1000)"},
    {"str.replace", "T.replace('a', T)"},
    {"str.expandtabs", "W.expandtabs(1000)"},
    {"str.translate", "T.translate({97: 'xxxx'})"},
    {"str.maketrans", "str.maketrans({i: i for i in range(40_000)})"},
    {"list", "list(L)"},
    {"list.append", "while True: L.append(None)"},
    {"list.extend", "L.extend(L)"},
    {"list.insert", "while True: L.insert(10**6, None)"},
    {"list.copy", "L.copy()"},
    {"list.sort", "L.sort(key=lambda x: 1)"},
    {"sorted", "sorted(range(400_000))"},
    {"tuple", "tuple(L)"},
    {"dict", "dict(D)"},
    {"dict.update", "x = {}\nx.update(D)"},
    {"dict.copy", "D.copy()"},
    {"dict.fromkeys", "dict.fromkeys(range(100_000))"},
    {"dict.setdefault", "i = 0\nwhile True:\n    D.setdefault(-i)\n    i += 1"},
    {"set", "set(S)"},
    {"set.add", "i = 0\nwhile True:\n    S.add(-i)\n    i += 1"},
    {"set.copy", "S.copy()"},
    {"set.update", "x = set()\nx.update(S)"},
    {"set.union", "S.union(range(-40_000, 0))"},
    {"set.intersection", "S.intersection(S)"},
    {"set.difference", "S.difference([])"},
    {"set.symmetric_difference", "S.symmetric_difference([-1])"},
    {"set.intersection_update", "S.intersection_update(range(40_000))"},
    {"set.difference_update", "S.difference_update(range(-40_000, 0))"},
    {"set.symmetric_difference_update", "S.symmetric_difference_update(range(-40_000, 0))"},
    {"set.issubset", "S.issubset(range(40_000))"},
    {"set.issuperset", "S.issuperset(range(40_000))"},
    {"set.isdisjoint", "S.isdisjoint(range(40_000))"},
    {"frozenset", "frozenset(S)"},
    {"frozenset.union", "frozenset(S).union(range(-40_000, 0))"},
    {"frozenset.intersection", "frozenset(S).intersection(S)"},
    {"frozenset.difference", "frozenset(S).difference([])"},
    {"frozenset.symmetric_difference", "frozenset(S).symmetric_difference([-1])"},
    {"frozenset.issubset", "frozenset(S).issubset(range(40_000))"},
    {"frozenset.issuperset", "frozenset(S).issuperset(range(40_000))"},
    {"frozenset.isdisjoint", "frozenset(S).isdisjoint(range(40_000))"},
    {"map", "map(print, *L)\nmap(print, *[[]] * 200_000)"},
    {"zip", "zip(*L)\nzip(*[[]] * 200_000)"},
    {"sum", "sum([L, L], [])"},
    {"setattr",
     "class A(Exception): pass\ni = 0\nwhile True:\n    setattr(A, f'n{i}', i)\n    i += 1"},
    {"getattr", "i = 0\nwhile True:\n    getattr(1, f'n{i}', i)\n    i += 1"},
    {"hasattr", "i = 0\nwhile True:\n    hasattr(1, f'n{i}')\n    i += 1"},
    {"delattr",
     "class A(Exception): pass\ni = 0\nwhile True:\n    try: delattr(A, f'n{i}')\n"
     "    except AttributeError: i += 1"},
    {"BaseException.__init__", "ValueError(*L)"},
    {"BaseException.__str__", "str(ValueError(T))\nstr(ValueError(T, T))"},
    {"BaseException.__repr__", "repr(ValueError(T))"},
    {"BaseException.add_note", "e = ValueError()\nwhile True: e.add_note('x')"},
    {"BaseException.args", "ValueError().args = L"},
    {"KeyError.__str__", "str(KeyError(T))"},
    {"OSError.__str__", "str(OSError(1, T))"},
    {"BaseExceptionGroup", "ExceptionGroup('', E)"},
    {"BaseExceptionGroup.__str__", "str(ExceptionGroup(T, [ValueError()]))"},
    {"BaseExceptionGroup.derive", "ExceptionGroup('', [ValueError()]).derive(E)"},
    {"BaseExceptionGroup.split",
     "ExceptionGroup('', E[:70_000]).split(ValueError)\n"
     "ExceptionGroup('', E[:70_000]).split(lambda e: False)"},
    {"BaseExceptionGroup.subgroup",
     "ExceptionGroup('', E[:70_000]).subgroup(lambda e: True)\n"
     "ExceptionGroup('', E[:70_000]).subgroup(lambda e: False)"},
    {"Value.__repr__", "import outcome\nrepr(outcome.Value(T))"},
    {"functools.partial.__init__", "import functools\nfunctools.partial(print, *L)"},
    {"Random.choices", "import random\nrandom.choices([1], k=10**7)"},
    {"Random.sample", "import random\nrandom.sample(range(10**7), 10**6)"},
};

// Operators and statements, which no table of the library has.
const char* const kStatements[] = {
    "2 ** 10 ** 12",
    "1 << 10 ** 12",
    "N * 2 ** 300_000_000",
    "while True: N += N",
    "[N | i for i in range(99)]",
    "[-N for _ in range(9)]",
    "Y * 1000",
    "[Y + Y for _ in range(9)]",
    "[b'%s' % Y for _ in range(9)]",
    "x = bytearray(Y)\nwhile True: x += Y",
    "x = bytearray(Y)\nwhile True: x[1:1] = Y",
    "T + T",
    "T += T\nT += T",
    "T * 2",
    "2 * T",
    "T[::-1]",
    "T[1:]",
    "('é' + T)[::2]",
    "T % ()\n'%s%s' % (T, T)",
    "'%10000000d' % 1",
    "'%.9999999d' % 1",
    "'%r' % T",
    "'%(x)s%(x)s' % {'x': T}",
    "f'{T}{T}'",
    "f'{T!r}'",
    "f'{1:{10**7}}'",
    "f'{1.5:.{10**7}f}'",
    "f'{T:>5000000}'",
    "L + L",
    "L += L",
    "L *= 2",
    "L * 2",
    "L[:]",
    "L[::-1]",
    "L[1:1] = L",
    "L[:] = range(400_000)",
    "L[::2] = [1] * 100_000",
    "del L[:]\nL = []\nfor i in range(10**6): L.append(i)",
    "[*L, *L]",
    "(*L, *L)",
    "{*S, *range(-40_000, 0)}",
    "{**D, **{-i: i for i in range(40_000)}}",
    "[i for i in range(10**6)]",
    "{i for i in range(10**6)}",
    "{i: i for i in range(10**6)}",
    "a, *b = L",
    "print(*L)",
    "def f(*args): pass\nf(*L)",
    "def f(**args): pass\nf(**{f'n{i}': i for i in range(20_000)}, **{f'm{i}': i for i in "
    "range(20_000)})",
    "D | D",
    "D |= {-i: i for i in range(40_000)}",
    "S | S",
    "S & S",
    "S - {1}",
    "S ^ {-1}",
    "S |= set(range(-40_000, 0))",
    "D.keys() | D.keys()",
    "i = 0\nwhile True:\n    D[-i] = i\n    i += 1",
    "class A(Exception): pass\nwhile True:\n    class A(A): pass",
    "class A(Exception): pass\nx = []\nwhile True: x.append(A())",
    "x = []\nwhile True: x.append(lambda: x)",
    "x = None\nwhile True: x = [x]",
    "x = None\nwhile True: x = (x,)",
    "e = ValueError()\nwhile True:\n    try: raise e\n    except ValueError: pass",
    "x = None\nwhile True:\n    try: raise ValueError(1)\n    except ValueError as e:\n"
    "        e.__context__ = x\n        x = e",
    "while True: print('x' * 1000)",
    "i = 0\nwhile True:\n    try: raise ValueError(str(i) * 1000)\n"
    "    except ValueError: i += 1",
};

// What makes nothing that could be large: numbers, truth values, one object, a reference to what is
// there.
// clang-format off
const char* const kMakesLittle[] = {
    "math.isqrt", "open", "float.fromhex", "bytearray.clear", "bytearray.pop", "bytearray.remove",
    "bytearray.reverse", "complex", "complex.conjugate", "complex.imag", "complex.real",
    "UnicodeEncodeError", "UnicodeDecodeError", "bytes.find", "bytes.rfind", "bytes.index",
    "bytes.rindex", "bytes.count", "bytes.startswith", "bytes.endswith", "bytes.isalpha",
    "bytes.isalnum", "bytes.isdigit", "bytes.isspace", "bytes.isascii", "bytes.isupper",
    "bytes.islower", "bytes.istitle", "bytes.maketrans", "bytearray.find", "bytearray.rfind",
    "bytearray.index", "bytearray.rindex", "bytearray.count", "bytearray.startswith",
    "bytearray.endswith", "bytearray.isalpha", "bytearray.isalnum", "bytearray.isdigit",
    "bytearray.isspace", "bytearray.isascii", "bytearray.isupper", "bytearray.islower",
    "bytearray.istitle", "bytearray.maketrans", "method", "GenericAlias", "mappingproxy",
    "TextIOWrapper.write", "TextIOWrapper.flush", "TextIOWrapper.isatty",
    "TextIOWrapper.readable", "TextIOWrapper.writable", "TextIOWrapper.seekable",
    "TextIOWrapper.fileno", "TextIOWrapper.name", "sys.exc_info", "sys.exception",
    "_sys.program_file", "_sys.caller", "_sys.source_line", "_sys.traceback_text",
    "_contextvars.current", "_contextvars.enter", "_contextvars.leave", "property", "property.fget", "property.fset",
    "property.fdel", "property.getter", "property.setter", "property.deleter", "classmethod",
    "staticmethod", "slice", "slice.start", "slice.stop", "slice.step", "slice.indices", "hash",
    "vars", "dir", "type.mro", "mappingproxy.get", "mappingproxy.keys", "mappingproxy.values",
    "mappingproxy.items", "mappingproxy.copy", "code.co_argcount", "code.co_filename", "code.co_firstlineno", "code.co_kwonlyargcount", "code.co_name", "code.co_posonlyargcount", "code.co_qualname", "coroutine.cr_await", "coroutine.cr_code", "coroutine.cr_origin", "coroutine_wrapper.close", "coroutine_wrapper.throw", "frame.f_back", "frame.f_code", "frame.f_lineno", "frame.f_locals", "generator.gi_code", "sys._getframe", "coroutine_wrapper.send", "ImportError.__str__",
    "_GeneratorContextManager.__enter__", "_GeneratorContextManager.__exit__", "AttributeError",
    "AttributeError.name", "AttributeError.obj", "BaseException.__cause__",
    "BaseException.__context__", "BaseException.__suppress_context__",
    "BaseException.__traceback__", "BaseException.with_traceback",
    "BaseExceptionGroup.exceptions", "BaseExceptionGroup.message", "Error.__eq__",
    "Error.__repr__", "Error.error", "Error.unwrap", "GenericAlias.__eq__",
    "GenericAlias.__repr__", "ImportError", "ImportError.msg", "ImportError.name",
    "ImportError.path", "NameError", "NameError.name", "OSError", "OSError.errno",
    "OSError.filename", "OSError.filename2", "OSError.strerror", "Random.choice", "Random.expovariate",
    "Random.normalvariate", "Random.randint", "Random.random", "Random.randrange", "Random.seed",
    "Random.shuffle", "Random.uniform", "StopIteration", "StopIteration.value", "SystemExit",
    "SystemExit.__init__", "SystemExit.code", "UnionType.__eq__", "UnionType.__repr__",
    "Value.__eq__", "Value.unwrap", "Value.value", "all", "any", "bool", "callable", "chr",
    "contextlib.suppress.__init__", "coroutine.close", "dict.clear", "dict.get", "dict.items",
    "dict.keys", "dict.pop", "dict.popitem", "dict.values", "aiter", "coroutine.cr_frame",
    "coroutine.cr_running", "coroutine.cr_suspended", "coroutine.send", "coroutine.throw",
    "anext", "async_generator.__aiter__", "async_generator.__anext__", "async_generator.aclose",
    "async_generator.ag_frame", "async_generator.ag_running", "async_generator.asend",
    "async_generator.athrow", "enumerate", "filter", "generator.close", "generator.gi_frame",
    "generator.gi_running", "generator.gi_suspended", "generator.gi_yieldfrom", "generator.send",
    "generator.throw", "float", "float.as_integer_ratio", "float.conjugate", "float.hex",
    "float.imag", "float.is_integer", "float.real", "frozenset.copy", "id", "int",
    "int.as_integer_ratio", "int.bit_count", "int.bit_length", "int.conjugate", "int.denominator",
    "int.imag", "int.numerator", "int.real", "isinstance", "issubclass", "iter",
    "itertools.count", "len", "list.clear", "list.count", "list.index", "list.pop", "list.remove",
    "list.reverse", "math.acos", "math.acosh", "math.asin", "math.asinh", "math.atan",
    "math.atan2", "math.atanh", "math.cbrt", "math.ceil", "math.copysign", "math.cos",
    "math.cosh", "math.degrees", "math.dist", "math.exp", "math.exp2", "math.expm1", "math.fabs",
    "math.floor", "math.fmod", "math.frexp", "math.fsum", "math.hypot", "math.isclose",
    "math.isfinite", "math.isinf", "math.isnan", "math.ldexp", "math.log", "math.log10",
    "math.log1p", "math.log2", "math.modf", "math.pow", "math.prod", "math.radians",
    "math.remainder", "math.sin", "math.sinh", "math.sqrt", "math.tan", "math.tanh", "math.trunc",
    "max", "min", "next", "ord", "outcome.Error.__init__", "outcome.Value.__init__",
    "outcome.acapture", "outcome.capture", "partial.__call__", "partial.__repr__", "partial.args",
    "partial.func", "partial.keywords", "random.Random.__init__", "random.choice",
    "random.choices", "random.expovariate", "random.normalvariate", "random.randint",
    "random.random", "random.randrange", "random.sample", "random.seed", "random.shuffle",
    "random.uniform", "range", "range.count", "range.index", "range.start", "range.step",
    "range.stop", "reversed", "set.clear", "set.discard", "set.pop", "set.remove", "str.count",
    "str.endswith", "str.find", "str.index", "str.isalnum", "str.isalpha", "str.isascii",
    "str.isdecimal", "str.isdigit", "str.isidentifier", "str.islower", "str.isnumeric",
    "str.isprintable", "str.isspace", "str.istitle", "str.isupper", "str.rfind", "str.rindex",
    "str.startswith", "super", "suppress.__enter__", "suppress.__exit__", "time.monotonic",
    "time.perf_counter", "time.sleep", "time.time", "tuple.count", "tuple.index", "type",
};
// clang-format on

std::string program_for(const std::string& body) {
  std::string source;
  for (const auto& large : kLarge) {
    for (std::size_t at = body.find(large.name); at != std::string::npos;
         at = body.find(large.name, at + 1)) {
      const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
      if ((at > 0 && is_part(body[at - 1])) || is_part((body + " ")[at + 1])) continue;
      source += std::string(large.made_by) + "\n";
      break;
    }
  }
  return source + "print('ready')\n" + body + "\nprint('went on')\n";
}

TEST_CASE("every built-in is known to make little, or has an entry of what it could make") {
  std::set<std::string> known;
  for (const Entry& entry : kEntries) CHECK(known.insert(entry.native).second);
  for (const char* name : kMakesLittle) CHECK(known.insert(name).second);
  std::set<std::string> there;
  const Library& library = builtin_library();
  // What Trio and asyncio make is tasks, scopes, futures and the like, one by one.
  const auto is_of_library = [](const std::string& module) {
    return module.empty() || module.starts_with("trio") || module.starts_with("asyncio") ||
           module == "_asyncio" || module == "_trio" || module == "_threads" ||
           module == "_network" || module == "_asyncio_sockets" || module == "_asyncio_futures" ||
           module == "_files" || module == "_signal" || module == "_process_table" ||
           module == "_trio_asyncio";
  };
  for (const Native& native : library.natives()) {
    if (is_of_library(native.module)) continue;
    const bool is_bare = native.module == "builtins" || native.owner >= 0;
    if (native.qualname.starts_with("Mailbox.")) continue;
    const std::string name = is_bare ? native.qualname : native.module + "." + native.qualname;
    // One step makes little; the other special methods make what their operators do.
    const bool is_special = native.name.starts_with("__") && native.name.ends_with("__");
    if (!is_special || known.count(name) > 0) there.insert(name);
  }
  std::string unknown, gone;
  for (const std::string& name : there) {
    if (known.count(name) == 0) unknown += "    \"" + name + "\",\n";
  }
  for (const std::string& name : known) {
    if (there.count(name) == 0) gone += "    \"" + name + "\",\n";
  }
  CHECK(unknown == "");
  CHECK(gone == "");
}

TEST_CASE("no built-in makes more than the run may hold") {
  for (const Entry& entry : kEntries) check_bounded(program_for(entry.makes));
}

TEST_CASE("no operator and no statement makes more than the run may hold") {
  for (const char* body : kStatements) check_bounded(program_for(body));
}

}  // namespace
}  // namespace grove
