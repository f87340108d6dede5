#include "tests/fuzz/one_record.h"

#include <string_view>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/model/model.h"
#include "engine/record/record_stream.h"

namespace grove::fuzz {

namespace {

std::string written(const Record& record) {
  std::string text;
  write_json_lines(record, [&text](std::string_view piece) { text.append(piece); });
  return text;
}

}  // namespace

void read_one(const std::string& text) {
  const RecordResult whole = read_json_lines(text, "fuzz.jsonl");
  RecordStream stream("fuzz.jsonl");
  std::size_t size = 1;
  for (std::size_t at = 0; at < text.size(); at += size) {
    size = 1 + (size * 7 + static_cast<unsigned char>(text[at])) % 97;
    stream.feed(std::string_view(text).substr(at, size));
  }
  stream.end();
  ENSURE(format_problems(stream.problems()) == format_problems(whole.problems),
         "a record in pieces has other faults");
  ENSURE(written(stream.record()) == written(whole.record), "a record in pieces is another one");
  Model model(whole.record);
  model.seek(whole.record.size());
  while (model.position() > 0) model.back();
  // As one that a program sends: bounded, and several behind each other.
  for (std::string rest = text; !rest.empty();) {
    RecordStream first("fuzz.jsonl", {.line = 500, .total = 10'000, .several = true});
    first.feed(rest);
    ENSURE(first.another_begins() == (first.over() && first.problems().empty()),
           "a stream is over without a reason");
    std::string next = first.another_begins() ? first.take_rest() : std::string();
    ENSURE(next.size() < rest.size(), "a stream does not come to its end");
    rest = std::move(next);
  }
}

}  // namespace grove::fuzz
