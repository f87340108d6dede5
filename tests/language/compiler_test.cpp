// The shapes of the code: order of evaluation, handlers, what is left on the stack. Lines have a
// test of their own (lines_test.cpp).
#include "tests/language/front_end.h"

using namespace grove;
using namespace grove::test;

namespace {

std::string operations(std::string_view source, std::string_view qualname = "<module>") {
  return operations_of(compiled(source), qualname);
}

// The handlers of a code: "start-end>target@depth", with "+" if the place is pushed too.
std::string handlers_of(const Program& program, std::string_view qualname) {
  std::string text;
  for (const ExceptionTableEntry& entry : code_named(program, qualname).handlers) {
    text += fmt::format("{}{}-{}>{}@{}{}", text.empty() ? "" : " ", entry.start, entry.end,
                        entry.target, entry.depth, entry.lasti ? "+" : "");
  }
  return text;
}

SourceSpan span_of(const Program& program, std::string_view qualname, Op op, int nth = 0) {
  const Code& code = code_named(program, qualname);
  for (std::size_t i = 0; i < code.instrs.size(); ++i) {
    if (code.instrs[i].op == op && nth-- == 0) return code.spans[i];
  }
  FAIL("there is no such operation");
  return {};
}

const char* const kEnd = " LoadConst ReturnValue";

}  // namespace

TEST_CASE("A call pushes function, null, arguments; a method is loaded with its self") {
  CHECK(operations("f(a, *[])\n") ==
        "LoadGlobal PushNull LoadGlobal BuildList BuildList ListExtend ListToTuple CallEx Pop" +
            std::string(kEnd));
  CHECK(operations("f(a, b=1)\n") ==
        "LoadGlobal PushNull LoadGlobal LoadConst LoadConst CallKw Pop" + std::string(kEnd));
  CHECK(operations("a.f(1)\n") == "LoadGlobal LoadMethod LoadConst Call Pop" + std::string(kEnd));
  CHECK(operations("a.f(1, x=2)\n") ==
        "LoadGlobal LoadMethod LoadConst LoadConst LoadConst CallKw Pop" + std::string(kEnd));
  CHECK(operations("a.f(*b)\n") ==
        "LoadGlobal LoadAttr PushNull LoadGlobal CallEx Pop" + std::string(kEnd));
}

TEST_CASE("Keyword dictionaries are merged, displays updated") {
  CHECK(operations("f(**a, b=1, **c)\n") ==
        "LoadGlobal PushNull LoadConst BuildMap LoadGlobal DictMerge LoadConst LoadConst BuildMap "
        "DictMerge LoadGlobal DictMerge CallEx Pop" + std::string(kEnd));
  CHECK(operations("{**a, 'b': x, **c}\n") ==
        "BuildMap LoadGlobal DictUpdate LoadConst LoadGlobal BuildMap DictUpdate LoadGlobal "
        "DictUpdate Pop" + std::string(kEnd));
}

TEST_CASE("The names of keyword arguments are a tuple, in order") {
  CHECK(listing_of(compiled("f(x, b=1, a=2)\n"), "<module>").find("LoadConst (\"b\", \"a\", )") !=
        std::string::npos);
}

TEST_CASE("await takes the awaitable and leaves the result") {
  CHECK(operations("async def f():\n  x = await g()\n", "f") ==
        "LoadGlobal PushNull Call Await StoreFast LoadConst ReturnValue");
}

