#include "engine/machine/core/machine.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"

namespace grove {

Machine::Machine(std::shared_ptr<const Program> program, const Library& library)
    : symbols(library.symbols()), program_(std::move(program)), library_(&library) {
  image_ = std::make_shared<const Image>(make_image(*program_, library, heap, symbols));
  globals.resize(program_->globals.size());
  imported_.resize(program_->linked.size());
  question_ = new_exception(exception_class("RuntimeError"), {});
}

Stack Machine::start_module() {
  const Owned function = own(heap, heap.allocate(Type::kFunction));
  heap.function(function.get()).code = 0;
  Stack stack;
  Interpreter(*this, stack).start(function.get());
  return stack;
}

Stack Machine::start_coroutine(Value coroutine) {
  Stack stack;
  inherit_context(stack);
  Interpreter(*this, stack).start_coroutine(coroutine);
  return stack;
}

Stack Machine::start_call(Value callable, std::span<const Value> args) {
  Stack stack;
  inherit_context(stack);
  Interpreter(*this, stack).start_call(callable, args);
  return stack;
}

void Machine::inherit_context(Stack& stack) {
  if (stack_ == nullptr || stack_->context.is_null()) return;
  stack.context = dict_copy(*this, stack_->context);
}

Value Machine::context() {
  ENSURE(stack_ != nullptr, "a context is asked for where nothing runs");
  if (stack_->context.is_null()) stack_->context = heap.new_dict();
  return stack_->context;
}

std::vector<Machine::EnteredContext>::iterator Machine::entry_of(Value context) {
  return std::find_if(entered_contexts_.begin(), entered_contexts_.end(),
                      [context](const EnteredContext& one) { return same(one.entered, context); });
}

bool Machine::enter_context(Value dict) {
  const bool is_left =
      std::any_of(entered_contexts_.begin(), entered_contexts_.end(),
                  [dict](const EnteredContext& one) { return same(one.left, dict); });
  if (is_left || same(context(), dict) || entry_of(dict) != entered_contexts_.end()) return false;
  const Value left = std::exchange(stack_->context, heap.retain(dict));
  entered_contexts_.push_back({.entered = heap.retain(dict), .left = left});
  return true;
}

void Machine::leave_context(Value dict) {
  const auto entry = entry_of(dict);
  ENSURE(entry != entered_contexts_.end(), "a context is left that is not entered");
  heap.assign(stack_->context, entry->left);
  heap.release(entry->entered);
  entered_contexts_.erase(entry);
}

Value Machine::own_context(Stack& stack) {
  if (stack.context.is_null()) stack.context = heap.new_dict();
  Value context = stack.context;
  for (auto entry = entry_of(context); entry != entered_contexts_.end();
       entry = entry_of(context)) {
    context = entry->left;
  }
  return context;
}

Pause Machine::run(Host& host_of_run, Stack& stack, int64_t& budget) {
  ENSURE(stack_ == nullptr, "run() was called from inside run()");
  const Attached attached(*this, host_of_run);
  stack_ = &stack;
  // Also where what is made would be too much, which is thrown (heap.h).
  struct Ended {
    Machine& machine;
    ~Ended() { machine.stack_ = nullptr; }
  } const ended{*this};
  return Interpreter(*this, stack).run(budget, host_of_run.wants_lines());
}

void Machine::discard(Stack& stack) {
  heap.release(std::exchange(stack.resume, Resume{}).value);
  for (auto entry = entry_of(stack.context); entry != entered_contexts_.end();
       entry = entry_of(stack.context)) {
    heap.assign(stack.context, entry->left);
    heap.release(entry->entered);
    entered_contexts_.erase(entry);
  }
  heap.release(std::exchange(stack.context, Value{}));
  while (!stack.top.is_null()) {
    // What a handler has caught keeps the frame alive that keeps it: such a ring has to be opened.
    FrameBody& frame = heap.frame(stack.top);
    std::vector<Value> slots;
    slots.swap(frame.slots);
    if (frame.code >= 0) slots.resize(static_cast<std::size_t>(frame.top));
    frame.base = frame.top = 0;
    for (Value v : slots) heap.release(v);
    Interpreter(*this, stack).pop_frame();
  }
}

void Machine::report_deaths() {
  if (heap.deaths.empty()) return;
  Stack none;
  Interpreter(*this, none).report_deaths();
}

Machine::Attached::Attached(Machine& machine, Host& host)
    : machine_(machine), before_(std::exchange(machine.host_, &host)) {}

Machine::Attached::~Attached() { machine_.host_ = before_; }

Host& Machine::host() {
  ENSURE(host_ != nullptr, "the host is asked for where there is none");
  return *host_;
}

int32_t Machine::current_line() { return stack_ == nullptr ? 0 : line_of(*stack_); }

int32_t Machine::line_of(const Stack& stack) {
  for (Value frame = stack.top; !frame.is_null();) {
    const FrameBody& f = heap.frame(frame);
    if (is_of_program(f)) return line_of(f);
    frame = f.back;
  }
  return 0;
}

int32_t Machine::line_of(const FrameBody& frame) const {
  const auto at = static_cast<std::size_t>(std::max(frame.pc - 1, 0));
  const Code& code = program_->codes[static_cast<std::size_t>(frame.code)];
  if (frame.pc == 0) return code.first_line;
  return code.instrs[at].line > 0 ? code.instrs[at].line : code.spans[at].line;
}

Value Machine::program_frame(int64_t level) {
  for (Value frame = stack_ == nullptr ? Value{} : stack_->top; !frame.is_null();) {
    const FrameBody& f = heap.frame(frame);
    if (is_of_program(f) && --level <= 0) return frame;
    frame = f.back;
  }
  return Value{};
}

Value Machine::current_frame() {
  Value frame = stack_ == nullptr ? Value{} : stack_->top;
  while (!frame.is_null() && heap.frame(frame).code < 0) frame = heap.frame(frame).back;
  ENSURE(!frame.is_null(), "the frame of Python code is asked for where none runs");
  return frame;
}

bool Machine::is_of_program(const FrameBody& f) const {
  return f.code >= 0 && program_->codes[static_cast<std::size_t>(f.code)].linked < 0;
}

bool Machine::runs_linked_code() {
  Value frame = stack_ == nullptr ? Value{} : stack_->top;
  while (!frame.is_null() && heap.frame(frame).code < 0) frame = heap.frame(frame).back;
  return !frame.is_null() && !is_of_program(heap.frame(frame));
}

Value Machine::take_module_body(int32_t linked) {
  const auto at = static_cast<std::size_t>(linked);
  if (imported_[at]) return Value{};
  imported_[at] = true;
  const Value body = heap.allocate(Type::kFunction);
  heap.function(body).code = program_->linked[at].code;
  return body;
}

std::string Machine::abstract_complaint(Value klass) {
  std::vector<std::string> names;
  const Value said = heap.klass(klass).attributes.find(known(Known::kAbstractMethods));
  std::vector<Value> items;
  if (!said.is_null() && collect(*this, said, &items)) {
    for (Value v : items) names.push_back(str_of(v));
  }
  release_all(*this, &items);
  std::sort(names.begin(), names.end());
  return fmt::format("Can't instantiate abstract class {} with abstract method{} {}",
                     heap.klass(klass).name, names.size() == 1 ? "" : "s", fmt::join(names, ", "));
}

std::string Machine::current_module_name() {
  const int32_t code = heap.frame(current_frame()).code;
  return module_name_of(program_->codes[static_cast<std::size_t>(code)]);
}

std::string Machine::module_name_of(const Code& code) const {
  return code.linked < 0 ? "__main__"
                         : program_->linked[static_cast<std::size_t>(code.linked)].name;
}

Value Machine::make_coroutine(Value callable, std::span<const Value> args,
                              std::span<const Value> keyword_values,
                              std::span<const Value> keyword_names) {
  Stack none;
  return Interpreter(*this, stack_ == nullptr ? none : *stack_)
      .make_coroutine(callable, {args, keyword_values, keyword_names});
}

void Machine::set_call(Value callable, std::span<const Value> args,
                       std::span<const Value> keyword_values,
                       std::span<const Value> keyword_names) {
  ENSURE(call_.callable.is_null(), "a turn sets two calls");
  call_.callable = heap.retain(callable);
  const auto keep = [this](std::span<const Value> from, std::vector<Value>& to) {
    to.assign(from.begin(), from.end());
    for (Value v : to) heap.retain(v);
  };
  keep(args, call_.positional);
  keep(keyword_values, call_.keyword_values);
  keep(keyword_names, call_.keyword_names);
}

void Machine::release(const PendingCall& call) {
  heap.release(call.callable);
  heap.release(call.namespace_class);
  for (const auto* list : {&call.positional, &call.keyword_values, &call.keyword_names}) {
    for (Value v : *list) heap.release(v);
  }
}

Value Machine::new_object(Value klass, int32_t id) {
  const Value v = heap.allocate(Type::kObject);
  ObjectBody& body = heap.object(v);
  body.klass = heap.retain(klass);
  body.id = id;
  return v;
}

std::string Machine::join_class_names(const std::vector<Value>& classes) {
  std::string text;
  for (Value v : classes) {
    if (!text.empty()) text += ", ";
    text += heap.klass(v).name;
  }
  return text;
}

bool Machine::truth(Value value, bool* failed) { return truth_of(*this, value, failed); }

std::string Machine::str_of(Value value) { return str(*this, value); }

std::string Machine::repr_of(Value value) { return repr(*this, value); }

bool Machine::equal(Value a, Value b) {
  bool failed = false;
  const bool result = grove::equal(*this, a, b, &failed);
  if (failed) heap.release(take_pending());
  return result && !failed;
}

bool Machine::to_double(Value value, double* out) {
  const std::optional<double> number = number_as_double(*this, value);
  if (!number && has_pending()) return false;
  if (!number) {
    raise_error("TypeError", fmt::format("must be real number, not {}", type_name(value)));
    return false;
  }
  *out = *number;
  return true;
}

}  // namespace grove
