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

class Plain:
    pass

numbers = list(range(50_000))
same = [0] * 50_000
row = tuple(numbers)
words = ['w'] * 50_000
text = 'ab' * 100_000
accents = 'é' * 100_000
blanks = ' ' * 200_000
keys = dict.fromkeys(numbers)
members = set(numbers)
others = set(numbers)
classes = (int,)
for _ in range(40):
    classes = (classes, classes)
thing = Plain()
generator = random.Random(1)
lot = trio.lowlevel.ParkingLot()

async def main():
    pass

trio.run(main)
)";

// Body by the name of the built-in, or of the operation.
const std::map<std::string, std::string>& bodies() {
  static const std::map<std::string, std::string> kBodies{
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
      {"format", "format(text, '')"},
      {"getattr", "getattr(thing, text, None)"},
      {"hasattr", "hasattr(thing, text)"},
      {"hash", "hash(row)"},
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
      {"random.Random", "random.Random(text)"},
      {"Random.choices", "generator.choices(numbers, k=50_000)"},
      {"Random.getrandbits", "generator.getrandbits(1_000_000)"},
      {"Random.sample", "generator.sample(numbers, 50_000)"},
      {"Random.seed", "generator.seed(text)"},
      {"Random.shuffle", "generator.shuffle(numbers)"},
      {"functools.partial", "functools.partial(print, *numbers)"},
  };
  return kBodies;
}

Run run_body(const std::string& body) {
  Inputs inputs;
  inputs.limits.instructions = 100'000;
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
    CHECK(limit->line > 0);
  }
}

TEST_CASE("what goes through nothing costs its instructions only") {
  for (const char* body : {"len(numbers)", "numbers.append(1); numbers.pop()", "0 in numbers",
                           "numbers.index(0)", "text.startswith('a')", "keys.get(1)",
                           "text.find('b')", "1 in members", "numbers[-1]", "text[5]",
                           "numbers == row", "max(1, 2)", "isinstance(1, classes[0])"}) {
    INFO(body);
    CHECK(run_body(body).exit_status() == 0);
  }
}

}  // namespace
}  // namespace grove
