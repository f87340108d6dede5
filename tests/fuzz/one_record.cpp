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

void go_there_and_back(const Record& record) {
  Model model(record);
  model.seek(record.size());
  while (model.position() > 0) model.back();
}

// As one that has outgrown what it may take: what is over by its middle goes, and it goes on.
void forget_in_between(const std::string& text) {
  RecordStream stream("fuzz.jsonl");
  stream.feed(std::string_view(text).substr(0, text.size() / 2));
  const std::size_t events = stream.record().size();
  if (stream.over() || events < 2) return;
  Shortening shortening(stream, events / 2);
  std::size_t slices = 0;
  while (slices < 2 * events && !shortening.advance(5)) ++slices;
  // All of it lives, or it makes no sense without its beginning.
  if (slices == 2 * events || !shortening.fault().empty()) return;
  const auto rest = shortening.take();
  go_there_and_back(rest->record());
  rest->feed(std::string_view(text).substr(text.size() / 2));
  rest->end();
  go_there_and_back(rest->record());
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
  go_there_and_back(whole.record);
  forget_in_between(text);
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