TEST_CASE("async with awaits its entry and both of its exits") {
  const Program program = compiled("async def f():\n  async with a as b:\n    c()\n");
  CHECK(listing_of(program, "f") ==
        "    2    0 LoadGlobal a\n"
        "         1 BeforeAsyncWith\n"
        "         2 Await\n"
        "         3 StoreFast b\n"
        "    3    4 LoadGlobal c\n"
        "         5 PushNull\n"
        "         6 Call\n"
        "         7 Pop\n"
        "    2    8 LoadConst None\n"
        "         9 LoadConst None\n"
        "        10 LoadConst None\n"
        "        11 Call 2\n"
        "        12 Await\n"
        "        13 Pop\n"
        "        14 LoadConst None\n"
        "        15 ReturnValue\n"
        "        16 PushExcInfo\n"
        "        17 WithExceptStart\n"
        "        18 Await\n"
        "        19 PopJumpIfTrue to 24\n"
        "        20 Reraise 2\n"
        "    -   21 Copy 3\n"
        "        22 PopExcept\n"
        "        23 Reraise 1\n"
        "    2   24 Pop\n"
        "        25 PopExcept\n"
        "        26 Pop\n"
        "        27 Pop\n"
        "        28 LoadConst None\n"
        "        29 ReturnValue\n"
        "  3 to 7 -> 16 [1] lasti\n"
        "  16 to 20 -> 21 [3] lasti\n"
        "  24 to 24 -> 21 [3] lasti\n");
}

TEST_CASE("A return inside with calls the exit with the value kept") {
  const Program program = compiled("def f():\n  with a:\n    return b()\n");
  CHECK(operations_of(program, "f").substr(0, 121) ==
        "LoadGlobal BeforeWith Pop LoadGlobal PushNull Call Swap LoadConst LoadConst LoadConst "
        "Call Pop ReturnValue PushExcInfo WithEx");
  // The value is made under guard, the exit is called without.
  CHECK(handlers_of(program, "f").substr(0, 9) == "2-6>13@1+");
}

TEST_CASE("except binds a name and unbinds it on both ways out") {
  const Program program =
      compiled("def f():\n  try:\n    a()\n  except E as e:\n    b()\n");
  CHECK(listing_of(program, "f") ==
        "    2    0 Nop\n"
        "    3    1 LoadGlobal a\n"
        "         2 PushNull\n"
        "         3 Call\n"
        "         4 Pop\n"
        "         5 LoadConst None\n"
        "         6 ReturnValue\n"
        "    -    7 PushExcInfo\n"
        "    4    8 LoadGlobal E\n"
        "         9 CheckExcMatch\n"
        "        10 PopJumpIfFalse to 26\n"
        "        11 StoreFast e\n"
        "    5   12 LoadGlobal b\n"
        "        13 PushNull\n"
        "        14 Call\n"
        "        15 Pop\n"
        "        16 PopExcept\n"
        "        17 LoadConst None\n"
        "        18 StoreFast e\n"
        "        19 DeleteFast e\n"
        "        20 LoadConst None\n"
        "        21 ReturnValue\n"
        "    -   22 LoadConst None\n"
        "        23 StoreFast e\n"
        "        24 DeleteFast e\n"
        "        25 Reraise 1\n"
        "    4   26 Reraise\n"
        "    -   27 Copy 3\n"
        "        28 PopExcept\n"
        "        29 Reraise 1\n"
        "  1 to 4 -> 7 [0]\n"
        "  7 to 11 -> 27 [1] lasti\n"
        "  12 to 15 -> 22 [1] lasti\n"
        "  22 to 26 -> 27 [1] lasti\n");
}

TEST_CASE("finally stands once for every way through it") {
  const Program program = compiled(
      "def f():\n  for x in y:\n    try:\n      if x: return 1\n      if y: break\n"
      "    finally:\n      g()\n");
  const std::string names = operations_of(program, "f");
  int calls = 0;
  for (std::size_t at = names.find("Call"); at != std::string::npos; at = names.find("Call", at + 1)) {
    ++calls;
  }
  CHECK(calls == 4);  // normal, exception, return, break
}

