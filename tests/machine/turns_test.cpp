// Built-ins that take several turns, and coroutines that block, resume and are thrown into.
#include "engine/machine/core/library.h"
#include "tests/machine/program_runner.h"

namespace grove {
namespace {

// twice(f): f() + f(), or "caught TYPE" if a call raises.
Turn twice(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    const Owned exception = own(m.heap, resume.value);
    return Turn::done(m.heap.new_str("caught " + m.type_name(exception.get())));
  }
  if (resume.kind == Resume::Kind::kValue) frame.slots.push_back(resume.value);
  if (frame.state++ < 2) {
    m.set_call(frame.slots[0], {});
    return Turn::call();
  }
  return Turn::done(Value::of_int(frame.slots[1].integer + frame.slots[2].integer));
}

// await pause(x): blocks, and then gives what it is resumed with.
Turn pause(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state++ == 0) return Turn::block();
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  return Turn::done(resume.value);
}

// run(f): calls f to make a coroutine, awaits it in the same stack.
Turn run_coroutine(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  if (frame.state++ == 0) return Turn::await(m.make_coroutine(frame.slots[0], {}));
  return Turn::done(resume.value);
}

Value make_thing(Machine& m, Args args) {
  const Value thing = m.new_object(args[0], static_cast<int32_t>(args[1].integer));
  return thing;
}

Value thing_number(Machine& m, Args args) { return Value::of_int(m.heap.object(args[0]).id); }

Value with_enter(Machine& m, Args args) { return m.heap.retain(args[0]); }

Value with_exit(Machine&, Args args) { return Value::boolean(!args[1].is_none()); }

const Library& test_library() {
  static const Library library = [] {
    Library l;
    add_python(l);
    l.module("t")
        .turns("twice", "f", twice)
        .coroutine("pause", "x=None", pause)
        .turns("run", "f", run_coroutine);
    l.klass("t", "Thing")
        .constructor("number, *, other=5", make_thing)
        .property("number", thing_number)
        .method("__enter__", "", with_enter)
        .method("__exit__", "a, b, c", with_exit)
        .method_coroutine("__aenter__", "", pause)
        .method_coroutine("__aexit__", "a, b, c", pause);
    return l;
  }();
  return library;
}

TEST_CASE("a built-in of several turns calls Python functions and sees what they return or raise") {
  ProgramRunner run(
      "import t\n"
      "n = 20\n"
      "def f():\n"
      "    global n\n"
      "    n += 1\n"
      "    return n\n"
      "def g():\n"
      "    raise KeyError('g')\n"
      "print(t.twice(f), t.twice(g), t.twice(lambda: t.twice(f)), t.twice(5))\n",
      test_library());
  CHECK(run.to_end(1) == Pause::kReturned);
  CHECK(run.output == "43 caught KeyError 98 caught TypeError\n");
}

TEST_CASE("a blocked coroutine goes on with the value it is resumed with") {
  ProgramRunner run(
      "import t\n"
      "async def inner(x):\n"
      "    return (await t.pause(), x)\n"
      "async def main():\n"
      "    print(await inner(1), await inner(2))\n"
      "    return 'end'\n"
      "print(t.run(main))\n",
      test_library());
  CHECK(run.to_end() == Pause::kBlocked);
  run.stack.resume = Resume{Resume::Kind::kValue, Value::of_int(7)};
  CHECK(run.to_end() == Pause::kBlocked);
  run.stack.resume = Resume{Resume::Kind::kValue, Value::of_int(8)};
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "(7, 1) (8, 2)\nend\n");
  run.let_go();
  CHECK(run.machine.heap.objects() <= run.objects_at_start);
}

TEST_CASE("an exception thrown in at a block passes through the frames that await it") {
  ProgramRunner run(
      "import t\n"                  // 1
      "async def inner():\n"        // 2
      "    await t.pause()\n"       // 3
      "async def main():\n"         // 4
      "    try:\n"                  // 5
      "        await inner()\n"     // 6
      "    finally:\n"              // 7
      "        print('cleanup')\n"  // 8
      "t.run(main)\n",              // 9
      test_library());
  CHECK(run.to_end() == Pause::kBlocked);
  Machine& m = run.machine;
  const Value error = m.new_exception(m.exception_class("ValueError"), {});
  run.stack.resume = Resume{Resume::Kind::kException, error};
  CHECK(run.to_end() == Pause::kRaised);
  CHECK(run.output == "cleanup\n");
  CHECK(run.events == std::vector<std::string>{"raise ValueError 3"});
  CHECK(m.format_traceback(run.stack.resume.value) ==
        "Traceback (most recent call last):\n"
        "  File \"program.py\", line 9, in <module>\n"
        "    t.run(main)\n"
        "  File \"program.py\", line 6, in main\n"
        "    await inner()\n"
        "  File \"program.py\", line 3, in inner\n"
        "    await t.pause()\n"
        "ValueError\n");
}

