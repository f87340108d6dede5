// A record that forgets what is over shows what lives as the whole one does.
#include <fmt/format.h>

#include "engine/model/model.h"
#include "engine/record/record_stream.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

std::string words_of(const Model& model, const TaskFacts& task) {
  const Record& record = model.record();
  std::string words =
      fmt::format("{} {}", record.text(task.label), static_cast<int>(model.status(task.id)));
  if (task.blocked) {
    words += fmt::format(" waits for {} until {}", word_of(task.block.on), task.block.until.ns);
    if (task.block.object) words += record.text(model.object(task.block.object).type);
  }
  // An asyncio task may outlive the one that created it.
  const bool held = task.parent && model.task(task.parent).alive;
  if (held) words += fmt::format(" of {}", record.text(model.task(task.parent).label));
  const ScopeId scope = model.current_scope(task.id);
  if (scope) {
    words += fmt::format(" deadline {} cancelled {}", model.effective_deadline(scope).ns,
                         static_cast<bool>(model.effective_cancel(scope)));
  }
  return words;
}

// What lives, in order of birth.
std::string living_in(const Model& model) {
  std::string living;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (task.alive) living += words_of(model, task) + "\n";
  }
  return living;
}

struct Told {
  std::string header;
  std::vector<std::string> lines;
};

Told told(const Record& record) {
  Told all{header_json(record.header) + "\n", {}};
  for (std::size_t i = 0; i < record.size(); ++i) {
    all.lines.push_back(event_json(record, EventId{static_cast<int32_t>(i)}) + "\n");
  }
  return all;
}

// Null where all that was told until now still lives: then more has to come before anything can go.
std::shared_ptr<RecordStream> shortened(const RecordStream& stream, std::size_t from) {
  Shortening shortening(stream, from);
  for (std::size_t slices = 0; !shortening.advance(7); ++slices) {
    if (slices > stream.record().size()) return nullptr;
  }
  INFO("from " << from);
  REQUIRE(shortening.fault() == "");
  return shortening.take();
}

// Fed up to there, it forgets; and again, further on. In the end it must have gone on as the whole
// record does, at each event that both have.
void check_forgetting(const Record& whole, std::size_t first, std::size_t second) {
  const Told all = told(whole);
  auto stream = std::make_shared<RecordStream>("test");
  stream->feed(all.header);
  std::size_t gone = 0;
  for (std::size_t i = 0; i < all.lines.size(); ++i) {
    stream->feed(all.lines[i]);
    if (i != first && i != second) continue;
    const auto shorter = shortened(*stream, stream->record().size() / 2);
    if (shorter == nullptr) continue;
    CHECK(shorter->forgotten() > stream->forgotten());
    stream = shorter;
  }
  stream->end();
  INFO(format_problems(stream->problems()));
  REQUIRE(stream->problems().empty());
  const Record& rest = stream->record();
  gone = whole.size() - rest.size();
  Model model(rest), reference(whole);
  const std::size_t from = second + 1 - gone;  // what came since is told event by event
  for (std::size_t at = from; at <= rest.size(); ++at) {
    model.seek(at);
    reference.seek(at + gone);
    INFO("event " << at + gone << ", " << at << " of what is left");
    REQUIRE(model.now() == reference.now());
    REQUIRE(living_in(model) == living_in(reference));
    REQUIRE(model.finished() == reference.finished());
  }
}

TEST_CASE("a record that forgets what is over goes on as the whole one") {
  for (const char* slug :
       {"roulette_nursery", "roulette_timeout", "roulette_gather", "happy_eyeballs", "race",
        "nested_deadlines", "shield_with_a_limit", "start_and_ready", "channel_forgot_close",
        "tools_events_queues_locks", "files_and_network", "asyncio_in_trio",
        "swallowed_background_task", "gather_keeps_going_taskgroup"}) {
    INFO(slug);
    const Scenario scenario = shipped(slug);
    const Run run = run_of(scenario, scenario.inputs);
    const std::size_t size = run.record().size();
    for (std::size_t parts = 2; parts < 9; ++parts) {
      check_forgetting(run.record(), size / parts + 4, size * 2 / 3 + parts);
    }
  }
}

TEST_CASE("what is told of what was forgotten keeps its place, and says nothing") {
  const std::string header =
      R"({"grove_trace":1,"source":"x","dialect":"asyncio","detail":"steps","title":"a","program":[]})"
      "\n";
  const auto event = [](int i, const std::string& rest) {
    return fmt::format(R"({{"i":{},"t":{},"cause":{},{}}})", i, i, i == 0 ? "null" : "0", rest) +
           "\n";
  };
  RecordStream stream("test");
  stream.feed(header + event(0, R"("kind":"run_started")"));
  stream.feed(event(1, R"("kind":"task_spawned","task":0,"name":"main","label":"main")"));
  stream.feed(event(2, R"("kind":"task_spawned","task":1,"name":"old","label":"old")"));
  stream.feed(event(
      3, R"("kind":"exception_raised","task":1,"exception":0,"type":"E","message":"m","line":1)"));
  stream.feed(event(4, R"("kind":"task_exited","task":1,"outcome":"error","exception":0)"));
  for (int i = 5; i < 12; ++i) {
    stream.feed(event(i, R"("kind":"printed","task":0,"text":"x")"));
  }
  const auto rest = shortened(stream, 8);
  // Its beginning, the news of what is gone, and what came since: 8 to 11.
  const std::size_t before = rest->record().size();
  rest->feed(event(12, R"("kind":"await_started","task":0,"on":{"task":1})"));
  rest->feed(event(13, R"("kind":"exception_propagated","exception":0,"from":1,"to":{"task":1})"));
  rest->feed(event(14, R"("kind":"task_spawned","task":2,"name":"new","label":"new","parent":1)"));
  rest->feed(event(
      15, R"("kind":"exception_raised","task":2,"exception":1,"type":"E","message":"m","line":1)"));
  INFO(format_problems(rest->problems()));
  REQUIRE(rest->problems().empty());
  const Record& record = rest->record();
  REQUIRE(record.size() == before + 4);
  CHECK(record.at(before).kind() == EventKind::kUnknown);
  CHECK(record.at(before + 1).kind() == EventKind::kUnknown);
  const auto& spawned = record.at(before + 2).get<TaskSpawned>();
  CHECK(spawned.task == TaskId{1});
  CHECK_FALSE(spawned.parent);
  // A task that the sender never told of stays a fault.
  rest->feed(event(16, R"("kind":"printed","task":7,"text":"x")"));
  CHECK(rest->problems().size() == 1);
}

}  // namespace
}  // namespace grove
