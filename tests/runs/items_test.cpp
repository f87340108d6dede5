// Every loop of ours counts: each built-in that goes through something is called with much of it,
// under a limit that only its items can reach.

#include <algorithm>
#include <map>
#include <set>

#include "engine/run/library.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

// What the bodies work on, made before the count begins anew with a run of Trio.
constexpr const char* kPrelude = R"(import functools, itertools, math, random, trio

async def main():
    pass

numbers = list(range(50_000))
same = [0] * 50_000
row = tuple(numbers)
words = ['w'] * 50_000
text = 'ab' * 100_000
data = b'ab' * 100_000
array = bytearray(data)
huge = 3 ** 100_000
accents = 'é' * 100_000
blanks = ' ' * 200_000
trio.run(main)
keys = dict.fromkeys(numbers)
members = set(numbers)
trio.run(main)
others = set(numbers)
frozen = frozenset(numbers)
trio.run(main)
classes = (int,)
for _ in range(40):
    classes = (classes, classes)
thing = ValueError()
generator = random.Random(1)
group = ExceptionGroup('g', [ValueError()] * 2_000)
lengthy = ValueError(text)
many = [ValueError()] * 50_000
bound = functools.partial(max, *numbers)
trio.run(main)
)";

// Body by the name of the built-in, or of the operation.
const std::map<std::string, std::string>& bodies() {
  static const std::map<std::string, std::string> kBodies{
      {"bytes.find", "data.find(b'x')"},
      {"bytearray.find", "array.find(b'x')"},
      {"bytes.rfind", "data.rfind(b'x')"},
      {"bytearray.rfind", "array.rfind(b'x')"},
      {"bytes.index", "data.index(b'x')"},
      {"bytearray.index", "array.index(b'x')"},
      {"bytes.rindex", "data.rindex(b'x')"},
      {"bytearray.rindex", "array.rindex(b'x')"},
      {"bytes.count", "data.count(b'x')"},
      {"bytearray.count", "array.count(b'x')"},
      {"bytes.startswith", "data.startswith(b'x')"},
      {"bytearray.startswith", "array.startswith(b'x')"},
      {"bytes.endswith", "data.endswith(b'x')"},
      {"bytearray.endswith", "array.endswith(b'x')"},
      {"bytes.removeprefix", "data.removeprefix(b'x')"},
      {"bytearray.removeprefix", "array.removeprefix(b'x')"},
      {"bytes.removesuffix", "data.removesuffix(b'x')"},
      {"bytearray.removesuffix", "array.removesuffix(b'x')"},
      {"bytes.split", "data.split(b'x')"},
      {"bytearray.split", "array.split(b'x')"},
      {"bytes.rsplit", "data.rsplit(b'x')"},
      {"bytearray.rsplit", "array.rsplit(b'x')"},
      {"bytes.splitlines", "data.splitlines()"},
      {"bytearray.splitlines", "array.splitlines()"},
      {"bytes.partition", "data.partition(b'x')"},
      {"bytearray.partition", "array.partition(b'x')"},
      {"bytes.rpartition", "data.rpartition(b'x')"},
      {"bytearray.rpartition", "array.rpartition(b'x')"},
      {"bytes.join", "data.join([data, data])"},
      {"bytearray.join", "array.join([data, data])"},
      {"bytes.replace", "data.replace(b'x', b'y')"},
      {"bytearray.replace", "array.replace(b'x', b'y')"},
      {"bytes.isalpha", "data.isalpha()"},
      {"bytearray.isalpha", "array.isalpha()"},
      {"bytes.isalnum", "data.isalnum()"},
      {"bytearray.isalnum", "array.isalnum()"},
      {"bytes.isdigit", "data.isdigit()"},
      {"bytearray.isdigit", "array.isdigit()"},
      {"bytes.isspace", "data.isspace()"},
      {"bytearray.isspace", "array.isspace()"},
      {"bytes.isascii", "data.isascii()"},
      {"bytearray.isascii", "array.isascii()"},
      {"bytes.isupper", "data.isupper()"},
      {"bytearray.isupper", "array.isupper()"},
      {"bytes.islower", "data.islower()"},
      {"bytearray.islower", "array.islower()"},
      {"bytes.istitle", "data.istitle()"},
      {"bytearray.istitle", "array.istitle()"},
      {"bytes.upper", "data.upper()"},
      {"bytearray.upper", "array.upper()"},
      {"bytes.lower", "data.lower()"},
      {"bytearray.lower", "array.lower()"},
      {"bytes.swapcase", "data.swapcase()"},
      {"bytearray.swapcase", "array.swapcase()"},
      {"bytes.title", "data.title()"},
      {"bytearray.title", "array.title()"},
      {"bytes.capitalize", "data.capitalize()"},
      {"bytearray.capitalize", "array.capitalize()"},
      {"bytes.strip", "data.strip(b'x')"},
      {"bytearray.strip", "array.strip(b'x')"},
      {"bytes.lstrip", "data.lstrip(b'x')"},
      {"bytearray.lstrip", "array.lstrip(b'x')"},
      {"bytes.rstrip", "data.rstrip(b'x')"},
      {"bytearray.rstrip", "array.rstrip(b'x')"},
      {"bytes.center", "data.center(300_000)"},
      {"bytearray.center", "array.center(300_000)"},
      {"bytes.ljust", "data.ljust(300_000)"},
      {"bytearray.ljust", "array.ljust(300_000)"},
      {"bytes.rjust", "data.rjust(300_000)"},
      {"bytearray.rjust", "array.rjust(300_000)"},
      {"bytes.zfill", "data.zfill(300_000)"},
      {"bytearray.zfill", "array.zfill(300_000)"},
      {"bytes.expandtabs", "data.expandtabs()"},
      {"bytearray.expandtabs", "array.expandtabs()"},
      {"bytes.translate", "data.translate(None)"},
      {"bytearray.translate", "array.translate(None)"},
      {"bytes.hex", "data.hex()"},
      {"bytearray.hex", "array.hex()"},
      {"bytes.decode", "data.decode('latin-1')"},
      {"bytearray.decode", "array.decode('latin-1')"},
      {"bytes.maketrans", "data.maketrans(data, data)"},
      {"bytearray.maketrans", "array.maketrans(data, data)"},
      {"float.fromhex", "float.fromhex(text)"},
      {"bytes", "bytes(array)"},
      {"bytearray", "bytearray(data)"},
      {"bytes.fromhex", "bytes.fromhex(text)"},
      {"bytearray.fromhex", "bytearray.fromhex(text)"},
      {"bytearray.extend", "bytearray().extend(data)"},
      {"bytearray.insert", "array.insert(0, 1)"},
      {"bytearray.pop", "array.pop(0)"},
      {"bytearray.remove", "array.remove(255)"},
      {"bytearray.reverse", "array.reverse()"},
      {"str.encode", "text.encode()"},
      {"int.to_bytes", "huge.to_bytes(100_000)"},
      {"int.from_bytes", "int.from_bytes(data)"},
      {"pow", "pow(3, huge, 7)"},
      {"divmod", "divmod(huge, huge // 7)"},
      {"bin", "bin(huge)"},
      {"oct", "oct(huge)"},
      {"hex", "hex(huge)"},
      {"round", "round(huge, -100)"},
      {"abs", "abs(-huge)"},
      {"math.factorial", "math.factorial(10_000)"},
      {"math.isqrt", "math.isqrt(huge)"},
      {"math.comb", "math.comb(20_000, 10_000)"},
      {"math.perm", "math.perm(20_000, 10_000)"},
      {"operator * of ints", "huge * huge"},
      {"operator // of ints", "huge // (huge >> 80_000)"},
      {"operator + of ints", "huge + huge"},
      {"operator ** of ints", "3 ** 100_000"},
      {"operator << of ints", "huge << 1_000_000"},
      {"operator == of ints", "huge == huge + 0"},
      {"hash of an int", "hash(huge)"},
      {"operator in bytes", "b'x' in data"},
      {"operator == of bytes", "data == data[:-1] + b'c'"},
      {"operator % of bytes", "data % ()"},
      {"operator in list", "-1 in numbers"},
      {"operator in tuple", "-1 in row"},
      {"operator in str", "'x' in text"},
      {"operator in values", "-1 in keys.values()"},
      {"operator in a str that nearly matches", "text[:100_001] + 'x' in text"},
      {"operator == of lists", "numbers == list(row)"},
      {"operator == of tuples", "row == tuple(numbers)"},
      {"operator == of dicts", "keys == dict(keys)"},
      {"operator == of sets", "members == others"},
      {"operator == of texts", "text == text[:-1] + 'b'"},
      {"operator < of lists", "same < same[:]"},
      {"operator < of texts", "text < text[:-1] + 'c'"},
      {"operator <= of sets", "members <= others"},
      // Through what takes turns.
      {".collect", "list(n for n in numbers)"},
      {".contains", "-1 in map(abs, numbers)"},
      {".unpack", "a, *b = map(abs, numbers)"},
      {".extend list", "[*map(abs, numbers)]"},
      {".extend set", "{*map(abs, numbers)}"},
      {".update dict", "dict(zip(map(abs, numbers), numbers))"},
      {".set slice", "numbers[:] = map(abs, numbers)"},
      {".step", "sum(filter(None, numbers))"},
      {"map", "max(map(abs, numbers))"},
      {"filter", "any(filter(None, same))"},
      {"operator + of lists", "numbers + same"},
      {"operator + of tuples", "row + row"},
      {"operator + of texts", "text + accents"},
      {"operator += of texts", "accents += 'é'"},
      {"operator += of lists", "same += numbers"},
      {"operator * of a list", "[0] * 50_000"},
      {"operator * of a text", "'x' * 100_000"},
      {"operator | of dicts", "keys | keys"},
      {"operator | of sets", "members | others"},
      {"operator & of sets", "members & others"},
      {"operator - of sets", "members - others"},
      {"operator ^ of sets", "members ^ others"},
      {"operator |= of dicts", "keys |= keys.copy()"},
      {"operator &= of sets", "members &= others"},
      {"operator % of a text", "'%s' % text"},
      {"slice of a list", "numbers[1:]"},
      {"slice of a tuple", "row[1:]"},
      {"slice of a text", "text[1:]"},
      {"slice of a text that is no ASCII", "accents[99_000:99_001]"},
      {"place in a text that is no ASCII", "accents[99_000]"},
      {"slice backwards", "text[::-1]"},
      {"assigned slice", "numbers[0:1] = [1, 2]"},
      {"deleted slice", "del same[0:1]"},
      {"deleted item", "del same[0]"},
      {"display of a list", "[*numbers]"},
      {"display of a set", "{*numbers}"},
      {"display of a dict", "{**keys}"},
      {"unpacking", "first, *rest = numbers"},
      {"f-string", "f'{text}{text}'"},
      {"key of a dict", "keys.get(text)"},
      {"hash of a tuple", "{row: 1}"},
      {"attribute by a long name", "getattr(thing, text, None)"},
      {"all", "all(words)"},
      {"any", "any(same)"},
      {"ascii", "ascii(text)"},
      {"dict", "dict(keys)"},
      {"dict.clear", "keys.copy().clear()"},
      {"dict.copy", "keys.copy()"},
      {"dict.fromkeys", "dict.fromkeys(numbers)"},
      {"dict.update", "keys.update(keys.copy())"},
      {"enumerate", "list(enumerate(numbers))"},
      {"float", "float(blanks + '1')"},
      {"format", "format(text, '>300000')"},
      {"getattr", "getattr(thing, text, None)"},
      {"hasattr", "hasattr(thing, text)"},
      {"int", "int(blanks + '1')"},
      {"isinstance", "isinstance('x', classes)"},
      {"issubclass", "issubclass(str, classes)"},
      {"list", "list(numbers)"},
      {"list.copy", "numbers.copy()"},
      {"list.count", "same.count(0)"},
      {"list.extend", "same.extend(numbers)"},
      {"list.index", "numbers.index(-1)"},
      {"list.insert", "same.insert(0, 0)"},
      {"list.pop", "same.pop(0)"},
      {"list.remove", "numbers.remove(-1)"},
      {"list.reverse", "numbers.reverse()"},
      {"list.sort", "numbers.sort()"},
      {"max", "max(numbers)"},
      {"min", "min(numbers)"},
      {"print", "print(*numbers)"},
      {"repr", "repr(numbers)"},
      {"reversed", "list(reversed(numbers))"},
      {"set", "set(numbers)"},
      {"setattr", "setattr(thing, text, None)"},
      {"set.clear", "members.copy().clear()"},
      {"set.copy", "members.copy()"},
      {"set.difference", "members.difference(others)"},
      {"set.difference_update", "set(others).difference_update(others)"},
      {"set.intersection", "members.intersection(others)"},
      {"set.intersection_update", "members.intersection_update(others)"},
      {"set.isdisjoint", "members.isdisjoint(others)"},
      {"set.issubset", "members.issubset(others)"},
      {"set.issuperset", "members.issuperset(others)"},
      {"set.symmetric_difference", "members.symmetric_difference(others)"},
      {"set.symmetric_difference_update", "set(others).symmetric_difference_update(others)"},
      {"set.union", "members.union(others)"},
      {"set.update", "members.update(others)"},
      {"frozenset", "frozenset(numbers)"},
      {"frozenset.difference", "frozen.difference(others)"},
      {"frozenset.intersection", "frozen.intersection(others)"},
      {"frozenset.isdisjoint", "frozen.isdisjoint(others)"},
      {"frozenset.issubset", "frozen.issubset(others)"},
      {"frozenset.issuperset", "frozen.issuperset(others)"},
      {"frozenset.symmetric_difference", "frozen.symmetric_difference(others)"},
      {"frozenset.union", "frozen.union(others)"},
      {"hash of a frozenset", "{frozenset(numbers): 1}"},
      {"sorted", "sorted(numbers)"},
      {"str", "str(numbers)"},
      {"str.capitalize", "text.capitalize()"},
      {"str.casefold", "text.casefold()"},
      {"str.center", "'x'.center(100_000)"},
      {"str.count", "text.count('b')"},
      {"str.endswith", "text.endswith(text)"},
      {"str.expandtabs", "text.expandtabs()"},
      {"str.find", "text.find('x')"},
      {"str.format", "'{}'.format(text)"},
      {"str.format_map", "'{a}'.format_map({'a': text})"},
      {"str.index", "text.index('x')"},
      {"str.isalnum", "text.isalnum()"},
      {"str.isalpha", "text.isalpha()"},
      {"str.isdecimal", "text.isdecimal()"},
      {"str.isdigit", "text.isdigit()"},
      {"str.isidentifier", "text.isidentifier()"},
      {"str.islower", "text.islower()"},
      {"str.isnumeric", "text.isnumeric()"},
      {"str.isprintable", "text.isprintable()"},
      {"str.isspace", "blanks.isspace()"},
      {"str.istitle", "text.istitle()"},
      {"str.isupper", "text.isupper()"},
      {"str.join", "''.join(words)"},
      {"str.ljust", "'x'.ljust(100_000)"},
      {"str.lower", "text.lower()"},
      {"str.lstrip", "blanks.lstrip()"},
      {"str.maketrans", "str.maketrans(text, text)"},
      {"str.partition", "text.partition('x')"},
      {"str.removeprefix", "text.removeprefix('a')"},
      {"str.removesuffix", "text.removesuffix('b')"},
      {"str.replace", "text.replace('a', 'c')"},
      {"str.rfind", "text.rfind('x')"},
      {"str.rindex", "text.rindex('x')"},
      {"str.rjust", "'x'.rjust(100_000)"},
      {"str.rpartition", "text.rpartition('x')"},
      {"str.rsplit", "text.rsplit('x')"},
      {"str.rstrip", "blanks.rstrip()"},
      {"str.split", "text.split('x')"},
      {"str.splitlines", "text.splitlines()"},
      {"str.startswith", "text.startswith(text)"},
      {"str.strip", "blanks.strip()"},
      {"str.swapcase", "text.swapcase()"},
      {"str.title", "text.title()"},
      {"str.translate", "text.translate({})"},
      {"str.upper", "text.upper()"},
      {"str.zfill", "'x'.zfill(100_000)"},
      {"sum", "sum(numbers)"},
      {"tuple", "tuple(numbers)"},
      {"tuple.count", "row.count(0)"},
      {"tuple.index", "row.index(-1)"},
      {"zip", "list(zip(numbers, row))"},
      {"math.dist", "math.dist(row, row)"},
      {"math.fsum", "math.fsum(numbers)"},
      {"math.gcd", "math.gcd(*numbers)"},
      {"math.hypot", "math.hypot(*numbers)"},
      {"math.lcm", "math.lcm(*same)"},
      {"math.prod", "math.prod(same)"},
      {"random.choices", "random.choices(numbers, k=50_000)"},
      {"random.getrandbits", "random.getrandbits(1_000_000)"},
      {"random.sample", "random.sample(numbers, 50_000)"},
      {"random.seed", "random.seed(text)"},
      {"random.shuffle", "random.shuffle(numbers)"},
      {"random.Random.__init__", "random.Random(text)"},
      {"Random.choices", "generator.choices(numbers, k=50_000)"},
      {"Random.getrandbits", "generator.getrandbits(1_000_000)"},
      {"Random.sample", "generator.sample(numbers, 50_000)"},
      {"Random.seed", "generator.seed(text)"},
      {"Random.shuffle", "generator.shuffle(numbers)"},
      {"BaseException.__str__", "str(lengthy)"},
      {"BaseException.__repr__", "repr(lengthy)"},
      {"BaseExceptionGroup", "ExceptionGroup('g', many)"},
      {"BaseExceptionGroup.derive", "group.derive(many)"},
      {"BaseExceptionGroup.split", "group.split(TypeError)"},
      {"BaseExceptionGroup.subgroup", "group.subgroup(TypeError)"},
      {"partial.__call__", "bound(1)"},
      {"functools.partial.__init__", "functools.partial(print, *numbers)"},
  };
  return kBodies;
}

