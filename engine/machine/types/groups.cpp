#include "engine/machine/types/groups.h"
#include "engine/machine/types/exception_args.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/iteration.h"

namespace grove {

namespace {

bool same_traceback(const std::vector<TracebackEntry>& a, const std::vector<TracebackEntry>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const TracebackEntry& x, const TracebackEntry& y) {
                      return same(x.frame, y.frame) && x.instr == y.instr;
                    });
}

// Whether `part` was split off `whole` and not raised anew since.
bool is_part_of(Machine& m, Value part, Value whole) {
  if (!m.is_group(part) || !m.is_group(whole)) return false;
  const ExceptionBody& a = m.heap.exception(part);
  const ExceptionBody& b = m.heap.exception(whole);
  return same(a.cause, b.cause) && same(a.context, b.context) &&
         same_traceback(a.traceback, b.traceback);
}

// A group like `whole` of other members (taken over, not empty): BaseExceptionGroup.derive, with
// traceback, cause, context and notes of the whole.
Value derive(Machine& m, Value whole, std::vector<Value> members) {
  Heap& heap = m.heap;
  const Value message = made_with(m, whole)[0];
  const Value part = m.new_group(m.str_of(message), std::move(members));
  const ExceptionBody& from = heap.exception(whole);
  ExceptionBody& to = heap.exception(part);
  to.traceback = from.traceback;
  for (const TracebackEntry& entry : to.traceback) heap.retain(entry.frame);
  heap.recharge(to);
  to.cause = heap.retain(from.cause);
  to.context = heap.retain(from.context);
  // Python's way of copying the cause sets this, whether there is one or not.
  to.suppress_context = true;
  const Value notes = from.attributes.find(known(Known::kNotes));
  if (notes.is(Type::kList)) {
    std::vector<Value> copies = heap.list(notes).items;
    for (Value v : copies) heap.retain(v);
    to.attributes.set(known(Known::kNotes), heap.new_list(std::move(copies)));
  }
  return part;
}

// What a group that is made anew costs of the run's allowance.
constexpr int64_t kItemsPerGroup = 100;

bool has_groups(Machine& m, const ExceptionBody& group) {
  const std::vector<Value>& members = m.heap.tuple(group.members).items;
  return std::any_of(members.begin(), members.end(), [&m](Value v) { return m.is_group(v); });
}

// Whether members stand for their copies so that nobody sees it, but who asks for them: of the
// class that copies are of, and shown as they would be.
bool can_owe_copies(Machine& m, Value group) {
  const auto looks_like_its_copy = [&m](Value member) {
    if (!m.is_group(member)) return true;
    const ExceptionBody& body = m.heap.exception(member);
    return (same(body.klass, m.builtin_class(m.image().exception_group)) ||
            same(body.klass, m.builtin_class(m.image().base_exception_group))) &&
           (body.suppress_context || body.context.is_null()) &&
           (body.owes_copies || !has_groups(m, body));
  };
  const std::vector<Value>& members = m.heap.tuple(m.heap.exception(group).members).items;
  return std::all_of(members.begin(), members.end(), looks_like_its_copy);
}

// The whole group split off, which makes all groups in it anew. Each level of a failing chain does
// that with all that lies below, so it waits where it can until somebody looks.
Value copy_group(Machine& m, Value group) {
  if (!can_owe_copies(m, group)) {
    return split_group(m, group, [](Value) { return false; }).rest;
  }
  m.allowance.take_items(kItemsPerGroup);
  std::vector<Value> members = m.heap.tuple(m.heap.exception(group).members).items;
  for (Value v : members) m.heap.retain(v);
  const Value copy = derive(m, group, std::move(members));
  ExceptionBody& body = m.heap.exception(copy);
  body.owes_copies = has_groups(m, body);
  return copy;
}

struct Level {
  Value group;
  std::size_t next = 0;
  std::vector<Value> matching, remaining;
};

}  // namespace

Split split_group(Machine& m, Value exception, const GroupTest& matches) {
  Heap& heap = m.heap;
  std::vector<Level> levels;
  Split done;
  const auto enter = [&](Value e) {
    done = {};
    if (matches(e)) {
      done.match = heap.retain(e);
    } else if (m.is_group(e) && m.allowance.take_items(kItemsPerGroup)) {
      levels.push_back({e, 0, {}, {}});
      return false;
    } else {
      done.rest = heap.retain(e);
    }
    return true;
  };
  const auto collect_into_level = [&] {
    Level& level = levels.back();
    if (!done.match.is_null()) level.matching.push_back(done.match);
    if (!done.rest.is_null()) level.remaining.push_back(done.rest);
  };
  enter(exception);
  while (!levels.empty()) {
    Level& level = levels.back();
    const std::vector<Value>& members = heap.tuple(heap.exception(level.group).members).items;
    if (level.next < members.size()) {
      m.allowance.take_items(1);
      if (enter(members[level.next++])) collect_into_level();
      continue;
    }
    Level over = std::move(level);
    levels.pop_back();
    done = {};
    if (!over.matching.empty()) done.match = derive(m, over.group, std::move(over.matching));
    if (!over.remaining.empty()) done.rest = derive(m, over.group, std::move(over.remaining));
    if (!levels.empty()) collect_into_level();
  }
  return done;
}

