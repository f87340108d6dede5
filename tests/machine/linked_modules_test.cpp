// Modules that are written in Python: each has names of its own, and nobody sees their code.
#include <catch2/catch.hpp>
#include <string>

#include "tests/machine/program_runner.h"

namespace grove {
namespace {

constexpr const char* kGreetings = R"(
__all__ = ["greet", "times", "Rude", "refuse", "call"]

print("loaded", __name__)
word = "hello"
times = 0


class Rude(Exception):
    shown = __name__


def greet(name):
    global times
    times += 1
    return word + " " + name


def refuse():
    try:
        raise KeyError(1)
    except KeyError:
        pass
    raise Rude("no")


def call(function):
    return function()
)";

const Library& library() {
  static const Library made = [] {
    Library l;
    add_python(l);
    l.module("greetings").source(kGreetings);
    l.module("_hidden").source("__all__ = [\"word\"]\nword = 'hidden'\n");
    l.module("polite").source(
        "__all__ = [\"bow\"]\nfrom _hidden import word\nimport greetings\n"
        "def bow(): return word + greetings.greet('you')\n");
    l.module("vast").function("give", "value",
                              [](Machine& m, Args args) { return m.heap.retain(args[0]); });
    l.module("vast").source("__all__ = [\"rest\"]\nprint('all of it')\nrest = 1\n");
    l.module("vast").source("__all__ = [\"odd\"]\nprint('odd')\nodd = give(3)\n", "odds");
    l.module("vast").source(
        "__all__ = [\"even\"]\nfrom vast import odd\nprint('even')\neven = odd + 1\n", "evens");
    return l;
  }();
  return made;
}

struct Told : ProgramRunner {
  explicit Told(const std::string& source) : ProgramRunner(source, library()) { to_end(); }

  std::string visited() const {
    std::string text;
    for (const auto& [line, depth] : lines) text += std::to_string(line) + " ";
    return text;
  }
};

TEST_CASE("a module in Python has globals of its own", "[linked]") {
  const Told run(
      "from greetings import greet\n"
      "word = 'mine'\ntimes = 7\n"
      "import greetings\n"
      "print(greet('you'), greetings.times, word, times)\n");
  CHECK(run.output == "loaded greetings\nhello you 1 mine 7\n");
}

TEST_CASE("a part of a module is loaded only where the program names something of it", "[linked]") {
  CHECK(Told("import vast\nprint(vast.rest)\n").output == "all of it\n1\n");
  CHECK(Told("import vast\nprint(vast.odd)\n").output == "all of it\nodd\n3\n");
  CHECK(Told("import vast\nprint(getattr(vast, 'odd'))\n").output == "all of it\nodd\n3\n");
  CHECK(Told("import vast\nprint(dict(odds=1))\n").output == "all of it\nodd\n{'odds': 1}\n");
}

TEST_CASE("a part of a module may import another part of it", "[linked]") {
  CHECK(Told("from vast import even\nprint(even)\n").output == "all of it\nodd\neven\n4\n");
}

TEST_CASE("the body of a module runs once, where it is first imported", "[linked]") {
  const Told run(
      "print('first')\nimport greetings\nimport greetings as g\nprint(g is greetings)\n");
  CHECK(run.output == "first\nloaded greetings\nTrue\n");
}

TEST_CASE("a module in Python may import others, that programs cannot", "[linked]") {
  CHECK(Told("import polite\nprint(polite.bow())\n").output ==
        "loaded greetings\nhiddenhello you\n");
  CHECK_FALSE(compile("import _hidden\n", "test.py", {}, library()).problems.empty());
}

TEST_CASE("classes and functions of a module name it", "[linked]") {
  const Told run(
      "import greetings as g\nprint(g.Rude.__module__, g.Rude.shown, g.greet.__module__)\n");
  CHECK(run.output == "loaded greetings\ngreetings greetings greetings\n");
}

TEST_CASE("the code of a module visits no lines", "[linked]") {
  const Told run("import greetings\ngreetings.refuse\ngreetings.greet('x')\nword = 1\n");
  CHECK(run.visited() == "1 2 3 4 ");
}

TEST_CASE("what a module raises is told where it comes to the program", "[linked]") {
  Told run("import greetings\ndef f():\n  greetings.refuse()\nf()\n");
  CHECK(run.events == std::vector<std::string>{"raise Rude 3"});
  const Owned e = own(run.machine.heap, run.stack.resume.value);
  run.stack.resume = {};
  CHECK(run.machine.format_traceback(e.get()) ==
        "Traceback (most recent call last):\n"
        "  File \"program.py\", line 4, in <module>\n    f()\n"
        "  File \"program.py\", line 3, in f\n    greetings.refuse()\n"
        "greetings.Rude: no\n");
}

TEST_CASE("what a module calls of the program is seen", "[linked]") {
  Told run("import greetings\ndef f():\n  raise ValueError(1)\ngreetings.call(f)\n");
  CHECK(run.events == std::vector<std::string>{"raise ValueError 3"});
  CHECK(run.visited() == "1 2 4 3 ");
}

}  // namespace
}  // namespace grove