// Those that go through nothing: their time does not depend on what they are given, or what they do
// to each of many (wake it, record it) counts for another limit.
const std::set<std::string>& constant() {
  // clang-format off
  static const std::set<std::string> kConstant{
      "bytearray.append", "bytearray.clear", "bytearray.copy", "complex", "complex.conjugate", "complex.real", "complex.imag", "UnicodeEncodeError", "UnicodeDecodeError", "UnicodeEncodeError.__str__", "UnicodeDecodeError.__str__", "bytes.__bytes__",
      ".compare", ".unary", ".truth", ".getitem", ".setitem", ".delitem", ".getattr", ".setattr",
      ".delattr", ".build map", ".build set", ".put", ".add", ".update", ".sort", ".class",
      ".finish class", ".await", "property", "property.fget", "property.fset", "property.fdel",
      "property.getter", "property.setter", "property.deleter", "classmethod", "staticmethod",
      "slice", "slice.start", "slice.stop", "slice.step", "slice.indices", "vars", "hash", "dir",
      "type.mro", "mappingproxy.get", "mappingproxy.keys", "mappingproxy.values",
      "mappingproxy.items", "mappingproxy.copy", "code.co_argcount", "code.co_filename", "code.co_firstlineno", "code.co_kwonlyargcount", "code.co_name", "code.co_posonlyargcount", "code.co_qualname", "coroutine.cr_await", "coroutine.cr_code", "coroutine.cr_origin", "coroutine_wrapper.close", "coroutine_wrapper.throw", "frame.f_back", "frame.f_code", "frame.f_lineno", "frame.f_locals", "generator.gi_code", "sys._getframe", "_threads.next_call", "_asyncio_futures.make_stand_in", "_asyncio_futures.settle_stand_in", "._stand_in_for", "._take_awaited", "._list_of_stand_ins", "_threads.current", ".take from its task", ".innermost in its task", ".frames outside", "._hand_out", "BaseEventLoop.set_default_executor", "function.__code__", "coroutine_wrapper.send",
      ".construct", ".raise", ".call", ".import", ".answered", ".format", ".operator", ".traceback", "super",
      "coroutine.close", "BaseException.__init__", "frozenset.copy", "SystemExit.__init__", "BaseException.add_note",
      "BaseException.with_traceback", "BaseException.args", "BaseException.__cause__",
      "BaseException.__context__", "BaseException.__suppress_context__",
      "BaseException.__traceback__", "StopIteration", "StopIteration.value", "SystemExit",
      "SystemExit.code", "NameError", "NameError.name", "AttributeError", "AttributeError.name",
      "AttributeError.obj", "ImportError", "ImportError.name", "ImportError.path",
      "ImportError.msg", "ImportError.__str__", "KeyError.__str__", "OSError", "OSError.__str__", "OSError.errno",
      "OSError.strerror", "OSError.filename", "OSError.filename2", "BaseExceptionGroup.__str__",
      "BaseExceptionGroup.message", "BaseExceptionGroup.exceptions", "type",
      "GenericAlias.__repr__", "GenericAlias.__eq__", "UnionType.__repr__", "UnionType.__eq__",
      "range", "range.start", "range.stop", "range.step", "range.count", "range.index",
      "int.bit_length", "int.bit_count", "int.conjugate", "int.as_integer_ratio", "int.real",
      "int.imag", "int.numerator", "int.denominator", "bool", "float.is_integer",
      "float.as_integer_ratio", "float.hex", "float.conjugate", "float.real", "float.imag", 
      "str.isascii", "list.append", "list.clear", "dict.get", "dict.setdefault",
      "dict.pop", "dict.popitem", "dict.keys", "dict.values", "dict.items", "set.add",
      "set.discard", "set.remove", "set.pop", "chr", "ord", "delattr",
      ".close", ".last wishes", ".iter", ".next", "generator.send", "generator.throw",
      "generator.close", "generator.gi_frame", "generator.gi_running", "generator.gi_suspended",
      "generator.gi_yieldfrom", ".let go", ".asend", ".athrow", ".aclose", ".anext",
      "coroutine.send", "coroutine.throw", "coroutine.cr_running", "coroutine.cr_suspended",
      "coroutine.cr_frame", "async_generator.asend", "async_generator.athrow", "async_generator.aclose",
      "async_generator.ag_running", "async_generator.ag_frame", "aiter", "anext",
      "async_generator.__aiter__", "async_generator.__anext__", ".close asyncgen", "len", "iter", "next", "callable", "id", "random.random", "Random.random", "random.uniform",
      "Random.uniform", "random.expovariate", "Random.expovariate", "random.randrange",
      "Random.randrange", "random.randint", "Random.randint", "random.choice", "Random.choice",
      "random.normalvariate", "Random.normalvariate", "math.sqrt", "math.cbrt", "math.exp",
      "math.exp2", "math.expm1", "math.log2", "math.log10", "math.log1p", "math.sin", "math.cos",
      "math.tan", "math.asin", "math.acos", "math.atan", "math.sinh", "math.cosh", "math.tanh",
      "math.asinh", "math.acosh", "math.atanh", "math.fabs", "math.degrees", "math.radians",
      "math.isnan", "math.isinf", "math.isfinite", "math.log", "math.pow", "math.fmod",
      "math.remainder", "math.atan2", "math.copysign", "math.modf", "math.frexp", "math.ldexp",
      "math.isclose", "math.floor", "math.ceil", "math.trunc", 
      "time.sleep", "time.time", "time.monotonic", "time.perf_counter",
      "partial.__repr__", "partial.func", "partial.args", "partial.keywords",
      "contextlib.suppress.__init__", "suppress.__enter__", "suppress.__exit__", "itertools.count",
      "outcome.Value.__init__", "Value.value", "Value.unwrap", "Value.__repr__", "Value.__eq__",
      "outcome.Error.__init__", "Error.error", "Error.unwrap", "Error.__repr__", "Error.__eq__",
      "outcome.capture", "outcome.acapture", "trio.Cancelled.__init__", "Cancelled.source",
      "Cancelled.source_task", "Cancelled.reason", "Cancelled.__str__", "Cancelled.__repr__",
      "trio.sleep", "trio.sleep_until", "trio.sleep_forever", "trio.current_time",
      "trio.lowlevel.checkpoint", "trio.lowlevel.checkpoint_if_cancelled",
      "trio.lowlevel.cancel_shielded_checkpoint", "trio.CancelScope.__init__",
      "CancelScope.__enter__", "CancelScope.__exit__", "CancelScope.cancel",
      "CancelScope.cancel_called", "CancelScope.cancelled_caught", "CancelScope.shield",
      "CancelScope.deadline", "CancelScope.relative_deadline", "CancelScope.is_relative",
      "_FailManager.__enter__", "_FailManager.__exit__", "trio.move_on_after", "trio.move_on_at",
      "trio.fail_after", "trio.fail_at", "trio.current_effective_deadline", "_TaskStatus.started",
      "_TaskStatus.__repr__", "_TaskStatusIgnored.started", "_TaskStatusIgnored.__repr__",
      "NurseryManager.__aenter__", "NurseryManager.__aexit__", "NurseryManager.__enter__",
      "NurseryManager.__exit__", "Nursery.start_soon", "Nursery.start", "Nursery.child_tasks",
      "Nursery.cancel_scope", "Nursery.parent_task", "trio.open_nursery", "Task.name", "Task.coro", "Task.context",
      "Task.parent_nursery", "Task.eventual_parent_nursery", "Task.child_nurseries",
      "Task.custom_sleep_data", "Task.__repr__", "trio.lowlevel.current_task", "Abort.name",
      "Abort.value", "Abort.__str__", "Abort.__repr__", "_RaiseCancel.__call__",
      "trio.lowlevel.wait_task_rescheduled", "trio.lowlevel.reschedule",
      "trio.lowlevel.in_trio_run", "trio.lowlevel.in_trio_task", "EventStatistics.__repr__",
      "EventStatistics.tasks_waiting", "trio.Event.__init__", "Event.set", "Event.is_set",
      "Event.wait", "Event.statistics", "Event.__bool__", "LockStatistics.__repr__",
      "LockStatistics.locked", "LockStatistics.owner", "LockStatistics.tasks_waiting",
      "trio.Lock.__init__", "trio.StrictFIFOLock.__init__",
      "_LockImpl.acquire", "_LockImpl.acquire_nowait", "_LockImpl.release", "_LockImpl.locked",
      "_LockImpl.statistics", "_LockImpl.__repr__", "_LockImpl.__aenter__", "_LockImpl.__aexit__",
      "trio.lowlevel.Abort.__init__",
      "ConditionStatistics.__repr__", "ConditionStatistics.tasks_waiting",
      "ConditionStatistics.lock_statistics", "trio.Condition.__init__", "Condition.acquire",
      "Condition.acquire_nowait", "Condition.release", "Condition.locked", "Condition.wait",
      "Condition.notify", "Condition.notify_all", "Condition.statistics", "Condition.__aenter__",
      "Condition.__aexit__", "ParkingLotStatistics.__repr__", "ParkingLotStatistics.tasks_waiting",
      "trio.Semaphore.__init__", "Semaphore.acquire", "Semaphore.acquire_nowait",
      "Semaphore.release", "Semaphore.value", "Semaphore.max_value", "Semaphore.statistics",
      "Semaphore.__repr__", "Semaphore.__aenter__", "Semaphore.__aexit__",
      "CapacityLimiterStatistics.__repr__", "CapacityLimiterStatistics.borrowed_tokens",
      "CapacityLimiterStatistics.total_tokens", "CapacityLimiterStatistics.borrowers",
      "CapacityLimiterStatistics.tasks_waiting", "trio.CapacityLimiter.__init__",
      "CapacityLimiter.acquire", "CapacityLimiter.acquire_nowait",
      "CapacityLimiter.acquire_on_behalf_of", "CapacityLimiter.acquire_on_behalf_of_nowait",
      "CapacityLimiter.release", "CapacityLimiter.release_on_behalf_of",
      "CapacityLimiter.total_tokens", "CapacityLimiter.borrowed_tokens",
      "CapacityLimiter.available_tokens", "CapacityLimiter.statistics", "CapacityLimiter.__repr__",
      "CapacityLimiter.__aenter__", "CapacityLimiter.__aexit__", "MemoryChannelStatistics.__repr__",
      "MemoryChannelStatistics.current_buffer_used", "MemoryChannelStatistics.max_buffer_size",
      "MemoryChannelStatistics.open_send_channels", "MemoryChannelStatistics.open_receive_channels",
      "MemoryChannelStatistics.tasks_waiting_send", "MemoryChannelStatistics.tasks_waiting_receive",
      "MemoryChannelStatistics.peak_buffer_used", "MemorySendChannel.clone",
      "MemorySendChannel.close", "MemorySendChannel.aclose", "MemorySendChannel.statistics",
      "MemorySendChannel.__repr__", "MemorySendChannel.__enter__", "MemorySendChannel.__exit__",
      "MemorySendChannel.__aenter__", "MemorySendChannel.__aexit__", "MemorySendChannel.send",
      "MemorySendChannel.send_nowait", "MemoryReceiveChannel.clone", "MemoryReceiveChannel.close",
      "MemoryReceiveChannel.aclose", "MemoryReceiveChannel.statistics",
      "MemoryReceiveChannel.__repr__", "MemoryReceiveChannel.__enter__",
      "MemoryReceiveChannel.__exit__", "MemoryReceiveChannel.__aenter__",
      "MemoryReceiveChannel.__aexit__", "MemoryReceiveChannel.receive",
      "MemoryReceiveChannel.receive_nowait", "MemoryReceiveChannel.__aiter__",
      "MemoryReceiveChannel.__anext__", "trio.open_memory_channel",
      "trio.lowlevel.ParkingLot.__init__", "ParkingLot.park", "ParkingLot.unpark",
      "ParkingLot.unpark_all", "ParkingLot.repark", "ParkingLot.repark_all", "ParkingLot.break_lot",
      "ParkingLot.broken_by", "ParkingLot.statistics", "ParkingLot.__len__",
      "trio.lowlevel.add_parking_lot_breaker", "trio.lowlevel.remove_parking_lot_breaker", ".init",
      ".run_sync_soon task", ".kill_everything", "TrioToken.run_sync_soon",
      "_threads.Mailbox.__init__", "Mailbox.put", "Mailbox.get", "_threads.start", "_threads.data",
      "_threads.ask", "_threads.end", "_threads.interrupt", "_threads.next_wakeup", "_files.changes",
      "_files.created", "_files.operate", "_files.table", "_process_table.entries", "_signal.die",
      "_signal.interrupt", "_signal.set", "open", "_trio.coroutine_or_error", "_trio.is_coroutine",
      "_network.open", "_network.fileno", "_network.is_listening", "_network.bind",
      "_network.listen", "_network.connect", "_network.accept", "_network.send",
      "_network.receive", "_network.shut_down", "_network.close", "_network.pair",
      "_network.take_error", "_network.address", "_network.readable", "_network.writable",
      "_network.next_time", "_network.resolve", "_network.packed", "_network.unpacked",
      "_trio.wait_for_socket", "_trio.notify_closing", "_asyncio_sockets.watch",
      "_asyncio_sockets.unwatch", "_asyncio_sockets.stands_for",
      "_UnixSelectorEventLoop.add_reader", "_UnixSelectorEventLoop.add_writer",
      "_UnixSelectorEventLoop.remove_reader", "_UnixSelectorEventLoop.remove_writer",
      "_UnixSelectorEventLoop.getaddrinfo", "_UnixSelectorEventLoop.create_connection",
      "_UnixSelectorEventLoop.connect_accepted_socket",
      "_UnixSelectorEventLoop.create_server", "_UnixSelectorEventLoop.sock_accept",
      "_UnixSelectorEventLoop.sock_connect", "_UnixSelectorEventLoop.sock_recv",
      "_UnixSelectorEventLoop.sock_recv_into", "_UnixSelectorEventLoop.sock_sendall",
      "_trio.wait_for_thread", "_trio.open_hidden_nursery", "_trio.start_hidden", "TrioToken.__repr__", "_trio.set_instruments", "_trio.hear", "_trio.points", "_trio.show_contexts_as",
      "_trio.use_clock", "_trio.set_clock", "_trio.clock_time", "_trio.jump_clock",
      "trio.lowlevel.current_clock", "SystemClock.start_clock", "SystemClock.current_time",
      "SystemClock.deadline_to_sleep_time", "SystemClock.__repr__", "Attribute.__repr__",
      "trio.lowlevel.current_statistics", "trio.lowlevel.currently_ki_protected",
      "trio.lowlevel.enable_ki_protection", "trio.lowlevel.disable_ki_protection",
      "RunStatistics.__repr__", "RunStatistics.__eq__", "RunStatistics.__hash__",
      "RunStatistics.tasks_living", "RunStatistics.tasks_runnable",
      "RunStatistics.seconds_to_next_deadline", "RunStatistics.io_statistics",
      "RunStatistics.run_sync_soon_queue_size", "trio.lowlevel.RunStatistics.__init__",
      "EpollStatistics.__repr__", "EpollStatistics.__eq__", "EpollStatistics.__hash__",
      "EpollStatistics.tasks_waiting_read", "EpollStatistics.tasks_waiting_write",
      "EpollStatistics.backend", "_trio.EpollStatistics.__init__",
      "method", "GenericAlias", "mappingproxy", "TextIOWrapper.write", "TextIOWrapper.flush",
      "TextIOWrapper.isatty", "TextIOWrapper.readable", "TextIOWrapper.writable",
      "TextIOWrapper.seekable", "TextIOWrapper.fileno", "TextIOWrapper.name", "sys.exc_info",
      "sys.exception", "_sys.program_file", "_sys.caller", "_sys.source_line",
      "_sys.traceback_text", "_contextvars.current", "_contextvars.enter", "_contextvars.leave",
      "trio.lowlevel.current_trio_token", "trio.lowlevel.current_root_task",
      "trio.lowlevel.spawn_system_task", "trio.testing.wait_all_tasks_blocked", "trio.run",
      "CancelScope.__repr__", "_GeneratorContextManager.__enter__",
      "_GeneratorContextManager.__exit__", "NurseryManager.__repr__", "EventStatistics.__eq__",
      "EventStatistics.__hash__", "trio.EventStatistics.__init__", "LockStatistics.__eq__",
      "LockStatistics.__hash__", "trio.LockStatistics.__init__", "ConditionStatistics.__eq__",
      "ConditionStatistics.__hash__", "trio.ConditionStatistics.__init__",
      "ParkingLotStatistics.__eq__", "ParkingLotStatistics.__hash__",
      "trio.lowlevel.ParkingLotStatistics.__init__", "CapacityLimiterStatistics.__eq__",
      "CapacityLimiterStatistics.__hash__", "trio.CapacityLimiterStatistics.__init__",
      "MemoryChannelStatistics.__eq__", "MemoryChannelStatistics.__hash__",
      "trio.MemoryChannelStatistics.__init__", "ParkingLot.__repr__",
  };
  // clang-format on
  return kConstant;
}