void pay_copies(Machine& m, Value group) {
  ExceptionBody& body = m.heap.exception(group);
  if (!std::exchange(body.owes_copies, false)) return;
  std::vector<Value> copies = m.heap.tuple(body.members).items;
  for (Value& v : copies) v = m.is_group(v) ? copy_group(m, v) : m.heap.retain(v);
  // The list that the group was made with has the same.
  const Value list = made_with(m, group)[1];
  for (std::size_t i = 0; i < copies.size(); ++i) {
    m.heap.assign(m.heap.list(list).items[i], m.heap.retain(copies[i]));
  }
  m.heap.assign(m.heap.exception(group).members, m.heap.new_tuple(std::move(copies)));
}

Value Machine::take_out_cancellations(Value group, Value klass) {
  const ExceptionBody& body = heap.exception(group);
  if (body.cancels_with == ExceptionBody::kNoClass) return copy_group(*this, group);
  if (!body.holds_errors && body.cancels_with == heap.klass(klass).native_class) return {};
  const Split split =
      split_group(*this, group, [&](Value e) { return !is_group(e) && is_instance(e, klass); });
  heap.release(split.match);
  return split.rest;
}

bool matches_any(Machine& m, Value exception, Value classes) {
  if (!classes.is(Type::kTuple)) return m.is_instance(exception, classes);
  const std::vector<Value>& all = m.heap.tuple(classes).items;
  m.allowance.take_items(static_cast<int64_t>(all.size()));
  return std::any_of(all.begin(), all.end(), [&](Value c) { return m.is_instance(exception, c); });
}

Split split_for_except_star(Machine& m, Value exception, Value classes) {
  if (m.is_group(exception)) {
    return split_group(m, exception, [&](Value e) { return matches_any(m, e, classes); });
  }
  if (!matches_any(m, exception, classes)) return {Value{}, m.heap.retain(exception)};
  const Value group = m.new_group("", {m.heap.retain(exception)});
  ExceptionBody& body = m.heap.exception(group);
  // Seen in its repr: CPython makes this one of a tuple, not of a list.
  m.heap.assign(m.heap.tuple(body.args).items[1], m.heap.retain(body.members));
  return {group, Value{}};
}

Value reraise_star(Machine& m, Value original, const std::vector<Value>& results) {
  Heap& heap = m.heap;
  if (results.empty()) return Value::none();
  // A single exception was wrapped for its clause: one result at most.
  if (!m.is_group(original)) return heap.retain(results.front());
  std::vector<Value> raised, leaves;
  const auto collect_leaves = [&](Value part) {
    std::vector<Value> waiting{part};
    while (!waiting.empty()) {
      const Value e = waiting.back();
      waiting.pop_back();
      if (!m.is_group(e)) {
        leaves.push_back(e);
        continue;
      }
      for (Value member : heap.tuple(heap.exception(e).members).items) waiting.push_back(member);
    }
  };
  for (Value e : results) {
    if (e.is_none()) continue;
    if (is_part_of(m, e, original)) {
      collect_leaves(e);
    } else {
      raised.push_back(heap.retain(e));
    }
  }
  if (!leaves.empty()) {
    const auto less = [](Value a, Value b) { return a.index < b.index; };
    std::sort(leaves.begin(), leaves.end(), less);
    Split split = split_group(m, original, [&](Value e) {
      return !m.is_group(e) && std::binary_search(leaves.begin(), leaves.end(), e, less);
    });
    heap.release(split.rest);
    // Null where the run is over its allowance, and the split has given up.
    if (!split.match.is_null()) {
      if (raised.empty()) return split.match;
      raised.push_back(split.match);
    }
  }
  if (raised.empty()) return Value::none();
  return m.new_group("", std::move(raised));
}

Value make_group(Machine& m, Value klass, Value message, Value sequence) {
  if (!message.is(Type::kStr)) {
    return m.raise_error("TypeError",
                         fmt::format("BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                                     message.is_none() ? "None" : m.type_name(message)));
  }
  if (!sequence.is(Type::kList) && !sequence.is(Type::kTuple)) {
    return m.raise_error("TypeError", "second argument (exceptions) must be a sequence");
  }
  const std::vector<Value> members =
      sequence.is(Type::kList) ? m.heap.list(sequence).items : m.heap.tuple(sequence).items;
  if (members.empty()) {
    return m.raise_error("ValueError", "second argument (exceptions) must be a non-empty sequence");
  }
  bool all_plain = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!members[i].is(Type::kException)) {
      return m.raise_error(
          "ValueError",
          fmt::format("Item {} of second argument (exceptions) is not an exception", i));
    }
    all_plain = all_plain && m.is_instance(members[i], m.builtin_class(m.image().exception));
  }
  const Value plain_group = m.builtin_class(m.image().exception_group);
  if (same(klass, m.builtin_class(m.image().base_exception_group))) {
    if (all_plain) klass = plain_group;
  } else if (!all_plain && m.is_subclass(klass, m.builtin_class(m.image().exception))) {
    return m.raise_error(
        "TypeError",
        same(klass, plain_group)
            ? std::string("Cannot nest BaseExceptions in an ExceptionGroup")
            : fmt::format("Cannot nest BaseExceptions in '{}'", m.heap.klass(klass).name));
  }
  const Value group = m.new_exception(klass, {m.heap.retain(message), m.heap.retain(sequence)});
  std::vector<Value> held = members;
  for (Value v : held) m.heap.retain(v);
  m.set_members(group, m.heap.new_tuple(std::move(held)));
  return group;
}

}  // namespace grove
