#include "engine/export/trace_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/picture/explain.h"
#include "engine/picture/lanes.h"
#include "engine/picture/wait_words.h"

namespace grove {

namespace {

constexpr int64_t kStepWidth = 1'000;      // ns
constexpr std::size_t kPiece = 64 * 1024;  // bytes handed on at once

// Where each event stands on the axis, in ns; each further right than the one before it.
std::vector<int64_t> places_of(const Record& record, TraceAxis axis) {
  std::vector<int64_t> places;
  places.reserve(record.size());
  int64_t last = -1, step = 0;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const Event& event = record.at(i);
    if (const auto* begins = event.get_if<BeforeTaskStep>()) step = begins->step;
    last = std::max(last + 1, axis == TraceAxis::kTime ? event.t.ns : step * kStepWidth);
    places.push_back(last);
  }
  return places;
}

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(&out, text);
  return out;
}

// The format counts in microseconds; never by way of a floating-point number.
std::string microseconds(int64_t ns) { return fmt::format("{}.{:03}", ns / 1000, ns % 1000); }

}  // namespace

class TraceWriter::Spans {
 public:
  Spans(const Record& record, TraceAxis axis, std::function<void(std::string_view)> sink)
      : record_(record), index_(record), sink_(std::move(sink)), places_(places_of(record, axis)) {}

  bool finished() const { return finished_; }

  void advance(std::size_t events) {
    if (next_ == 0) begin();
    for (; events > 0 && next_ < places_.size(); --events, ++next_) {
      at_ = EventId{static_cast<int32_t>(next_)};
      visit_event(record_.at(next_), [this](const auto& own) { take(own); });
    }
    if (next_ < places_.size() || finished_) return;
    close_all();
    out_ += "\n]}\n";
    sink_(out_);
    finished_ = true;
  }

 private:
  void begin() {
    out_ = R"({"displayTimeUnit":"ms","otherData":{"source":)" + quoted(record_.header.source) +
           R"(},"traceEvents":[)";
    describe_threads();
  }

  // A span that lasts, on a task's thread.
  struct Span {
    EventId begun;
    std::string name;
    const char* category;
    ScopeId scope{};
  };

  int64_t here() const { return places_[at_.index()]; }
  static int64_t thread(TaskId task) { return static_cast<int64_t>(task.value) + 1; }
  std::string label(TaskId task) const {
    return std::string(record_.text(index_.task(task).label));
  }

  // One event: `head` is all but its arguments.
  void put(const std::string& head, std::string_view arguments = {}) {
    out_ += first_ ? "\n{" : ",\n{";
    first_ = false;
    out_ += head;
    if (!arguments.empty()) out_.append(",\"args\":{").append(arguments).append("}");
    out_ += '}';
    if (out_.size() < kPiece) return;
    sink_(out_);
    out_.clear();
  }

  void describe_threads() {
    put(R"("ph":"M","pid":1,"name":"process_name")",
        "\"name\":" + quoted(record_.header.title.empty() ? "grove" : record_.header.title));
    Lanes lanes(record_);
    lanes.extend();
    int sort = 0;
    for (const TaskId task : lanes.order()) {
      const std::string head = fmt::format(R"("ph":"M","pid":1,"tid":{},"name":)", thread(task));
      put(head + "\"thread_name\"", "\"name\":" + quoted(label(task)));
      put(head + "\"thread_sort_index\"", fmt::format("\"sort_index\":{}", ++sort));
    }
    spans_.resize(lanes.count());
  }

  void open(TaskId task, std::string name, const char* category, ScopeId scope = {}) {
    if (!task) return;
    spans_[task.index()].push_back({at_, std::move(name), category, scope});
  }

  void close_last(TaskId task, int64_t place) {
    const Span span = std::move(spans_[task.index()].back());
    spans_[task.index()].pop_back();
    const int64_t begin = places_[span.begun.index()];
    put(fmt::format(R"("ph":"X","pid":1,"tid":{},"ts":{},"dur":{},"cat":"{}","name":{})",
                    thread(task), microseconds(begin), microseconds(place - begin), span.category,
                    quoted(span.name)),
        fmt::format("\"event\":{},\"t\":\"{}\"", span.begun.value,
                    format_time(record_[span.begun].t)));
  }

  // Down to the scope; all that lies in it ends with it.
  void close_to(TaskId task, ScopeId scope) {
    const std::vector<Span>& open = spans_[task.index()];
    const auto has_it = [scope](const Span& span) { return span.scope == scope; };
    if (std::none_of(open.begin(), open.end(), has_it)) return;
    while (!has_it(open.back())) close_last(task, here());
    close_last(task, here());
  }

  // A wait, or the turn that is waited for.
  void close_wait(TaskId task) {
    const std::vector<Span>& open = spans_[task.index()];
    const bool waits =
        !open.empty() && (open.back().category == kWait || open.back().category == kReady);
    if (waits) close_last(task, here());
  }