const int32_t kPreludeLines = static_cast<int32_t>(
    std::count(kPrelude, kPrelude + std::char_traits<char>::length(kPrelude), '\n'));

Run run_body(const std::string& body) {
  Inputs inputs;
  inputs.limits.instructions = 400'000;
  return run_of(std::string(kPrelude) + "\nfor _ in range(3000):\n    try:\n        " + body +
                    "\n    except Exception:\n        pass\n",
                inputs);
}

TEST_CASE("every loop of ours counts for the limit on instructions") {
  for (const auto& [name, body] : bodies()) {
    INFO(name << ": " << body);
    const Run run = run_body(body);
    CHECK(run.exit_status() == 80);
    const Record& record = run.record();
    const auto* limit = record.at(record.size() - 2).get_if<LimitReached>();
    REQUIRE(limit != nullptr);
    CHECK(record.text(limit->limit) == "instructions");
    CHECK(limit->line > kPreludeLines);
  }
}

// A name for each: "list.index", "math.prod", "Event.set".
std::string name_of(const Native& native) {
  const bool named_alone = native.module == "builtins" || native.owner >= 0;
  return named_alone ? native.qualname : native.module + "." + native.qualname;
}

TEST_CASE("each built-in is known to go through nothing, or is in the table of those that do") {
  for (const Native& native : builtin_library().natives()) {
    const std::string name = name_of(native);
    INFO(name);
    // asyncio's go through tasks, futures and waiters, for each of which the program took a step;
    // they are not counted here yet.
    const std::string& step = native.name;
    if (native.module.starts_with("asyncio") || native.module == "_asyncio" ||
        native.module == "_trio_asyncio" || step == "run_shutdown_task" ||
        step == "_drive" || step == "_wrap_awaitable" ||
        step == "ensure_future" || step == "take what is handed out" ||
        step.starts_with("as_completed.")) {
      continue;
    }
    // Special methods do one step, or what their operator does, which is in the table.
    const bool is_one_step = name.find(".__") != std::string::npos && name.ends_with("__");
    const bool is_known = (bodies().count(name) > 0) != (constant().count(name) > 0);
    CHECK((is_known || is_one_step));
  }
}

TEST_CASE("what goes through nothing costs its instructions only") {
  for (const char* body :
       {"len(numbers)", "numbers.append(1); numbers.pop()", "0 in numbers", "numbers.index(0)",
        "text.startswith('a')", "keys.get(1)", "text.find('b')", "1 in members", "numbers[-1]",
        "text[5]", "numbers == row", "max(1, 2)", "isinstance(1, classes[0])"}) {
    INFO(body);
    CHECK(run_body(body).exit_status() == 0);
  }
}

}  // namespace
}  // namespace grove
