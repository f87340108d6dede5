// Reading records, line by line.
#include <algorithm>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/record/json_lines.h"
#include "engine/record/line_reader.h"

namespace grove {

struct RecordReader::State {
  std::string_view text;
  std::string file;
  std::size_t at = 0;
  int line = 0;  // number of the line read last
  bool finished = false;
  RecordCheck check;
  SharedTexts texts;
  RecordResult result;

  void read_line();
  void report(std::string_view source, const JsonError& error);
};

void RecordReader::State::report(std::string_view source, const JsonError& error) {
  Problem problem;
  problem.file = file;
  problem.message = error.message;
  problem.hint = error.hint;
  // A writer that was stopped leaves half a line at the end.
  const bool is_cut = error.at >= source.size() || (result.has_header && source.back() != '}');
  if (at >= text.size() && is_cut) {
    problem.message = "the last line breaks off: " + problem.message;
    problem.hint = "the events before it were read";
  }
  const std::size_t before = count_code_points(source.substr(0, error.at));
  problem.span = SourceSpan{line, static_cast<int>(before) + 1, line, static_cast<int>(before) + 2};
  problem.source_line = std::string(source);
  result.problems.push_back(std::move(problem));
  finished = true;
}

void RecordReader::State::read_line() {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view source = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
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

RecordReader::RecordReader(std::string_view text, std::string file)
    : state_(std::make_unique<State>()) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  state_->text = text;
  state_->file = std::move(file);
}

RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

void RecordReader::advance(std::size_t lines) {
  State& state = *state_;
  for (; lines > 0 && !state.finished && state.at < state.text.size(); --lines) state.read_line();
  if (state.finished || state.at < state.text.size()) return;
  if (!state.result.has_header) {
    Problem problem;
    problem.file = state.file;
    problem.message = "this is no record: it is empty";
    problem.hint = "`grove run FILE --record OUT.jsonl` writes one";
    state.result.problems.push_back(std::move(problem));
  }
  state.finished = true;
}

bool RecordReader::finished() const { return state_->finished; }
std::size_t RecordReader::offset() const { return state_->at; }

RecordResult RecordReader::take() {
  ENSURE(finished(), "a record was taken before it was read to its end");
  return std::move(state_->result);
}

RecordResult read_json_lines(std::string_view text, const std::string& file) {
  RecordReader reader(text, file);
  while (!reader.finished()) reader.advance(text.size() + 1);
  return reader.take();
}

}  // namespace grove
