// The record on disk: JSON Lines, one object a line; line 1 is the header.
//
// Writing is exact and deterministic: the same record gives the same bytes everywhere. Reading
// checks every line, its syntax, its fields, and how it fits the lines before (check.h); a broken
// one is reported with its number, and what came before it is kept. Unknown fields are skipped (a
// newer writer). An event of an unknown kind becomes an `Unknown` event, so that it keeps its place
// and causes stay right; written again, it is as it was.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/record/record.h"

namespace grove {

// The version of the format that is written. Readers read all versions up to it.
inline constexpr int64_t kRecordFormat = 1;

// One line each, without the line end.
std::string header_json(const RecordHeader& header);
std::string event_json(const Record& record, EventId id);

// The whole record, each line ended by '\n', handed to `sink` in pieces.
void write_json_lines(const Record& record, const std::function<void(std::string_view)>& sink);

struct RecordResult {
  Record record;      // what could be read, up to the first broken line
  Problems problems;  // empty: the whole file was read
  bool has_header = false;
};
// `file` names it in messages.
RecordResult read_json_lines(std::string_view text, const std::string& file);

// The same in slices, for a window that must not stand still meanwhile:
//
//   RecordReader reader(text, file);
//   while (!reader.finished()) { reader.advance(10'000); …reader.offset() of text.size()… }
//   RecordResult result = reader.take();
//
// REQUIRES: the text outlives the reader.
class RecordReader {
 public:
  RecordReader(std::string_view text, std::string file);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;

  // Reads at most so many lines more.
  void advance(std::size_t lines);
  bool finished() const;
  // Bytes read so far.
  std::size_t offset() const;
  // What was read. REQUIRES: finished(), and not taken before.
  RecordResult take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace grove
