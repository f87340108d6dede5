// Names of modules and built-ins that are not there, and knobs.
#include "tests/language/front_end.h"

using namespace grove;
using namespace grove::test;

TEST_CASE("A misspelt name of a module is refused with the nearest") {
  CHECK(faults_of("import trio\ntrio.slep(1)\n") ==
        "p.py:2:1: error: `trio.slep` does not exist\n"
        "    trio.slep(1)\n"
        "    ^~~~~~~~~\n"
        "hint: did you mean `trio.sleep`?\n");
}

TEST_CASE("A name that is like no other is refused with the list of what is there") {
  CHECK(faults_of("import random as r\ndef f(): return r.gauss(0, 1)\n") ==
        "p.py:2:17: error: `random.gauss` does not exist\n"
        "    def f(): return r.gauss(0, 1)\n"
        "                    ^~~~~~~\n"
        "hint: `random` has: choice, random, randrange, uniform\n");
}

TEST_CASE("Names of a module are found through every form of import") {
  for (const char* text :
       {"import trio\ntrio.slep\n", "import trio as t\nt.slep\n", "from trio import slep\n",
        "def f():\n  import trio\n  return trio.slep\n",
        "import trio\ndef f():\n  def g(): return trio.slep\n",
        "import trio.lowlevel\ntrio.lowlevel.checkpint\n",
        "import trio.lowlevel as low\nlow.checkpint\n",
        "from trio import lowlevel\nlowlevel.checkpint\n",
        "import trio\nasync def f():\n  await trio.lowlevel.checkpint()\n",
        "def f():\n  global trio\n  import trio\ntrio.slep\n"}) {
    INFO(text);
    const Problems problems = compile_text(text).problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.find("does not exist") != std::string::npos);
    CHECK(problems[0].hint.find("did you mean") == 0);
  }
}

TEST_CASE("What is there passes") {
  compiled("import trio, random as r, trio.lowlevel\nfrom trio.lowlevel import checkpoint as c\n"
           "trio.sleep\nr.uniform\ntrio.lowlevel.current_task\n");
}

TEST_CASE("A name that is also bound otherwise is not taken for the module") {
  for (const char* text : {"import trio\ntrio = 1\ntrio.slep\n",
                           "import trio\ndef f(trio): return trio.slep\n",
                           "import trio\ndef f():\n  global trio\n  trio = 2\ntrio.slep\n",
                           "import trio\ndel trio\ntrio.slep\n",
                           "import trio\nimport random as trio\ntrio.slep\n",
                           "import trio\n[trio.slep for trio in 'a']\n"}) {
    INFO(text);
    compiled(text);
  }
}

TEST_CASE("A module that is not there is refused with the nearest") {
  CHECK(faults_of("import trip\n") ==
        "p.py:1:8: error: there is no module `trip` here\n"
        "    import trip\n"
        "           ^~~~\n"
        "hint: did you mean `trio`?\n");
  CHECK(faults_of("from os.path import join\n") ==
        "p.py:1:6: error: there is no module `os.path` here\n"
        "    from os.path import join\n"
        "         ^~~~~~~\n"
        "hint: there are: random, trio, trio.lowlevel\n");
}

TEST_CASE("import * and relative imports are refused") {
  CHECK(messages_of("from trio import *\n") ==
        std::vector<std::string>{"1: `import *` is not supported"});
  CHECK(messages_of("from .trio import sleep\n") ==
        std::vector<std::string>{"1: relative imports are not supported"});
}

TEST_CASE("A built-in of Python's that is not here is refused, a name of nobody's is not") {
  CHECK(faults_of("x = open('a')\n") ==
        "p.py:1:5: error: `open` is not supported\n"
        "    x = open('a')\n"
        "        ^~~~\n"
        "hint: of Python's built-ins there are: Exception, ValueError, len, print, range, str\n");
  compiled("x = nobody_s\n");
  compiled("def open(x): pass\nopen(1)\n");
  compiled("def f():\n  global open\n  open = 1\nopen\n");
  compiled("def f(open): return open\n");
}

// --- Knobs

namespace {

std::string first_constants(const Knobs& knobs, std::string_view source) {
  const std::string listing = listing_of(compiled(source, knobs), "<module>");
  return listing.substr(0, listing.find("StoreGlobal"));
}

}  // namespace

TEST_CASE("A knob replaces the value of the first top-level assignment and keeps its line") {
  const Program program =
      compiled("A = [\n  1,\n  x]\nA = 2\ndef f():\n  A = 3\n", {{"A", "{'a': -1.5}"}});
  CHECK(listing_of(program, "<module>").substr(0, 110) ==
        "    1    0 LoadConst \"a\"\n"
        "         1 LoadConst -1.5\n"
        "         2 BuildMap 1\n"
        "         3 StoreGlobal A\n"
        "    4    4 LoadConst 2\n");
}

TEST_CASE("A knob sets annotated and chained assignments") {
  CHECK(first_constants({{"A", "True"}}, "A: int = 1\n").find("LoadConst True") !=
        std::string::npos);
  CHECK(first_constants({{"B", "'x'"}}, "A = B = 1\n").find("LoadConst \"x\"") !=
        std::string::npos);
}

TEST_CASE("Every kind of literal is a knob's value, anything else is a fault") {
  for (const char* value : {"1", "-1", "+2.5", "'a' 'b'", "None", "True", "[1, (2, {3})]", "{}",
                            "{'a': [1]}", "()", " 7 "}) {
    INFO(value);
    compiled("A = 0\n", {{"A", value}});
  }
  for (const char* value : {"x", "f()", "1 + 1", "f'{1}'", "[x]", "{**{}}", "lambda: 1", "", "1 2",
                            "not True", "-'a'", "99999999999999999999", "1\n2", "("}) {
    INFO(value);
    const Problems problems = compile_text("A = 0\n", {{"A", value}}).problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.find("knob `A` is no Python literal") != std::string::npos);
    CHECK(problems[0].span == SourceSpan{1, 5, 1, 6});
  }
}

TEST_CASE("A knob that the program does not have is a fault of the program") {
  CHECK(faults_of("DEPTH = 1\nif x:\n  BANGS = 2\n", {{"DEPHT", "1"}}) ==
        "p.py: error: the program assigns nothing to the knob `DEPHT` at its top level\n"
        "hint: did you mean `DEPTH`?\n");
  CHECK(faults_of("DEPTH = 1\nCHANCE: int = 2\n(A, B) = 1, 2\n", {{"B", "1"}}) ==
        "p.py: error: the program assigns nothing to the knob `B` at its top level\n"
        "hint: it assigns to: DEPTH, CHANCE\n");
}