TEST_CASE("except* keeps what its handlers raise in a list, under a handler of its own") {
  const Program program = compiled("def f():\n  try:\n    a()\n  except* E as e:\n    b()\n");
  CHECK(listing_of(program, "f") ==
        "    2    0 Nop\n"
        "    3    1 LoadGlobal a\n"
        "         2 PushNull\n"
        "         3 Call\n"
        "         4 Pop\n"
        "         5 LoadConst None\n"
        "         6 ReturnValue\n"
        "    -    7 PushExcInfo\n"
        "    4    8 BuildList\n"
        "         9 Copy 2\n"
        "        10 LoadGlobal E\n"
        "        11 CheckEgMatch\n"
        "        12 Copy 1\n"
        "        13 LoadConst None\n"
        "        14 IsOp\n"
        "        15 PopJumpIfFalse to 18\n"
        "        16 Pop\n"
        "        17 Jump to 32\n"
        "        18 StoreFast e\n"
        "    5   19 LoadGlobal b\n"
        "        20 PushNull\n"
        "        21 Call\n"
        "        22 Pop\n"
        "        23 LoadConst None\n"
        "        24 StoreFast e\n"
        "        25 DeleteFast e\n"
        "        26 Jump to 32\n"
        "    -   27 LoadConst None\n"
        "        28 StoreFast e\n"
        "        29 DeleteFast e\n"
        "        30 ListAppend 3\n"
        "        31 Pop\n"
        "        32 ListAppend 1\n"
        "        33 PrepReraiseStar\n"
        "        34 Copy 1\n"
        "        35 LoadConst None\n"
        "        36 IsOp\n"
        "        37 PopJumpIfFalse to 42\n"
        "    5   38 Pop\n"
        "        39 PopExcept\n"
        "        40 LoadConst None\n"
        "        41 ReturnValue\n"
        "    -   42 Swap 2\n"
        "        43 PopExcept\n"
        "        44 Reraise\n"
        "        45 Copy 3\n"
        "        46 PopExcept\n"
        "        47 Reraise 1\n"
        "  1 to 4 -> 7 [0]\n"
        "  7 to 18 -> 45 [1] lasti\n"
        "  19 to 22 -> 27 [4] lasti\n"
        "  23 to 38 -> 45 [1] lasti\n");
}

TEST_CASE("A chain of comparisons evaluates each part once") {
  CHECK(operations("x = a < b < c\n") ==
        "LoadGlobal LoadGlobal Swap Copy CompareOp JumpIfFalseOrPop LoadGlobal CompareOp Jump Swap "
        "Pop StoreGlobal" + std::string(kEnd));
}

TEST_CASE("An augmented assignment evaluates its target's parts once") {
  CHECK(operations("a[b] += c\n") ==
        "LoadGlobal LoadGlobal Copy Copy BinarySubscr LoadGlobal BinaryOp Swap Swap StoreSubscr" +
            std::string(kEnd));
  CHECK(operations("a.b += c\n") ==
        "LoadGlobal Copy LoadAttr LoadGlobal BinaryOp Swap StoreAttr" + std::string(kEnd));
  CHECK(compiled("a += 1\n").codes[0].instrs[2].arg ==
        static_cast<int>(BinaryOperator::kAdd) + kInPlace);
}

TEST_CASE("Values are evaluated before targets, targets from left to right") {
  CHECK(operations("a = b[c], d.e = f\n") ==
        "LoadGlobal Copy StoreGlobal UnpackSequence LoadGlobal LoadGlobal StoreSubscr LoadGlobal "
        "StoreAttr" + std::string(kEnd));
  CHECK(operations("a, b = b, a\n") ==
        "LoadGlobal LoadGlobal Swap StoreGlobal StoreGlobal" + std::string(kEnd));
  CHECK(compiled("a, *b, c, d = e\n").codes[0].instrs[1].arg == 1 + 256 * 2);
}

TEST_CASE("A function takes its defaults, keyword defaults and closure in this order") {
  CHECK(operations("def f():\n  x = 1\n  def g(a=1, *, b=2): return x\n", "f") ==
        "MakeCell LoadConst StoreDeref LoadConst BuildTuple LoadConst LoadConst BuildMap "
        "LoadClosure BuildTuple LoadConst MakeFunction StoreFast LoadConst ReturnValue");
  const Program program = compiled("def f(a=1, *, b=2): pass\n");
  CHECK(program.codes[0].instrs[6].arg == kWithDefaults + kWithKwDefaults);
}

