#include "engine/language/scopes.h"

#include "engine/language/parser.h"
#include "tests/language/front_end.h"

using namespace grove;
using namespace grove::test;

namespace {

// How a code reaches its variables: "fast x, deref y, global z", each once, in order of use.
std::string variables_of(std::string_view source, std::string_view qualname) {
  const Program program = compiled(source);
  const Code& code = code_named(program, qualname);
  std::string text;
  const auto add = [&](std::string_view how, const std::string& name) {
    const std::string entry = fmt::format("{} {}", how, name);
    if (text.find(entry) == std::string::npos) text += (text.empty() ? "" : ", ") + entry;
  };
  for (const Instr& instr : code.instrs) {
    const auto arg = static_cast<std::size_t>(instr.arg);
    switch (instr.op) {
      case Op::kLoadFast:
      case Op::kStoreFast:
      case Op::kDeleteFast: add("fast", code.slot_names[arg]); break;
      case Op::kLoadDeref:
      case Op::kStoreDeref:
      case Op::kDeleteDeref: add("deref", code.slot_names[arg]); break;
      case Op::kLoadGlobal:
      case Op::kStoreGlobal:
      case Op::kDeleteGlobal: add("global", program.globals[arg]); break;
      case Op::kLoadName:
      case Op::kStoreName:
      case Op::kDeleteName: add("name", program.names[arg]); break;
      default: break;
    }
  }
  return text;
}

std::string slots_of(const Program& program, std::string_view qualname) {
  const Code& code = code_named(program, qualname);
  return fmt::format("{} | {} free", fmt::join(code.slot_names, " "), code.free_count);
}

}  // namespace

TEST_CASE("A name that a function binds is local to it, others are global") {
  CHECK(variables_of("def f(a):\n  b = a\n  for c in b: pass\n  return d\n", "f") ==
        "fast a, fast b, fast c, global d");
}

TEST_CASE("Every way to bind a name makes it local") {
  CHECK(variables_of("def f():\n  import random as a\n  with a as b: pass\n  try: pass\n"
                     "  except Exception as c: pass\n  def d(): pass\n  (e := 1)\n  del g\n"
                     "  [h, *i] = b\n  j += 1\n  k: str = 2\n",
                     "f") ==
        "fast a, fast b, global Exception, fast c, fast d, fast e, fast g, fast h, fast i, fast j, "
        "fast k");
}

TEST_CASE("A variable that an inner function uses is a cell of both") {
  const char* source = "def f(a, b):\n  def g():\n    return a + c\n  c = b\n  return g\n";
  const Program program = compiled(source);
  CHECK(slots_of(program, "f") == "a b g c | 0 free");
  CHECK(slots_of(program, "f.<locals>.g") == "a c | 2 free");
  CHECK(variables_of(source, "f.<locals>.g") == "deref a, deref c");
  CHECK(variables_of(source, "f") == "fast b, deref c, fast g");
  // Parameters that are cells become ones at the start.
  CHECK(operations_of(program, "f").substr(0, 17) == "MakeCell MakeCell");
}

TEST_CASE("A free variable passes through functions that do not mention it") {
  const char* source =
      "def f():\n  x = 1\n  def g():\n    def h():\n      return x\n    return h\n  return g\n";
  const Program program = compiled(source);
  CHECK(slots_of(program, "f.<locals>.g") == "h x | 1 free");
  CHECK(slots_of(program, "f.<locals>.g.<locals>.h") == "x | 1 free");
}

TEST_CASE("nonlocal binds in the nearest function around, global at module level") {
  CHECK(variables_of("def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2\n", "f.<locals>.g") ==
        "deref x");
  CHECK(variables_of("def f():\n  x = 1\n  def g():\n    global x\n    x = 2\n", "f.<locals>.g") ==
        "global x");
}

TEST_CASE("A function does not see the names of a class body around it") {
  CHECK(variables_of("class A(Exception):\n  x = 1\n  def f(self):\n    return x\n", "A.f") ==
        "global x");
  CHECK(variables_of("def f():\n  x = 1\n  class A(Exception):\n    x = 2\n    def g(self):\n"
                     "      return x\n",
                     "f.<locals>.A.g") == "deref x");
}

TEST_CASE("A class body looks names up in its namespace") {
  CHECK(variables_of("class A(Exception):\n  x = y\n  del x\n", "A") ==
        "name __name__, name __module__, name __qualname__, name y, name x");
}

TEST_CASE("A comprehension's variables are its own, its first iterable is not") {
  const char* source = "def f(a):\n  return [x + a for x in a for y in x]\n";
  CHECK(variables_of(source, "f") == "deref a");
  CHECK(variables_of(source, "f.<locals>.<listcomp>") == "fast .0, fast x, fast y, deref a");
}

TEST_CASE("A walrus in a comprehension binds in the function around") {
  CHECK(variables_of("def f(a):\n  [x := y for y in a]\n  return x\n", "f") == "fast a, deref x");
  CHECK(variables_of("[x := y for y in 'a']\n", "<listcomp>") == "fast .0, fast y, global x");
}

TEST_CASE("Names with two underscores belong to their class") {
  CHECK(variables_of("class A(Exception):\n  def f(self):\n    __x = self\n    return __x\n",
                     "A.f") == "fast self, fast _A__x");
  const Program program =
      compiled("class _B(Exception):\n  def f(self):\n    return self.__y + self.__z__\n");
  CHECK(program.names.back() == "__z__");
  CHECK(std::find(program.names.begin(), program.names.end(), "_B__y") != program.names.end());
}

TEST_CASE("Qualified names say where a function stands") {
  const Program program = compiled(
      "def f():\n  def g():\n    return lambda: [x for x in 'a']\n  class A(Exception):\n"
      "    def m(self): pass\n  global h\n  def h(): pass\n");
  std::string names;
  for (const Code& code : program.codes) names += code.qualname + "\n";
  CHECK(names ==
        "<module>\nf\nf.<locals>.g\nf.<locals>.g.<locals>.<lambda>\n"
        "f.<locals>.g.<locals>.<lambda>.<locals>.<listcomp>\nf.<locals>.A\nf.<locals>.A.m\nh\n");
}

TEST_CASE("Slots come in the order parameters, locals, cells, free variables") {
  const Program program = compiled(
      "def f(a, /, b, *c, d=1, **e):\n  g = 1\n  h = 2\n  def i(): return h\n");
  const Code& code = code_named(program, "f");
  CHECK(fmt::format("{}", fmt::join(code.slot_names, " ")) == "a b d c e g i h");
  CHECK(code.parameter_count == 2);
  CHECK(code.positional_only_count == 1);
  CHECK(code.keyword_only_count == 1);
  CHECK(code.has_varargs);
  CHECK(code.has_varkeywords);
}
