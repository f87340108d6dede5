#include "engine/record/record_stream.h"

#include <optional>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/record/line_reader.h"
#include "engine/record/record_copier.h"

namespace grove {

struct RecordStream::State {
  std::string file;
  Bounds bounds;
  std::string half;     // of a line, until its rest comes
  std::size_t fed = 0;  // bytes
  int line = 0;         // number of the line read last
  int64_t forgotten = 0;
  bool over = false;
  bool breaks_off = false;  // the broken line does, if it is the last
  bool another = false;
  std::string rest;  // from the header of another record on
  RecordCheck check;
  SharedTexts texts;
  std::optional<Renumbering> numbers;  // once the beginning is forgotten
  RecordResult result;

  bool begins_another(std::string_view source) const;
  void read_line(std::string_view source);
  void take_bytes(std::string_view bytes);
  void report(std::string_view source, const JsonError& error);
  void tell_breaking_off();
};

void RecordStream::State::report(std::string_view source, const JsonError& error) {
  Problem problem;
  problem.file = file;
  problem.message = error.message;
  problem.hint = error.hint;
  const std::size_t before = count_code_points(source.substr(0, error.at));
  problem.span = SourceSpan{line, static_cast<int>(before) + 1, line, static_cast<int>(before) + 2};
  problem.source_line = std::string(source);
  result.problems.push_back(std::move(problem));
  const bool is_cut = !source.empty() && source.front() == '{' && source.back() != '}';
  breaks_off = error.at >= source.size() || (result.has_header && is_cut);
  over = true;
}

// A writer that was stopped leaves half a line at the end.
void RecordStream::State::tell_breaking_off() {
  if (!breaks_off) return;
  Problem& problem = result.problems.back();
  problem.message = "the last line breaks off: " + problem.message;
  problem.hint = "the events before it were read";
  breaks_off = false;
}

void RecordStream::State::read_line(std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const bool marked = source.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  if (line == 0 && marked) source.remove_prefix(kByteOrderMark.size());
  ++line;
  if (!source.empty() && source.back() == '\r') source.remove_suffix(1);
  if (source.find_first_not_of(" \t") == std::string_view::npos) return;
  LineReader reader(source, &result.record, &texts, numbers ? &*numbers : nullptr);
  if (result.has_header) {
    if (!reader.read_event(&check)) report(source, reader.error());
  } else {
    result.has_header = reader.read_header();
    if (!result.has_header) report(source, reader.error());
  }
}

bool RecordStream::State::begins_another(std::string_view source) const {
  constexpr std::string_view kHeader = "{\"grove_trace\"";
  return bounds.several && result.has_header && source.substr(0, kHeader.size()) == kHeader;
}

void RecordStream::State::take_bytes(std::string_view bytes) {
  while (!bytes.empty() && !over) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (half.size() + piece.size() > bounds.line) {
      ++line;
      report("", {0, "the line is longer than " + std::to_string(bounds.line) + " bytes", ""});
      breaks_off = false;
    } else if (end == std::string_view::npos) {
      half += piece;
      return;
    } else {
      std::string joined;
      std::string_view whole = piece;
      if (!half.empty()) {
        joined = std::exchange(half, {});
        joined += piece;
        whole = joined;
      }
      if (begins_another(whole)) {
        rest = whole;
        rest += bytes.substr(end);
        another = over = true;
        return;
      }
      read_line(whole);
    }
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  if (!bytes.empty()) breaks_off = false;
}

RecordStream::RecordStream(std::string file, Bounds bounds) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->bounds = bounds;
}

RecordStream::~RecordStream() = default;

void RecordStream::feed(std::string_view bytes) {
  State& state = *state_;
  if (!state.over && bytes.size() > state.bounds.total - state.fed) {
    bytes = bytes.substr(0, state.bounds.total - state.fed);
    state.take_bytes(bytes);
    if (state.over) return;
    ++state.line;
    state.report("",
                 {0, "the record is longer than " + std::to_string(state.bounds.total) + " bytes",
                  "the events before it were read"});
    state.breaks_off = false;
    return;
  }
  state.fed += bytes.size();
  state.take_bytes(bytes);
}

void RecordStream::end() {
  State& state = *state_;
  if (!state.over && !state.half.empty()) {
    const std::string whole = std::exchange(state.half, {});
    state.read_line(whole);
  }
  state.tell_breaking_off();
  if (!state.over && !state.result.has_header) {
    Problem problem;
    problem.file = state.file;
    problem.message = "this is no record: it is empty";
    problem.hint = "`grove run FILE --record OUT.jsonl` writes one";
    state.result.problems.push_back(std::move(problem));
  }
  state.over = true;
}

bool RecordStream::another_begins() const { return state_->another; }

std::string RecordStream::take_rest() {
  state_->another = false;
  return std::exchange(state_->rest, {});
}