TEST_CASE("Docstrings are kept and make no code") {
  const Program program = compiled("'m'\ndef f():\n  'f'\n  return 1\nclass A(Exception):\n  'a'\n");
  CHECK(program.codes[0].docstring == "m");
  CHECK(code_named(program, "f").docstring == "f");
  CHECK(operations_of(program, "f") == "LoadConst ReturnValue");
  CHECK(code_named(program, "A").docstring == "a");
  CHECK_FALSE(code_named(compiled("def f():\n  f'f'\n"), "f").has_docstring);
  CHECK_FALSE(code_named(compiled("def f():\n  'a' + 'b'\n"), "f").has_docstring);
}

TEST_CASE("Codes know whether they are coroutines and generators") {
  const Program program = compiled(
      "async def a(): pass\ndef b(): yield\nasync def c(): yield\ndef d(): return lambda: 1\n"
      "e = (x for x in 'a')\nasync def f(): return [await x for x in 'a']\n");
  const auto kind = [&](std::string_view name) {
    const Code& code = code_named(program, name);
    return std::string(code.is_coroutine ? "c" : "-") + (code.is_generator ? "g" : "-");
  };
  CHECK(kind("a") == "c-");
  CHECK(kind("b") == "-g");
  CHECK(kind("c") == "cg");
  CHECK(kind("d") == "--");
  CHECK(kind("<genexpr>") == "-g");
  CHECK(kind("f.<locals>.<listcomp>") == "c-");
}

TEST_CASE("A class body runs in its namespace and is given to the class with its bases") {
  const Program program = compiled("class A(E, F):\n  x = 1\n");
  CHECK(operations_of(program, "<module>") ==
        "LoadConst MakeFunction LoadConst LoadGlobal LoadGlobal BuildClass StoreGlobal" +
            std::string(kEnd));
  CHECK(operations_of(program, "A") ==
        "LoadName StoreName LoadConst StoreName LoadConst StoreName LoadConst ReturnValue");
}

TEST_CASE("An f-string formats its parts and joins them") {
  CHECK(listing_of(compiled("f'a{b!r:>{c}}{{d}}{e=}'\n"), "<module>") ==
        "    1    0 LoadConst \"a\"\n"
        "         1 LoadGlobal b\n"
        "         2 LoadConst \">\"\n"
        "         3 LoadGlobal c\n"
        "         4 FormatValue\n"
        "         5 BuildString 2\n"
        "         6 FormatValue 6\n"
        "         7 LoadConst \"{d}e=\"\n"
        "         8 LoadGlobal e\n"
        "         9 FormatValue 2\n"
        "        10 BuildString 4\n"
        "        11 Pop\n"
        "        12 LoadConst None\n"
        "        13 ReturnValue\n");
}

TEST_CASE("Adjacent strings are one constant") {
  CHECK(listing_of(compiled("x = 'a' \"b\" r'\\n' '''c\n'''\n"), "<module>").find(
            R"(LoadConst "ab\\nc\n")") != std::string::npos);
}

TEST_CASE("Constant expressions are computed as Python computes them") {
  const auto constant = [](const char* text) {
    const std::string listing = listing_of(compiled(fmt::format("x = {}\n", text)), "<module>");
    const std::size_t start = listing.find("LoadConst ") + 10;
    return listing.substr(start, listing.find('\n', start) - start);
  };
  CHECK(constant("2 * 3 + 4") == "10");
  CHECK(constant("-7 // 2") == "-4");
  CHECK(constant("-7 % 3") == "2");
  CHECK(constant("7 % -3") == "-2");
  CHECK(constant("1 / 4") == "0.25");
  CHECK(constant("2 ** 62") == "4611686018427387904");
  CHECK(constant("1 << 4 | 3") == "19");
  CHECK(constant("~5") == "-6");
  CHECK(constant("not 0") == "True");
  CHECK(constant("True + True") == "2");
  CHECK(constant("True & False") == "False");
  CHECK(constant("'ab' * 2 + 'c'") == "\"ababc\"");
  CHECK(constant("(1, 2) + (3,)") == "(1, 2, 3, )");
  CHECK(constant("(1, 'a', (None, 2.5))") == "(1, \"a\", (None, 2.5, ), )");
  CHECK(constant("-0.0") == "-0.0");
}

