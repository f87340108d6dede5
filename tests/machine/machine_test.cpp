#include "engine/machine/core/machine.h"

#include "tests/machine/program_runner.h"

namespace grove {
namespace {

using Lines = std::vector<std::pair<int32_t, int32_t>>;

constexpr const char* kBusyProgram = R"(
class Odd(Exception):
    pass

def halve(n):
    if n % 2:
        raise Odd(n)
    return n // 2

def walk(n, seen):
    try:
        while n > 1:
            n = halve(n)
            seen.append(n)
    except Odd as e:
        seen.append(str(e))
        return walk(3 * n + 1, seen)
    else:
        return seen
    finally:
        seen.append("f")

table = {k: len(walk(k, [])) for k in range(1, 12)}
print(table, sorted(table, key=lambda k: -table[k]))
try:
    raise ExceptionGroup("g", [Odd(1), KeyError("k")])
except* Odd as g:
    print(repr(g))
except* KeyError:
    print("key")
print(f"{sum(table.values()):>8}|", [x * y for x in range(4) for y in "ab"])
)";

TEST_CASE("a run that pauses after every few instructions does the same as one that does not") {
  ProgramRunner whole(kBusyProgram);
  CHECK(whole.to_end() == Pause::kReturned);
  const int64_t slice = GENERATE(1, 2, 7, 100);
  ProgramRunner sliced(kBusyProgram);
  CHECK(sliced.to_end(slice) == Pause::kReturned);
  CHECK(sliced.output == whole.output);
  CHECK(sliced.lines == whole.lines);
  CHECK(sliced.events == whole.events);
  CHECK(sliced.instructions == whole.instructions);
}

TEST_CASE("a machine copied at any moment goes on exactly as its original") {
  ProgramRunner original(kBusyProgram);
  ProgramRunner whole(kBusyProgram);
  whole.to_end();
  for (int64_t at = 0; at < whole.instructions; at += 37) {
    ProgramRunner copy = original;
    copy.to_end();
    REQUIRE(copy.output == whole.output);
    REQUIRE(copy.lines == whole.lines);
    int64_t budget = 37;
    original.machine.run(original, original.stack, budget);
  }
  CHECK(original.output == whole.output);
}

TEST_CASE("an acyclic program leaves no object behind") {
  ProgramRunner run(kBusyProgram);
  run.to_end();
  CHECK(run.machine.heap.objects() > run.objects_at_start);
  run.let_go();
  // The frame of the module was there at the start.
  CHECK(run.machine.heap.objects() <= run.objects_at_start);
  CHECK(run.warnings.empty());
}

TEST_CASE("a slice of a range that 64 bits do not hold is refused, one whose numbers fit is not") {
  ProgramRunner run(
      "try:\n"
      "    range(0, 10**18, 7)[::2 * 10**18]\n"
      "except OverflowError as e:\n"
      "    print(str(e)[:21])\n"
      "print(range(-2**62, 2**62 - 1, 3)[2**61])\n");
  run.to_end();
  CHECK(run.output == "a range past 64 bits \n2305843009213693952\n");
}

TEST_CASE("on_line tells each line come to, with the depth of its function") {
  ProgramRunner run(
      "def f(x):\n"        // 1
      "    y = x\n"        // 2
      "    return y\n"     // 3
      "\n"                 //
      "a = f(1) + f(2)\n"  // 5
      "b = (a +\n"         // 6
      "     a)\n");        // 7
  run.to_end();
  CHECK(
      run.lines ==
      Lines{
          {1, 0}, {5, 0}, {2, 1}, {3, 1}, {5, 0}, {2, 1}, {3, 1}, {5, 0}, {6, 0}, {7, 0}, {6, 0}});
}

// CPython's tracer compares with the line of the instruction before, wherever that stands.
TEST_CASE(
    "a line is told again after an instruction that has none, and where a raise goes on from") {
  ProgramRunner joined(
      "c = 1\n"                         // 1
      "x = ([c] or 2) if c else 3\n");  // 2: what joins `or` and `if` has no line
  joined.to_end();
  CHECK(joined.lines == Lines{{1, 0}, {2, 0}, {2, 0}});
  ProgramRunner raised(
      "try:\n"                     // 1
      "    try:\n"                 // 2
      "        [][1]\n"            // 3
      "    finally:\n"             // 4
      "        try:\n"             // 5
      "            [][2]\n"        // 6
      "        finally:\n"         // 7
      "            while True:\n"  // 8: where both handlers stand that let go of the handled
      "                {}[1]\n"    // 9
      "except KeyError:\n"         // 10
      "    pass\n");               // 11
  raised.to_end();
  CHECK(raised.lines == Lines{{1, 0},
                              {2, 0},
                              {3, 0},
                              {5, 0},
                              {6, 0},
                              {8, 0},
                              {9, 0},
                              {8, 0},
                              {8, 0},
                              {10, 0},
                              {11, 0}});
}

TEST_CASE("raising and catching are told once each, with their lines") {
  ProgramRunner run(
      "def f():\n"                       // 1
      "    try:\n"                       // 2
      "        raise ValueError('x')\n"  // 3
      "    finally:\n"                   // 4
      "        pass\n"                   // 5
      "try:\n"                           // 6
      "    f()\n"                        // 7
      "except KeyError:\n"               // 8
      "    pass\n"                       // 9
      "except ValueError:\n"             // 10
      "    pass\n"                       // 11
      "try:\n"                           // 12
      "    1 / 0\n"                      // 13
      "except:\n"                        // 14
      "    pass\n"                       // 15
      "try:\n"                           // 16
      "    try:\n"                       // 17
      "        [][0]\n"                  // 18
      "    except IndexError as e:\n"    // 19
      "        raise\n"                  // 20
      "except LookupError:\n"            // 21
      "    pass\n");
  run.to_end();
  CHECK(run.events == std::vector<std::string>{
                          "raise ValueError 3", "catch ValueError 10", "raise ZeroDivisionError 13",
                          "catch ZeroDivisionError 14", "raise IndexError 18",
                          "catch IndexError 19", "raise IndexError 20", "catch IndexError 21"});
}

TEST_CASE("except* catches the group once, and what remains is raised as a new one") {
  ProgramRunner run(
      "try:\n"                                                                      // 1
      "    try:\n"                                                                  // 2
      "        raise ExceptionGroup('g', [ValueError(), KeyError(), OSError()])\n"  // 3
      "    except* ValueError:\n"                                                   // 4
      "        pass\n"                                                              // 5
      "    except* KeyError:\n"                                                     // 6
      "        pass\n"                                                              // 7
      "except ExceptionGroup:\n"                                                    // 8
      "    pass\n");
  run.to_end();
  REQUIRE(run.events.size() == 4);
  CHECK(run.events[0] == "raise ExceptionGroup 3");
  CHECK(run.events[1] == "catch ExceptionGroup 4");
  CHECK(run.events[2].substr(0, 20) == "raise ExceptionGroup");
  CHECK(run.events[3] == "catch ExceptionGroup 8");
}

TEST_CASE("a program that raises ends with the exception as its result") {
  ProgramRunner run("x = 1\nraise KeyError(x)\n");
  CHECK(run.to_end() == Pause::kRaised);
  CHECK(run.machine.type_name(run.stack.resume.value) == "KeyError");
  CHECK(run.machine.format_traceback(run.stack.resume.value) ==
        "Traceback (most recent call last):\n"
        "  File \"program.py\", line 2, in <module>\n"
        "    raise KeyError(x)\n"
        "KeyError: 1\n");
}

TEST_CASE("a thousand frames are the limit, and the one beyond raises RecursionError") {
  ProgramRunner run(
      "deepest = 0\n"
      "def down(n):\n"
      "    global deepest\n"
      "    deepest = n\n"
      "    down(n + 1)\n"
      "try:\n"
      "    down(2)\n"
      "except RecursionError as e:\n"
      "    print(deepest, e)\n");
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "1000 maximum recursion depth exceeded\n");
}

