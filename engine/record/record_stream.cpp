#include "engine/record/record_stream.h"

#include <utility>

#include "engine/base/utf8.h"
#include "engine/record/line_reader.h"

namespace grove {

struct RecordStream::State {
  std::string file;
  Bounds bounds;
  std::string half;     // of a line, until its rest comes
  std::size_t fed = 0;  // bytes
  int line = 0;         // number of the line read last
  bool over = false;
  bool breaks_off = false;  // the broken line does, if it is the last
  bool another = false;
  std::string rest;  // from the header of another record on
  RecordCheck check;
  SharedTexts texts;
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
  LineReader reader(source, &result.record, &texts);
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

bool RecordStream::over() const { return state_->over; }
const Record& RecordStream::record() const { return state_->result.record; }
bool RecordStream::has_header() const { return state_->result.has_header; }
const Problems& RecordStream::problems() const { return state_->result.problems; }

RecordResult RecordStream::take() {
  ENSURE(over(), "a record was taken before it was read to its end");
  return std::move(state_->result);
}

}  // namespace grove
