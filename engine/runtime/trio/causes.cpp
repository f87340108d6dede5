#include "engine/runtime/trio/causes.h"

#include <utility>

#include "engine/runtime/trio/words.h"

namespace grove::trio {

namespace {

// As Trio says it: whoever calls cancel() from outside calls it all the same.
std::string_view source_word(CancelReason source) {
  return word_of(source == CancelReason::kOutside ? CancelReason::kExplicit : source);
}

CancelCause* cause_of(Kernel& k, const CancelScope& scope) {
  return scope.cause < 0 ? nullptr : &trio_of(k).causes[static_cast<std::size_t>(scope.cause)];
}

void write_out(Kernel& k, CancelCause& cause) {
  if (!cause.about.is_null()) cause.text += k.machine.repr_of(std::exchange(cause.about, Value{}));
}

Value args_of(Machine& m, const CancelCause& cause, Value reason) {
  const Value task = cause.source_task.empty() ? Value::none() : m.heap.new_str(cause.source_task);
  return m.heap.new_tuple({m.heap.new_str(source_word(cause.source)), task, reason});
}

}  // namespace

// A deadline has nothing to tell: all of them share the first row.
int32_t add_cause(Kernel& k, CancelCause cause) {
  Arena<CancelCause>& causes = trio_of(k).causes;
  if (causes.size() == 0) add_row(k, causes, CancelCause{.source = CancelReason::kDeadline});
  if (cause.source == CancelReason::kDeadline && !cause.has_text && !cause.task) return 0;
  return add_row(k, causes, std::move(cause));
}

Value cancelled_args(Kernel& k, const CancelScope& scope) {
  Machine& m = k.machine;
  CancelCause* cause = cause_of(k, scope);
  if (cause == nullptr) {
    Value& args = trio_of(k).misnested_args;
    if (args.is_null()) args = args_of(m, CancelCause{}, m.heap.new_str("misnesting"));
    return args;
  }
  if (cause->args.is_null()) {
    write_out(k, *cause);
    cause->args = args_of(m, *cause, cause->has_text ? m.heap.new_str(cause->text) : Value::none());
  }
  return cause->args;
}

Text reason_for_record(Kernel& k, const CancelCause& cause) {
  // What has failed is told by events of its own, and is as long as a chain is deep.
  constexpr std::size_t kLongest = 500;
  if (!cause.has_text) return {};
  if (cause.about.is_null()) return k.recorder.record.add_text(cause.text);
  const Machine::Description description(k.machine, kLongest);
  return k.recorder.record.add_text(cause.text + k.machine.repr_of(cause.about));
}

void write_out_cause(Kernel& k, const CancelScope& scope) {
  if (CancelCause* cause = cause_of(k, scope)) write_out(k, *cause);
}

void forget_exception_of_cause(Kernel& k, const CancelScope& scope) {
  if (CancelCause* cause = cause_of(k, scope)) cause->about = {};
}

}  // namespace grove::trio