// Python's, and a class that some library cancels with.
const Library& cancelling_library() {
  static const Library library = [] {
    Library made;
    add_python(made);
    made.exception("test", "Cancelled", "BaseException").cancellation();
    return made;
  }();
  return library;
}

TEST_CASE("cancellations are taken out of groups nested far deeper than the C++ stack") {
  ProgramRunner run("", cancelling_library());
  Machine& m = run.machine;
  const Value cancelled = m.exception_class("test.Cancelled");
  const auto error = [&](const char* name) { return m.new_exception(m.exception_class(name), {}); };
  Value group = m.new_group("bottom", {error("test.Cancelled"), error("KeyError")});
  Value only = m.new_group("bottom", {error("test.Cancelled")});
  for (int i = 0; i < 100'000; ++i) {
    group = m.new_group("level", {group});
    only = m.new_group("level", {only});
  }
  CHECK(m.is_cancellation(only));
  CHECK_FALSE(m.is_cancellation(group));
  CHECK(m.take_out_cancellations(only, cancelled).is_null());
  const Value rest = m.take_out_cancellations(group, cancelled);
  REQUIRE(m.is_group(rest));
  m.heap.release(group);
  m.heap.release(only);
  const Value copy = m.take_out_cancellations(rest, cancelled);
  REQUIRE(m.is_group(copy));
  m.heap.release(rest);
  m.heap.release(copy);
  run.let_go();
  CHECK(m.heap.objects() <= run.objects_at_start);
}

TEST_CASE("taking out what is not there gives a group made anew, as split does") {
  ProgramRunner run("", cancelling_library());
  Machine& m = run.machine;
  const Value group = m.new_group("g", {m.new_exception(m.exception_class("ValueError"), {})});
  const Value rest = m.take_out_cancellations(group, m.exception_class("test.Cancelled"));
  CHECK_FALSE(same(rest, group));
  CHECK(m.heap.exception(rest).suppress_context);
  CHECK(m.heap.tuple(m.heap.exception(rest).members).items.size() == 1);
}

TEST_CASE("the class of what remains of a group is worked out again") {
  ProgramRunner run("", cancelling_library());
  Machine& m = run.machine;
  const Value group = m.new_group("g", {m.new_exception(m.exception_class("test.Cancelled"), {}),
                                        m.new_exception(m.exception_class("ValueError"), {})});
  CHECK(m.type_name(group) == "BaseExceptionGroup");
  const Value rest = m.take_out_cancellations(group, m.exception_class("test.Cancelled"));
  CHECK(m.type_name(rest) == "ExceptionGroup");
  CHECK(m.heap.exception(rest).suppress_context);
  CHECK(m.heap.exception(rest).context.is_null());
}

}  // namespace
}  // namespace grove