TEST_CASE("what is no async function makes no coroutine, and wrong arguments are pending") {
  ProgramRunner run("def f(): pass\nasync def g(a): pass\n");
  run.to_end();
  Machine& m = run.machine;
  CHECK(m.make_coroutine(m.globals[0], {}).is_null());
  CHECK_FALSE(m.has_pending());
  CHECK(m.make_coroutine(m.globals[1], {}).is_null());
  REQUIRE(m.has_pending());
  const Owned error = own(m.heap, m.take_pending());
  CHECK(m.exception_message(error.get()) == "g() missing 1 required positional argument: 'a'");
}

TEST_CASE("awaiting twice, and what cannot be awaited, are errors with Python's words") {
  ProgramRunner run(
      "import t\n"
      "async def f():\n"
      "    return 1\n"
      "async def main():\n"
      "    c = f()\n"
      "    print(await c)\n"
      "    for x in (c, 5, f):\n"
      "        try:\n"
      "            await x\n"
      "        except (RuntimeError, TypeError) as e:\n"
      "            print(type(e).__name__, e)\n"
      "t.run(main)\n",
      test_library());
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output ==
        "1\n"
        "RuntimeError cannot reuse already awaited coroutine\n"
        "TypeError object int can't be used in 'await' expression\n"
        "TypeError object function can't be used in 'await' expression\n");
}

TEST_CASE("objects of the runtime are told of when their last reference goes") {
  ProgramRunner run(
      "import t\n"
      "a = t.Thing(4)\n"
      "b = a\n"
      "print(a.number)\n"
      "a = None\n"
      "print('still')\n"
      "b = t.Thing(number=6, other=1)\n"
      "print('gone')\n",
      test_library());
  run.to_end();
  CHECK(run.output == "4\nstill\ngone\n");
  CHECK(run.dead_objects == std::vector<int32_t>{4});
}

TEST_CASE("with calls enter and exit of a built-in class, and exit decides what is swallowed") {
  ProgramRunner run(
      "import t\n"
      "with t.Thing(1) as x, t.Thing(2) as y:\n"
      "    print(x.number, y.number)\n"
      "    raise KeyError('swallowed')\n"
      "print('after')\n"
      "try:\n"
      "    with 5: pass\n"
      "except TypeError as e:\n"
      "    print(e)\n",
      test_library());
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "1 2\nafter\n'int' object does not support the context manager protocol\n");
  CHECK(run.events[0] == "raise KeyError 4");
  CHECK(run.events[1].substr(0, 14) == "catch KeyError");
}

TEST_CASE("async with awaits enter and exit") {
  ProgramRunner run(
      "import t\n"
      "async def main():\n"
      "    async with t.Thing(1) as x:\n"
      "        print('in', x)\n"
      "    print('out')\n"
      "t.run(main)\n",
      test_library());
  CHECK(run.to_end() == Pause::kBlocked);
  run.stack.resume = Resume{Resume::Kind::kValue, Value::of_int(1)};
  CHECK(run.to_end() == Pause::kBlocked);
  CHECK(run.output == "in 1\n");
  run.stack.resume = Resume{Resume::Kind::kValue, Value::none()};
  CHECK(run.to_end() == Pause::kReturned);
  CHECK(run.output == "in 1\nout\n");
}

TEST_CASE("arguments of a built-in come one per parameter, in the order of its signature") {
  static std::string got;
  const auto note = [](Machine& m, Args args) {
    got.clear();
    for (int32_t i = 0; i < args.count; ++i) {
      got += args[i].is_null() ? "null " : m.repr_of(args[i]) + " ";
    }
    return Value::none();
  };
  Library library;
  add_python(library);
  library.module("t").function("note", "a, b=2, *rest, c=?, d='x', **more", note);
  const auto call = [&](const std::string& text) {
    ProgramRunner run("import t\nt.note(" + text + ")\n", library);
    CHECK(run.to_end() == Pause::kReturned);
    return got;
  };
  CHECK(call("1") == "1 2 () null 'x' {} ");
  CHECK(call("1, 5, 6, 7, c=8, z=9") == "1 5 (6, 7) 8 'x' {'z': 9} ");
  CHECK(call("d=4, a=3") == "3 2 () null 4 {} ");
  ProgramRunner run("import t\nt.note(b=1)\n", library);
  CHECK(run.to_end() == Pause::kRaised);
  CHECK(run.machine.exception_message(run.stack.resume.value) ==
        "note() missing 1 required positional argument: 'a'");
}

}  // namespace
}  // namespace grove
