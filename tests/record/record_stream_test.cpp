#include "engine/record/record_stream.h"

#include <catch2/catch.hpp>

#include "tests/record/mutated.h"

namespace grove {
namespace {

const std::string kHeader =
    R"({"grove_trace":1,"source":"x","dialect":"trio","detail":"lines","title":"a","program":[]})"
    "\n";
const std::string kStart = R"({"i":0,"t":0,"kind":"run_started","cause":null})"
                           "\n";
const std::string kMain =
    R"({"i":1,"t":5,"kind":"task_spawned","cause":0,"task":0,"name":"main","label":"main"})"
    "\n";

std::string written(const Record& record) {
  std::string out;
  write_json_lines(record, [&out](std::string_view piece) { out += piece; });
  return out;
}

TEST_CASE("a record that comes in pieces, cut anywhere, is what the whole file is") {
  const std::string text = "\xEF\xBB\xBF" + kHeader + "\r\n" + kStart + kMain;
  const std::string whole = written(read_json_lines(text, "1").record);
  REQUIRE(whole.find("main") != std::string::npos);
  for (std::size_t size = 1; size < 40; ++size) {
    RecordStream stream("1");
    for (std::size_t at = 0; at < text.size(); at += size) stream.feed(text.substr(at, size));
    CHECK_FALSE(stream.over());
    CHECK(written(stream.record()) == whole);
    stream.end();
    CHECK(stream.problems().empty());
  }
}

TEST_CASE("half a line waits for its rest, and is told once nothing more comes") {
  RecordStream stream("1");
  stream.feed(kHeader + kStart + kMain.substr(0, 12));
  CHECK(stream.record().size() == 1);
  SECTION("the rest comes") {
    stream.feed(kMain.substr(12));
    CHECK(stream.record().size() == 2);
    CHECK(stream.problems().empty());
  }
  SECTION("nothing more comes") {
    stream.end();
    CHECK(stream.record().size() == 1);
    REQUIRE(stream.problems().size() == 1);
    CHECK(stream.problems()[0].message.find("the last line breaks off") == 0);
    CHECK(stream.problems()[0].span.line == 3);
  }
}

TEST_CASE("a broken line ends a stream: what came before it stays, what follows is not read") {
  RecordStream stream("1");
  stream.feed(kHeader + kStart + "{\"i\":1,\n" + kMain);
  CHECK(stream.over());
  stream.feed(kMain);
  stream.end();
  CHECK(stream.record().size() == 1);
  REQUIRE(stream.problems().size() == 1);
  // It is not the last: a writer that was stopped did not leave it so.
  CHECK(stream.problems()[0].message.find("breaks off") == std::string::npos);
}

TEST_CASE("whatever is wrong with a record, in pieces it is the same as a whole") {
  int count = 0;
  mutated::for_each_mutation(
      kHeader + kStart + kMain, [&](const std::string& what, const std::string& text) {
        INFO(what);
        const RecordResult whole = read_json_lines(text, "1");
        RecordStream stream("1");
        const std::size_t size = 1 + static_cast<std::size_t>(++count) % 23;
        for (std::size_t at = 0; at < text.size(); at += size) stream.feed(text.substr(at, size));
        stream.end();
        CHECK(written(stream.record()) == written(whole.record));
        CHECK(format_problems(stream.problems()) == format_problems(whole.problems));
      });
  CHECK(count > 50);
}

TEST_CASE("a stream is bounded, in a line and in all") {
  RecordStream lines("1", {.line = 200});
  lines.feed(kHeader + kStart);
  lines.feed(std::string(150, 'x'));
  CHECK_FALSE(lines.over());
  lines.feed(std::string(51, 'x'));
  REQUIRE(lines.over());
  CHECK(lines.problems()[0].message == "the line is longer than 200 bytes");
  CHECK(lines.problems()[0].span.line == 3);

  RecordStream all("1", {.total = kHeader.size() + kStart.size() + 10});
  all.feed(kHeader + kStart);
  CHECK_FALSE(all.over());
  all.feed(kMain);
  REQUIRE(all.over());
  CHECK(all.problems()[0].message.find("the record is longer than") == 0);
  CHECK(all.record().size() == 1);
}

TEST_CASE("where several records may follow each other, another header ends the first") {
  const std::string two = kHeader + kStart + kMain + kHeader + kStart;
  for (std::size_t size = 1; size < 30; ++size) {
    RecordStream first("1", {.several = true});
    std::string rest;
    for (std::size_t at = 0; at < two.size(); at += size) {
      if (first.over()) {
        rest += two.substr(at, size);
      } else {
        first.feed(two.substr(at, size));
        if (first.another_begins()) rest = first.take_rest();
      }
    }
    CHECK(first.record().size() == 2);
    CHECK(first.problems().empty());
    CHECK(rest == kHeader + kStart);
  }
  RecordStream one("1");
  one.feed(two);
  REQUIRE(one.over());
  CHECK(one.problems()[0].message == "the event has no `kind`");
}

}  // namespace
}  // namespace grove
