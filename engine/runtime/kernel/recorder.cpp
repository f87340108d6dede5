#include "engine/runtime/kernel/recorder.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "engine/base/utf8.h"

namespace grove {

Recorder::Recorder(RecordHeader header, const Program& program) {
  record.header = std::move(header);
  function_names_.reserve(program.codes.size());
  for (const Code& code : program.codes) function_names_.push_back(record.add_text(code.name));
}

void Recorder::come_to(const Line& line) {
  constexpr int32_t kLinesToldEach = 1000;
  if (lines_ < kLinesToldEach) {
    ++lines_;
    happen(line);
    return;
  }
  // A count that would overflow is told, and another begun.
  if (spun_.count == std::numeric_limits<int32_t>::max()) tell_spun();
  const int32_t count = spun_.count + 1;
  spun_ = line;
  spun_.count = count;
}

// Labels made up are in no table, since nearly all of a million tasks may bear one: "f#3" was given
// if three tasks at least are named "f".
bool Recorder::was_made_up(std::string_view label) const {
  const std::size_t sign = label.rfind('#');
  if (sign == std::string_view::npos || label.substr(sign + 1, 1) == "0") return false;
  int32_t number = 0;
  const char* const end = label.data() + label.size();
  const auto [at, error] = std::from_chars(label.data() + sign + 1, end, number);
  return error == std::errc() && at == end && number >= 2 &&
         names_.count(record, label.substr(0, sign)) >= number;
}

std::pair<Text, Text> Recorder::name_task(std::string_view name) {
  NameCounts::Named named = names_.add(record, name);
  // A task may be given the very name that a label has, or would get.
  if (name.find('#') != std::string_view::npos) {
    name_looks_made_up_ = true;
    if (named.count == 1 && was_made_up(name)) named = names_.add(record, name);
  }
  if (named.count == 1) return {named.text, named.text};
  std::string label = std::string(name) + "#" + std::to_string(named.count);
  while (name_looks_made_up_ && names_.count(record, label) > 0) {
    named = names_.add(record, name);
    label = std::string(name) + "#" + std::to_string(named.count);
  }
  return {named.text, record.add_text(label)};
}

Text Recorder::word(std::string_view text) {
  const auto known = std::find_if(words_.begin(), words_.end(),
                                  [&](Text word) { return record.text(word) == text; });
  return known != words_.end() ? *known : words_.emplace_back(record.add_text(text));
}

ExceptionId Recorder::number(Machine& machine, Value exception) {
  ExceptionBody& body = machine.heap.exception(exception);
  if (!body.recorded) {
    body.recorded = ExceptionId{static_cast<int32_t>(raises_.size())};
    raises_.push_back(EventId{});
  }
  return body.recorded;
}

std::string Recorder::message_of(Machine& machine, Value exception, Budget* left) {
  const Machine::Description description(machine);
  std::string message = machine.exception_message(exception);
  if (message.size() > left->bytes) {
    message = std::string(first_bytes(message, left->bytes)) + "…";
  }
  left->bytes -= std::min(left->bytes, message.size());
  return message;
}

ExceptionInfo Recorder::describe(Machine& machine, Value exception) {
  Budget left;
  return describe(machine, exception, Budget::kDeepest, &left);
}

ExceptionInfo Recorder::describe(Machine& machine, Value exception, int levels, Budget* left) {
  ExceptionInfo info;
  info.exception = machine.heap.exception(exception).recorded;
  info.type = machine.type_name(exception);
  info.message = message_of(machine, exception, left);
  const Value members = machine.heap.exception(exception).members;
  info.cancellation = members.is_null() && machine.is_cancellation(exception);
  if (members.is_null() || levels == 0) return info;
  for (Value member : machine.heap.tuple(members).items) {
    if (--left->members < 0) break;
    info.members.push_back(describe(machine, member, levels - 1, left));
  }
  return info;
}

Members Recorder::members_of(Machine& machine, Value exception) {
  const Value members = machine.heap.exception(exception).members;
  if (members.is_null()) return {};
  Budget left;
  std::vector<ExceptionInfo> list;
  for (Value member : machine.heap.tuple(members).items) {
    if (--left.members < 0) break;
    // Its own exception_raised lists its members: a deep nest of groups stays cheap.
    const bool is_told = static_cast<bool>(machine.heap.exception(member).recorded);
    list.push_back(describe(machine, member, is_told ? 0 : Budget::kDeepest, &left));
  }
  return record.add_members(std::move(list));
}

Text Recorder::text_like(Text before, std::string_view text) {
  return before && record.text(before) == text ? before : record.add_text(text);
}

void Recorder::raised(Machine& machine, TaskId task, Value exception, int32_t line) {
  const bool cancellation = machine.is_cancellation(exception);
  if (cancellation && !tells_cancellations()) return;
  const EventId before = raise_of(machine, exception);
  const auto* raise = before ? record[before].get_if<ExceptionRaised>() : nullptr;
  const ExceptionId id = number(machine, exception);
  const ExceptionBody& body = machine.heap.exception(exception);
  const ExceptionId context =
      body.context.is_null() ? ExceptionId{} : machine.heap.exception(body.context).recorded;
  Budget left;
  const Text type =
      text_like(raise != nullptr ? raise->type : Text{}, machine.type_name(exception));
  const Text message =
      text_like(raise != nullptr ? raise->message : Text{}, message_of(machine, exception, &left));
  raises_[id.index()] = happen(ExceptionRaised{.task = task,
                                               .exception = id,
                                               .type = type,
                                               .message = message,
                                               .line = line,
                                               .members = members_of(machine, exception),
                                               .context = context,
                                               .suppressed = body.suppress_context,
                                               .cancellation = cancellation});
}

void Recorder::caught(Machine& machine, TaskId task, Value exception, int32_t line) {
  const bool cancellation = machine.is_cancellation(exception);
  if (cancellation && !tells_cancellations()) return;
  const EventId cause = raise_of(machine, exception);
  const ExceptionId id = number(machine, exception);
  const ExceptionBody& body = machine.heap.exception(exception);
  const ExceptionId context =
      body.context.is_null() ? ExceptionId{} : machine.heap.exception(body.context).recorded;
  // The words of the raise, unless its message has changed since.
  const auto* raise = cause ? record[cause].get_if<ExceptionRaised>() : nullptr;
  Budget left;
  const Text type =
      text_like(raise != nullptr ? raise->type : Text{}, machine.type_name(exception));
  const Text message =
      text_like(raise != nullptr ? raise->message : Text{}, message_of(machine, exception, &left));
  happen_because(cause ? cause : step, ExceptionCaught{.task = task,
                                                       .exception = id,
                                                       .type = type,
                                                       .message = message,
                                                       .line = line,
                                                       .members = members_of(machine, exception),
                                                       .context = context,
                                                       .suppressed = body.suppress_context,
                                                       .cancellation = cancellation});
}

EventId Recorder::raise_of(Machine& machine, Value exception) const {
  const ExceptionId id = machine.heap.exception(exception).recorded;
  return id ? raises_[id.index()] : EventId{};
}

}  // namespace grove