// --- forgetting

struct Shortening::State {
  State(const RecordStream& whole, std::size_t from)
      : old(*whole.state_), wanted(from), living(old.result.record), copier(old.result.record) {}

  const RecordStream::State& old;
  std::size_t wanted;  // events, so many first ones of which are to go
  Living living;
  RecordCopier copier;
  std::optional<Renumbering> numbers;  // of those in `old`; once all that lives is known
  std::vector<int32_t> kept;           // of the beginning
  std::size_t told = 0;                // of those
  std::size_t next = 0;                // event behind the beginning
  std::shared_ptr<RecordStream> stream;
  std::string fault;

  void find_living(std::size_t events);
  void tell(EventId event);
  void tell_how_many();
};

// The event before the first that stays gives its place to the news that there were more.
void Shortening::State::find_living(std::size_t events) {
  const Record& record = old.result.record;
  living.take(std::min(wanted, living.size() + events));
  if (living.size() < wanted) return;
  if (living.events().back().index() + 1 == wanted) {
    wanted += wanted < record.size() ? 1 : 0;  // else there is nothing that could go, as yet
    return;
  }
  numbers.emplace(record, living);
  kept = numbers->kept();
  next = wanted;
  stream = std::make_shared<RecordStream>(old.file, old.bounds);
  stream->state_->result.record.header = record.header;
  stream->state_->result.has_header = true;
}

void Shortening::State::tell(EventId id) {
  const Event& event = old.result.record[id];
  RecordStream::State& now = *stream->state_;
  Record& record = now.result.record;
  const EventId cause = record.size() == 0 ? EventId{} : numbers->event(event.cause);
  const auto append = [&](const auto& payload) {
    if (!fault.empty()) return;
    fault = now.check.admit(record, LooseEvent(event.t, cause, payload).get());
    if (fault.empty()) record.append(event.t, cause, payload);
  };
  visit_event(event, [&](auto payload) {
    const auto renumber = [&](std::vector<ExceptionInfo>* list) { numbers->apply_to(list); };
    if (!numbers->apply(&payload)) return append(forgotten_event(&record));
    copier.take_texts(&payload, &record, renumber);
    append(payload);
  });
}

void Shortening::State::tell_how_many() {
  RecordStream::State& now = *stream->state_;
  Record& record = now.result.record;
  now.forgotten = old.forgotten + static_cast<int64_t>(wanted - kept.size());
  const LimitReached news{.limit = record.add_text("events forgotten"), .value = now.forgotten};
  const EventId cause{static_cast<int32_t>(record.size()) - 1};
  const SimTime t = old.result.record.at(wanted - 1).t;
  if (fault.empty()) fault = now.check.admit(record, LooseEvent(t, cause, news).get());
  if (fault.empty()) record.append(t, cause, news);
}

Shortening::Shortening(const RecordStream& old, std::size_t from)
    : state_(std::make_unique<State>(old, from)) {
  ENSURE(from > 0 && from < old.record().size(), "a record cannot forget all of itself");
}

Shortening::~Shortening() = default;

bool Shortening::advance(std::size_t events) {
  State& state = *state_;
  if (!state.numbers) {
    state.find_living(events);
    return false;
  }
  const std::size_t size = state.old.result.record.size();
  for (; events > 0 && state.fault.empty(); --events) {
    if (state.told + 1 < state.kept.size()) {
      state.tell(EventId{state.kept[state.told++]});
    } else if (state.told + 1 == state.kept.size()) {
      state.tell_how_many();
      ++state.told;
    } else if (state.next < size) {
      state.tell(EventId{static_cast<int32_t>(state.next++)});
    } else {
      return true;
    }
  }
  return !state.fault.empty();
}

const std::string& Shortening::fault() const { return state_->fault; }

std::size_t Shortening::gone() const { return state_->wanted; }
std::size_t Shortening::kept() const { return state_->kept.size(); }

std::shared_ptr<RecordStream> Shortening::take() {
  State& state = *state_;
  RecordStream::State& now = *state.stream->state_;
  now.half = state.old.half;
  now.line = state.old.line;
  now.fed = now.half.size();
  now.numbers =
      state.old.numbers ? state.numbers->behind(*state.old.numbers) : std::move(*state.numbers);
  return std::move(state.stream);
}

int64_t RecordStream::forgotten() const { return state_->forgotten; }
bool RecordStream::over() const { return state_->over; }
const Record& RecordStream::record() const { return state_->result.record; }
bool RecordStream::has_header() const { return state_->result.has_header; }
const Problems& RecordStream::problems() const { return state_->result.problems; }

RecordResult RecordStream::take() {
  ENSURE(over(), "a record was taken before it was read to its end");
  return std::move(state_->result);
}

}  // namespace grove
