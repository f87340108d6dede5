#include "engine/runtime/kernel/recorder.h"

#include <utility>

namespace grove {

namespace {

// A program can nest groups as it likes, and put one group into many: members are told up to here.
constexpr int kMostMembers = 1'000'000;
constexpr int kDeepestMembers = 1'000;

}  // namespace

Recorder::Recorder(RecordHeader header, const Program& program) {
  record.header = std::move(header);
  function_names_.reserve(program.codes.size());
  for (const Code& code : program.codes) function_names_.push_back(record.add_text(code.name));
}

Text Recorder::label_for(std::string_view name, Text name_text) {
  const int32_t count = names_.add(record, name, name_text);
  if (count == 1) return name_text;
  // A task may have been given the very name that a label would get.
  const std::string label = std::string(name) + "#" + std::to_string(count);
  const Text text = record.add_text(label);
  names_.add(record, label, text);
  return text;
}

bool Recorder::is_cancellation_class(Machine& machine, Value klass) {
  const ClassBody& body = machine.heap.klass(klass);
  return body.native_class >= 0 && body.name == "Cancelled";
}

bool Recorder::is_cancellation(Machine& machine, Value exception) {
  // By its name, which is quicker than to look the class up: it is final.
  const auto is_cancelled = [&](const ExceptionBody& body) {
    const ClassBody& klass = machine.heap.klass(body.klass);
    return klass.native_class >= 0 && klass.name == "Cancelled" && klass.module == "trio";
  };
  const ExceptionBody& whole = machine.heap.exception(exception);
  if (whole.members.is_null()) return is_cancelled(whole);
  std::vector<Value> todo{exception};
  while (!todo.empty()) {
    const Value next = todo.back();
    todo.pop_back();
    const ExceptionBody& body = machine.heap.exception(next);
    if (!body.members.is_null()) {
      const auto& items = machine.heap.tuple(body.members).items;
      todo.insert(todo.end(), items.begin(), items.end());
    } else if (!is_cancelled(body)) {
      return false;
    }
  }
  return true;
}

ExceptionId Recorder::number(Machine& machine, Value exception) {
  ExceptionBody& body = machine.heap.exception(exception);
  if (!body.recorded) {
    body.recorded = ExceptionId{static_cast<int32_t>(raises_.size())};
    raises_.push_back(EventId{});
  }
  return body.recorded;
}

ExceptionInfo Recorder::describe(Machine& machine, Value exception) {
  int left = kMostMembers;
  return describe(machine, exception, kDeepestMembers, &left);
}

ExceptionInfo Recorder::describe(Machine& machine, Value exception, int levels, int* left) {
  ExceptionInfo info;
  info.exception = machine.heap.exception(exception).recorded;
  info.type = machine.type_name(exception);
  info.message = machine.exception_message(exception);
  const Value members = machine.heap.exception(exception).members;
  if (members.is_null() || levels == 0) return info;
  for (Value member : machine.heap.tuple(members).items) {
    if (--*left < 0) break;
    info.members.push_back(describe(machine, member, levels - 1, left));
  }
  return info;
}

Members Recorder::members_of(Machine& machine, Value exception) {
  const Value members = machine.heap.exception(exception).members;
  if (members.is_null()) return {};
  std::vector<ExceptionInfo> list;
  for (Value member : machine.heap.tuple(members).items) {
    const ExceptionId id = machine.heap.exception(member).recorded;
    if (id) {
      // Its own exception_raised lists its members: a deep nest of groups stays cheap.
      list.push_back(ExceptionInfo{.exception = id,
                                   .type = machine.type_name(member),
                                   .message = machine.exception_message(member),
                                   .members = {}});
    } else {
      list.push_back(describe(machine, member));
    }
  }
  return record.add_members(std::move(list));
}

void Recorder::raised(Machine& machine, TaskId task, Value exception, int32_t line) {
  if (is_cancellation(machine, exception)) return;
  const ExceptionId id = number(machine, exception);
  const ExceptionBody& body = machine.heap.exception(exception);
  const ExceptionId context =
      body.context.is_null() ? ExceptionId{} : machine.heap.exception(body.context).recorded;
  raises_[id.index()] =
      happen(ExceptionRaised{.task = task,
                             .exception = id,
                             .type = record.add_text(machine.type_name(exception)),
                             .message = record.add_text(machine.exception_message(exception)),
                             .line = line,
                             .members = members_of(machine, exception),
                             .context = context,
                             .suppressed = body.suppress_context});
}

void Recorder::caught(Machine& machine, TaskId task, Value exception, int32_t line) {
  if (is_cancellation(machine, exception)) return;
  const EventId cause = raise_of(machine, exception);
  const ExceptionId id = number(machine, exception);
  const ExceptionBody& body = machine.heap.exception(exception);
  const ExceptionId context =
      body.context.is_null() ? ExceptionId{} : machine.heap.exception(body.context).recorded;
  // The words of the raise, unless its message has changed since.
  const auto* raise = cause ? record[cause].get_if<ExceptionRaised>() : nullptr;
  const std::string message = machine.exception_message(exception);
  const bool same_message = raise != nullptr && record.text(raise->message) == message;
  happen_because(
      cause ? cause : step,
      ExceptionCaught{
          .task = task,
          .exception = id,
          .type = raise != nullptr ? raise->type : record.add_text(machine.type_name(exception)),
          .message = same_message ? raise->message : record.add_text(message),
          .line = line,
          .members = members_of(machine, exception),
          .context = context,
          .suppressed = body.suppress_context});
}

EventId Recorder::raise_of(Machine& machine, Value exception) const {
  const ExceptionId id = machine.heap.exception(exception).recorded;
  return id ? raises_[id.index()] : EventId{};
}

}  // namespace grove
