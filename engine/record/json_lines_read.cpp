// Reading whole records, in slices.
#include <algorithm>
#include <utility>

#include "engine/record/json_lines.h"
#include "engine/record/record_stream.h"

namespace grove {

struct RecordReader::State {
  State(std::string_view whole, std::string file) : text(whole), stream(std::move(file)) {}

  std::string_view text;
  std::size_t at = 0;
  bool finished = false;
  RecordStream stream;
};

RecordReader::RecordReader(std::string_view text, std::string file)
    : state_(std::make_unique<State>(text, std::move(file))) {}

RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

void RecordReader::advance(std::size_t lines) {
  State& state = *state_;
  for (; lines > 0 && !state.stream.over() && state.at < state.text.size(); --lines) {
    const std::size_t end = state.text.find('\n', state.at);
    const std::size_t size = end == std::string_view::npos ? end : end + 1 - state.at;
    const std::string_view line = state.text.substr(state.at, size);
    state.stream.feed(line);
    state.at += line.size();
  }
  if (!state.stream.over() && state.at < state.text.size()) return;
  // Whether a broken line is the last one tells what is wrong with it.
  state.stream.feed(state.text.substr(state.at, 1));
  state.stream.end();
  state.finished = true;
}

bool RecordReader::finished() const { return state_->finished; }
std::size_t RecordReader::offset() const { return state_->at; }

RecordResult RecordReader::take() {
  ENSURE(finished(), "a record was taken before it was read to its end");
  return state_->stream.take();
}

RecordResult read_json_lines(std::string_view text, const std::string& file) {
  RecordReader reader(text, file);
  while (!reader.finished()) reader.advance(text.size() + 1);
  return reader.take();
}

}  // namespace grove
