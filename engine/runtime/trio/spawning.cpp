#include "engine/runtime/trio/spawning.h"

#include <string>
#include <utility>

#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/tasks.h"

namespace grove::trio {

namespace {

bool is_coroutine(Machine& m, Value value) {
  return value.is(Type::kCoroutine) &&
         m.heap.coroutine(value).kind == CoroutineBody::Kind::kCoroutine;
}

// start_soon(work()) instead of start_soon(work).
void refuse_coroutine(Machine& m, Value coroutine) {
  CoroutineBody& body = m.heap.coroutine(coroutine);
  body.started = true;  // Trio closes it, so that it does not warn of never having been awaited
  const std::string& qualname = m.qualname_of(body.code, body.native);
  const std::string name = qualname.substr(qualname.rfind('.') + 1);
  m.raise_error("TypeError",
                "Trio was expecting an async function, but instead it got a coroutine object " +
                    m.repr_of(coroutine) +
                    "\n\nProbably you did something like:\n\n"
                    "  trio.run(" +
                    name +
                    "(...))            # incorrect!\n"
                    "  nursery.start_soon(" +
                    name +
                    "(...))  # incorrect!\n\n"
                    "Instead, you want (notice the parentheses!):\n\n"
                    "  trio.run(" +
                    name +
                    ", ...)            # correct!\n"
                    "  nursery.start_soon(" +
                    name + ", ...)  # correct!");
  m.heap.exception(m.pending()).suppress_context = true;
}

// With keywords, Trio has made a partial of the function.
void refuse_synchronous(Machine& m, Value async_fn, std::span<const Value> keyword_values,
                        std::span<const Value> keyword_names) {
  const Owned qualname = own(m.heap, m.find_attribute(async_fn, m.symbols.intern("__qualname__")));
  std::string named = m.repr_of(qualname ? qualname.get() : async_fn);
  if (!keyword_names.empty()) {
    named = "functools.partial(" + m.repr_of(async_fn);
    for (std::size_t i = 0; i < keyword_names.size(); ++i) {
      named += ", " + m.str_of(keyword_names[i]) + "=" + m.repr_of(keyword_values[i]);
    }
    named += ")";
  }
  m.raise_error("TypeError",
                "Trio expected an async function, but " + named + " appears to be synchronous");
}

// coroutine_or_error(async_fn, args): the coroutine, or what Trio says of what is no async
// function.
Turn coroutine_or_error(Machine& m, FrameBody& frame, Resume resume) {
  Value coroutine;
  Turn turn;
  const std::vector<Value>& args = m.heap.tuple(frame.slots[1]).items;
  if (!make_coroutine(m, frame, resume, frame.slots[0], args, {}, {}, &coroutine, &turn)) {
    return turn;
  }
  return Turn::done(coroutine);
}

Value is_coroutine_value(Machine& m, Args args) { return Value::boolean(is_coroutine(m, args[0])); }

}  // namespace

void add_spawning(Library& library) {
  library.module("_trio")
      .turns("coroutine_or_error", "async_fn, args", coroutine_or_error)
      .function("is_coroutine", "value", is_coroutine_value);
}

bool make_coroutine(Machine& m, FrameBody& frame, Resume resume, Value async_fn,
                    std::span<const Value> args, std::span<const Value> keyword_values,
                    std::span<const Value> keyword_names, Value* coroutine, Turn* turn) {
  *turn = Turn::raised();
  if (frame.state == kCalledFunction) {
    if (resume.kind == Resume::Kind::kException) {
      m.raise_as_is(resume.value);
      return false;
    }
    if (is_coroutine(m, resume.value)) {
      *coroutine = resume.value;
      return true;
    }
    m.heap.release(resume.value);
    refuse_synchronous(m, async_fn, keyword_values, keyword_names);
    return false;
  }
  *coroutine = m.make_coroutine(async_fn, args, keyword_values, keyword_names);
  if (!coroutine->is_null()) return true;
  if (m.has_pending()) return false;
  if (is_coroutine(m, async_fn)) {
    refuse_coroutine(m, async_fn);
    return false;
  }
  m.set_call(async_fn, args, keyword_values, keyword_names);
  frame.state = kCalledFunction;
  *turn = Turn::call();
  return false;
}

bool spawn_into(Machine& m, FrameBody& frame, Resume resume, NurserySlot nursery,
                const SpawnRequest& request, TaskSlot* task, Turn* turn) {
  Kernel& k = kernel_of(m);
  if (frame.state == 0 && trio_of(k).running && trio_of(k).nursery(nursery).closed) {
    m.raise_error("RuntimeError", "Nursery is closed to new arrivals");
    *turn = Turn::raised();
    return false;
  }
  if (in_run(m) == nullptr) {
    *turn = Turn::raised();
    return false;
  }
  Value coroutine;
  if (!make_coroutine(m, frame, resume, request.async_fn, m.heap.tuple(request.args).items, {}, {},
                      &coroutine, turn)) {
    return false;
  }
  const TaskName names = task_name(k, request.async_fn, request.name);
  *task = spawn(k, coroutine, names.bare, names.library, nursery);
  return true;
}

}  // namespace grove::trio