TEST_CASE("What would raise or not fit is left to the machine") {
  for (const char* text : {"1 // 0", "1 % 0", "1 / 0", "2 ** 64", "9223372036854775807 + 1",
                           "1 << 63", "1 << -1", "'a' * 5000", "2 ** -1", "'a' + 1", "-'a'"}) {
    INFO(text);
    const std::string names = operations(fmt::format("x = {}\n", text));
    CHECK((names.find("BinaryOp") != std::string::npos ||
           names.find("UnaryNegative") != std::string::npos));
  }
}

TEST_CASE("Equal constants of different types are different constants") {
  CHECK(compiled("x = 1, y\nx = 1.0, y\nx = True, y\nx = 1, y\nx = 0.0, y\nx = -0.0, y\n")
            .codes[0]
            .constants.size() == 6);
}

TEST_CASE("The span of an instruction is that of its expression") {
  const Program program = compiled("def f(a):\n  return a.b(a[1] + x,\n    y=2)\n");
  CHECK(span_of(program, "f", Op::kCallKw) == SourceSpan{2, 10, 3, 9});
  CHECK(span_of(program, "f", Op::kLoadMethod) == SourceSpan{2, 10, 2, 13});
  CHECK(span_of(program, "f", Op::kBinarySubscr) == SourceSpan{2, 14, 2, 18});
  CHECK(span_of(program, "f", Op::kBinaryOp) == SourceSpan{2, 14, 2, 22});
  CHECK(span_of(program, "f", Op::kLoadGlobal) == SourceSpan{2, 21, 2, 22});
}

TEST_CASE("The span of a parenthesised operand leaves the parentheses out, that of a call does not") {
  const Program program = compiled("x = (a) + (b).c\n");
  CHECK(span_of(program, "<module>", Op::kLoadGlobal, 0) == SourceSpan{1, 6, 1, 7});
  CHECK(span_of(program, "<module>", Op::kLoadAttr) == SourceSpan{1, 11, 1, 16});
  CHECK(span_of(program, "<module>", Op::kBinaryOp) == SourceSpan{1, 5, 1, 16});
}

TEST_CASE("Expressions inside an f-string have their real places") {
  const Program program = compiled("x = f'''a{b}\n  {c + d}'''\n");
  CHECK(span_of(program, "<module>", Op::kLoadGlobal, 0) == SourceSpan{1, 11, 1, 12});
  CHECK(span_of(program, "<module>", Op::kBinaryOp) == SourceSpan{2, 4, 2, 9});
}

TEST_CASE("Line ends of any system and a byte order mark are read alike") {
  const Program program = compiled("\xEF\xBB\xBFx = 1\r\ny = '''a\rb'''\r\n");
  CHECK(program.lines == std::vector<std::string>{"x = 1", "y = '''a", "b'''"});
  CHECK(listing_of(program, "<module>").find(R"(LoadConst "a\nb")") != std::string::npos);
}

TEST_CASE("from __future__ import annotations keeps annotations from being evaluated") {
  CHECK(operations("from __future__ import annotations\nx: nobody_s = 1\n") ==
        "LoadConst StoreGlobal LoadConst StoreGlobal Nop LoadConst ReturnValue");
  CHECK(operations("x: a = 1\n") == "LoadConst StoreGlobal LoadGlobal Pop" + std::string(kEnd));
}

TEST_CASE("Imported modules are listed in the order of their first import") {
  const Program program = compiled(
      "import trio\ndef f():\n  from random import choice\nimport trio.lowlevel as l, random\n");
  CHECK(program.modules == std::vector<std::string>{"trio", "random", "trio.lowlevel"});
}