  // What has not ended when the record does.
  void close_all() {
    const int64_t end = places_.empty() ? 0 : places_.back() + 1;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      while (!spans_[i].empty()) close_last(task, end);
    }
    for (const NurseryId nursery : open_) put_nursery(nursery, 'e', end);
  }

  void instant(TaskId task, const char* category) {
    const std::string where =
        task ? fmt::format(R"("tid":{},"s":"t")", thread(task)) : std::string(R"("s":"g")");
    put(fmt::format(R"("ph":"i","pid":1,{},"ts":{},"cat":"{}","name":{})", where,
                    microseconds(here()), category, quoted(plain_text(describe(index_, at_)))),
        fmt::format("\"event\":{}", at_.value));
  }

  // From the task that caused it, if that is another one, to the task that feels it.
  void flow(EventId cause, TaskId to, const char* name) {
    const TaskId from = cause ? task_of(record_[cause]) : TaskId{};
    if (!from || !to || from == to) return;
    // An end has to lie inside a span; a task that has exited has none any more.
    int64_t begin = places_[cause.index()];
    if (const EventId exited = index_.task(from).exited; exited && exited <= cause) {
      begin = places_[exited.index()] - 1;
    }
    const std::string same =
        fmt::format(R"("pid":1,"id":{},"cat":"cause","name":"{}")", at_.value, name);
    put(fmt::format(R"("ph":"s",{},"tid":{},"ts":{})", same, thread(from), microseconds(begin)));
    put(fmt::format(R"("ph":"f","bp":"e",{},"tid":{},"ts":{})", same, thread(to),
                    microseconds(here())));
  }

  void put_nursery(NurseryId nursery, char phase, int64_t place) {
    const IndexedNursery& facts = index_.nursery(nursery);
    const std::string name = fmt::format("nursery of {}, line {}", label(facts.task), facts.line);
    put(fmt::format(R"("ph":"{}","pid":1,"tid":{},"ts":{},"cat":"nursery","id":"n{}","name":{})",
                    phase, thread(facts.task), microseconds(place), nursery.value, quoted(name)));
  }

  void take(const TaskSpawned& e) {
    open(e.task, label(e.task), "task");
    flow(record_[at_].cause, e.task, "starts");
  }
  void take(const TaskBlocked& e) {
    close_wait(e.task);
    open(e.task, wait_name(e), kWait);
  }
  void take(const TaskScheduled& e) {
    close_wait(e.task);
    open(e.task, "ready", kReady);
    flow(record_[at_].cause, e.task, "wakes");
  }
  void take(const BeforeTaskStep& e) { close_wait(e.task); }
  void take(const TaskExited& e) {
    if (e.outcome != Outcome::kOk) instant(e.task, "end");
    while (!spans_[e.task.index()].empty()) close_last(e.task, here());
  }
  void take(const ScopeOpened& e) {
    if (e.how == ScopeKind::kNursery) return;  // its nursery says it
    open(e.task, fmt::format("{}, line {}", word_of(e.how), e.line), "scope", e.scope);
  }
  void take(const ScopeClosed& e) { close_to(index_.scope(e.scope).task, e.scope); }
  void take(const NurseryOpened& e) {
    put_nursery(e.nursery, 'b', here());
    open_.push_back(e.nursery);
  }
  void take(const NurseryClosed& e) {
    put_nursery(e.nursery, 'e', here());
    open_.erase(std::remove(open_.begin(), open_.end(), e.nursery), open_.end());
  }
  void take(const ScopeCancelled& e) { instant(index_.scope(e.scope).task, "cancel"); }
  void take(const CancelRequested& e) {
    instant(e.task, "cancel");
    flow(record_[at_].cause, e.task, "asks to stop");
  }
  void take(const CancelDelivered& e) { instant(e.task, "cancel"); }
  void take(const ExceptionRaised& e) { instant(e.task, "exception"); }
  void take(const ExceptionCaught& e) { instant(e.task, "exception"); }
  void take(const ExceptionPropagated& e) {
    TaskId to;
    if (e.to.kind == Place::Kind::kTask) to = TaskId{e.to.id};
    if (e.to.kind == Place::Kind::kNursery) to = index_.nursery(NurseryId{e.to.id}).task;
    flow(record_[at_].cause, to, "passes on");
  }
  void take(const ExceptionDropped& e) { instant(e.task, "exception"); }
  void take(const ExceptionNeverRetrieved& e) { instant(e.task, "exception"); }
  void take(const TaskOrphaned& e) { instant(e.task, "orphan"); }
  void take(const ObjectChanged& e) {
    if (record_.text(e.type) == "callback") instant(e.task, "callback");
  }
  void take(const Printed& e) { instant(e.task, "print"); }
  void take(const InputApplied&) { instant({}, "outside"); }
  void take(const LimitReached&) { instant({}, "end"); }
  void take(const RunFinished&) { instant({}, "end"); }
  template <class Other>
  void take(const Other&) {}

  static std::string wait_name(const TaskBlocked& e) {
    if (e.on == WaitKind::kSleep || e.on == WaitKind::kForever) return "sleeps";
    return fmt::format("waits for {}", wait_words(e.on).thing);
  }

  static constexpr const char* kWait = "wait";
  static constexpr const char* kReady = "ready";

  const Record& record_;
  const RecordIndex index_;
  const std::function<void(std::string_view)> sink_;
  const std::vector<int64_t> places_;
  std::size_t next_ = 0;  // event
  bool finished_ = false;
  std::string out_;
  bool first_ = true;
  EventId at_;
  std::vector<std::vector<Span>> spans_;  // by task, what is open, outside first
  std::vector<NurseryId> open_;
};

TraceWriter::TraceWriter(const Record& record, TraceAxis axis,
                         std::function<void(std::string_view)> sink)
    : spans_(std::make_unique<Spans>(record, axis, std::move(sink))) {}
TraceWriter::~TraceWriter() = default;
void TraceWriter::advance(std::size_t events) { spans_->advance(events); }
bool TraceWriter::finished() const { return spans_->finished(); }

void write_trace_events(const Record& record, TraceAxis axis,
                        const std::function<void(std::string_view)>& sink) {
  TraceWriter writer(record, axis, sink);
  while (!writer.finished()) writer.advance(record.size() + 1);
}

}  // namespace grove
