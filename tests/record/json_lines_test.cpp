#include "engine/record/json_lines.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>

using namespace grove;

namespace {

std::string written(const Record& record) {
  std::string out;
  write_json_lines(record, [&out](std::string_view piece) { out += piece; });
  return out;
}

const std::string kHeader =
    R"({"grove_trace":1,"source":"x","dialect":"trio","detail":"lines","title":"","program":[]})";

// A record of these lines; `1.jsonl` names it.
RecordResult read(const std::string& lines) {
  return read_json_lines(kHeader + "\n" + lines, "1.jsonl");
}

const std::string kStart = R"({"i":0,"t":0,"kind":"run_started","cause":null})"
                           "\n";
const std::string kMain =
    R"({"i":1,"t":0,"kind":"task_spawned","cause":0,"task":0,"name":"main","label":"main"})"
    "\n";

// Fills events of every kind with values of every sort that their fields can have, keeping ids
// within what was introduced.
class RandomEvents {
 public:
  explicit RandomEvents(uint64_t seed) : dice_(seed) {
    record.header.title = "\"quoted\"\n\ttab, größe \xF0\x9F\x8C\xB3";
    record.header.program = {"import trio", "", "print('\\n')"};
    record.header.detail = Detail::kSteps;
    record.header.dialect = RecordDialect::kMixed;
    record.header.scenario = "{\"seed\": 3,\n \"knobs\": {}}";
  }

  template <class Payload>
  void add() {
    Payload payload{};
    for_each_field(payload, [this](const char*, auto& field, FieldRule) { fill(field); });
    introduce(payload);
    const auto cause = static_cast<int32_t>(below(record.size() + 1)) - 1;
    now_.ns += static_cast<int64_t>(below(3)) * 7;
    record.append(now_, EventId{cause}, payload);
  }

  void add_any() {
    using Act = void (RandomEvents::*)();
    constexpr Act kActs[] = {
#define EVENT(Struct, name, role, fields) &RandomEvents::add<Struct>,
#include "engine/record/event_kinds.def"
#undef EVENT
    };
    (this->*kActs[below(std::size(kActs))])();
  }

  Record record;

 private:
  std::size_t below(std::size_t n) { return dice_() % n; }

  std::string random_text() {
    const char* const texts[] = {"",
                                 "main",
                                 "Bang('r01')",
                                 "a \"b\" \\ c",
                                 "line\nline\r\t",
                                 "é漢",
                                 "\x01\x7f",
                                 "\xED\xA0\x80",
                                 "\xF0\x9F\x8C\xB3",
                                 "a text that is longer than the ones which are stored only once"
                                 " when they come again and again"};
    return texts[below(std::size(texts))];
  }

  std::vector<ExceptionInfo> random_members(int depth) {
    std::vector<ExceptionInfo> list;
    for (auto i = below(3); i > 0; --i) {
      ExceptionInfo info;
      if (exceptions_ > 0 && below(2) == 0) {
        info.exception = ExceptionId{static_cast<int32_t>(below(exceptions_))};
      }
      info.type = random_text();
      info.message = random_text();
      if (depth < 3) info.members = random_members(depth + 1);
      list.push_back(info);
    }
    return list;
  }

  void id(int32_t* value, std::size_t count) {
    *value = count == 0 || below(4) == 0 ? -1 : static_cast<int32_t>(below(count));
  }
  void fill(TaskId& f) { id(&f.value, tasks_); }
  void fill(NurseryId& f) { id(&f.value, nurseries_); }
  void fill(ScopeId& f) { id(&f.value, scopes_); }
  void fill(ExceptionId& f) { id(&f.value, exceptions_); }
  void fill(ObjectId& f) { id(&f.value, objects_); }
  void fill(Text& f) { f = below(5) == 0 ? Text{} : record.add_text(random_text()); }
  void fill(RawJson& f) {
    const char* const values[] = {"{}",    "[1, 2.50, {\"a\": null}]",       "\"x\"", "1e5",
                                  "null ", "{\"big\": 12345678901234567890}"};
    f = below(4) == 0 ? RawJson{} : record.add_json(values[below(4)]);
  }
  void fill(InputId& f) {
    AppliedInput input{.known = {}, .unknown = "{\"do\": \"what nobody knows\"}"};
    if (below(2) == 0) input = {.known = Intervention{.step = 4}, .unknown = {}};
    f = below(4) == 0 ? InputId{} : record.add_input(input);
  }
  void fill(Members& f) { f = below(3) == 0 ? Members{} : record.add_members(random_members(0)); }
  void fill(FinalException& f) {
    if (below(3) == 0) return;
    std::vector<ExceptionInfo> one = random_members(0);
    one.resize(1);
    f.info = record.add_members(one);
  }
  void fill(SimTime& f) { f.ns = static_cast<int64_t>(below(1'000'000)); }
  void fill(Deadline& f) {
    f.time = below(3) == 0 ? kNever : below(2) == 0 ? kAlwaysPast : SimTime{1'234'567'890'123};
  }
  void fill(Until& f) { f.time = below(2) == 0 ? kNever : SimTime{99}; }
  void fill(int32_t& f) { f = below(2) == 0 ? 0 : static_cast<int32_t>(below(2'000'000'000)); }
  void fill(int64_t& f) { f = static_cast<int64_t>(dice_()); }
  void fill(bool& f) { f = below(2) == 0; }
#define GROVE_ONE(name, word) +1
  void fill(WaitKind& f) { f = static_cast<WaitKind>(below(0 GROVE_WAIT_KINDS(GROVE_ONE))); }
  void fill(Outcome& f) { f = static_cast<Outcome>(below(0 GROVE_OUTCOMES(GROVE_ONE))); }
  void fill(ScopeKind& f) { f = static_cast<ScopeKind>(below(0 GROVE_SCOPE_KINDS(GROVE_ONE))); }
  void fill(CancelReason& f) {
    f = static_cast<CancelReason>(below(0 GROVE_CANCEL_REASONS(GROVE_ONE)));
  }
#undef GROVE_ONE
  void fill(Place& f) {
    f = Place{};
    if (tasks_ > 0 && below(2) == 0) f = {Place::Kind::kTask, static_cast<int32_t>(below(tasks_))};
    if (objects_ > 0 && below(3) == 0) {
      f = {Place::Kind::kObject, static_cast<int32_t>(below(objects_))};
    }
  }

  // What a reader insists on.
  void introduce(TaskSpawned& e) {
    e.task.value = static_cast<int32_t>(tasks_++);
    e.nursery = {};
    if (record.text(e.name).empty()) e.name = record.add_text("x");
    if (record.text(e.label).empty()) e.label = record.add_text("x#2");
  }
  void introduce(NurseryOpened& e) {
    e.nursery.value = static_cast<int32_t>(nurseries_++);
    e.task = living(e.task);
    opened_ = e;
  }
  void introduce(ScopeOpened& e) {
    e.scope.value = static_cast<int32_t>(scopes_++);
    e.task = living(e.task);
  }
  void introduce(ClockJumped& e) { e.from.ns = std::min(e.from.ns, now_.ns); }
  void introduce(ObjectCreated& e) { e.object.value = static_cast<int32_t>(objects_++); }
  void introduce(ExceptionRaised& e) {
    if (below(2) == 0) e.exception.value = static_cast<int32_t>(exceptions_++);
  }
  void introduce(BeforeTaskStep& e) {
    e.task = a_task();
    e.step = steps_++;
  }
  void introduce(TaskScheduled& e) { e.task = a_task(); }
  void introduce(AfterTaskStep& e) { e.task = a_task(); }
  void introduce(Line& e) { e.task = a_task(); }
  void introduce(TaskBlocked& e) {
    e.task = a_task();
    if (closed_.count(e.nursery) != 0) e.nursery = {};
  }
  void introduce(TaskOrphaned& e) { e.task = a_task(); }
  void introduce(CancelRequested& e) { e.task = a_task(); }
  void introduce(CancelDelivered& e) { e.task = a_task(); }
  // Once each: the second end of a thing is a fault.
  void introduce(TaskExited& e) {
    add<TaskSpawned>();
    e.task.value = static_cast<int32_t>(tasks_) - 1;
    over_.insert(e.task);
  }
  void introduce(NurseryClosed& e) {
    close(e);
    closed_.insert(e.nursery);
  }
  void introduce(NurseryClosing& e) { close(e); }
  void introduce(ScopeClosed& e) { e.scope = a_scope(); }
  void introduce(ScopeChanged& e) { e.scope = a_scope(); }
  void introduce(ScopeCancelled& e) { e.scope = a_scope(); }
  void introduce(TaskMoved& e) {
    // The nursery first: so it cannot be the task's own.
    e.nursery = a_nursery();
    add<TaskSpawned>();
    e.task.value = static_cast<int32_t>(tasks_) - 1;
  }
  void introduce(Unknown& e) {
    e.name = record.add_text("from_the_future");
    e.fields = record.add_json(below(2) == 0 ? "{}" : "{\"task\":0,\"é\":[1, 2]}");
  }
  template <class Other>
  void introduce(Other&) {}

  TaskId living(TaskId task) const { return over_.count(task) != 0 ? TaskId{} : task; }
  TaskId a_task() {
    if (tasks_ > 0) {
      const TaskId task = living(TaskId{static_cast<int32_t>(below(tasks_))});
      if (task) return task;
    }
    add<TaskSpawned>();
    return TaskId{static_cast<int32_t>(tasks_) - 1};
  }
  template <class Ending>
  void close(Ending& e) {
    e.nursery = a_nursery();
    e.task = opened_.task;
    e.scope = opened_.scope;
  }
  NurseryId a_nursery() {
    add<NurseryOpened>();
    return NurseryId{static_cast<int32_t>(nurseries_) - 1};
  }
  ScopeId a_scope() {
    add<ScopeOpened>();
    return ScopeId{static_cast<int32_t>(scopes_) - 1};
  }

  std::mt19937_64 dice_;
  SimTime now_;
  std::size_t tasks_ = 0, nurseries_ = 0, scopes_ = 0, exceptions_ = 0, objects_ = 0;
  int32_t steps_ = 0;
  std::set<TaskId> over_;
  std::set<NurseryId> closed_;
  NurseryOpened opened_;  // the last
};

}  // namespace

TEST_CASE("a record reads back as it was written, every kind and every field") {
  std::vector<int> seen(kEventKindCount);
  for (uint64_t seed = 0; seed < 150; ++seed) {
    RandomEvents random(seed);
    for (int i = 0; i < 80; ++i) random.add_any();
    for (std::size_t i = 0; i < random.record.size(); ++i) {
      ++seen[static_cast<std::size_t>(random.record.at(i).kind())];
    }
    const std::string first = written(random.record);
    const RecordResult result = read_json_lines(first, "r.jsonl");
    INFO("seed " << seed << "\n" << format_problems(result.problems));
    REQUIRE(result.problems.empty());
    REQUIRE(result.has_header);
    REQUIRE(result.record.size() == random.record.size());
    REQUIRE(written(result.record) == first);
  }
  for (int i = 0; i < kEventKindCount; ++i) {
    INFO(name_of(static_cast<EventKind>(i)));
    CHECK(seen[static_cast<std::size_t>(i)] > 0);
  }
}

TEST_CASE("every line that is written is one JSON object with the common members first") {
  RandomEvents random(5);
  for (int i = 0; i < 300; ++i) random.add_any();
  for (std::size_t i = 0; i < random.record.size(); ++i) {
    const std::string line = event_json(random.record, EventId{static_cast<int32_t>(i)});
    INFO(line);
    REQUIRE(line.find('\n') == std::string::npos);
    REQUIRE(line.rfind("{\"i\":" + std::to_string(i) + ",\"t\":", 0) == 0);
    // The other reader refuses lone surrogates, which ours keeps.
    if (line.find("\\ud800") != std::string::npos) continue;
    const nlohmann::json value = nlohmann::json::parse(line);
    REQUIRE(value["t"] == random.record.at(i).t.ns);
  }
}

TEST_CASE("a wait is written with the object, nursery or task that it is for") {
  Record record;
  record.append({}, {}, RunStarted{});
  for (const TaskBlocked& blocked :
       {TaskBlocked{.task = TaskId{0}, .on = WaitKind::kEvent, .object = ObjectId{3}},
        TaskBlocked{.task = TaskId{0}, .on = WaitKind::kNursery, .nursery = NurseryId{4}}}) {
    record.append({}, EventId{0}, blocked);
  }
  const std::string text = written(record);
  CHECK(text.find(R"("on":"event","object":3})") != std::string::npos);
  CHECK(text.find(R"("on":"nursery","nursery":4})") != std::string::npos);
}

TEST_CASE("the format is as it was agreed: names, order, null, times, places, members") {
  Record record;
  record.header = {"trio 0.34.0", RecordDialect::kTrio, Detail::kLines, "T", {"import trio"}, ""};
  const Text main = record.add_text("main");
  record.append({}, {}, RunStarted{});
  record.append(
      {}, EventId{0},
      TaskSpawned{
          .task = TaskId{0}, .name = main, .label = main, .nursery = {}, .parent = {}, .line = 0});
  record.append(SimTime{5}, EventId{1},
                ScopeOpened{.scope = ScopeId{0},
                            .task = TaskId{0},
                            .parent = {},
                            .how = ScopeKind::kMoveOnAfter,
                            .deadline = {kAlwaysPast},
                            .shield = true,
                            .line = 34});
  record.append(SimTime{5}, EventId{1},
                TaskBlocked{.task = TaskId{0},
                            .on = WaitKind::kSleep,
                            .object = {},
                            .nursery = {},
                            .other = {},
                            .until = {SimTime{300'000'000}}});
  ExceptionInfo cancelled{{}, "Cancelled", "", {}, true};
  const Members members =
      record.add_members({ExceptionInfo{ExceptionId{0}, "Bang", "r01", {}}, cancelled});
  record.append(SimTime{6}, EventId{3},
                ExceptionRaised{.task = TaskId{0},
                                .exception = ExceptionId{0},
                                .type = record.add_text("ExceptionGroup"),
                                .message = record.add_text("two"),
                                .line = 26,
                                .members = members,
                                .context = {},
                                .suppressed = true,
                                .cancellation = true});
  record.append(SimTime{6}, EventId{4},
                ExceptionPropagated{.exception = ExceptionId{0}, .from = TaskId{0}, .to = {}});
  const Members last = record.add_members({ExceptionInfo{{}, "Bang", "r01", {cancelled}}});
  record.append(SimTime{6}, EventId{5},
                RunFinished{.outcome = Outcome::kError, .exception = {last}});
  CHECK(
      written(record) ==
      R"({"grove_trace":1,"source":"trio 0.34.0","dialect":"trio","detail":"lines","title":"T","program":["import trio"]}
{"i":0,"t":0,"kind":"run_started","cause":null}
{"i":1,"t":0,"kind":"task_spawned","cause":0,"task":0,"name":"main","label":"main","nursery":null,"parent":null}
{"i":2,"t":5,"kind":"scope_opened","cause":1,"scope":0,"task":0,"parent":null,"how":"move_on_after","deadline":"-inf","shield":true,"line":34}
{"i":3,"t":5,"kind":"task_blocked","cause":1,"task":0,"on":"sleep","until":300000000}
{"i":4,"t":6,"kind":"exception_raised","cause":3,"task":0,"exception":0,"type":"ExceptionGroup","message":"two","line":26,"members":[{"exception":0,"type":"Bang","message":"r01"},{"type":"Cancelled","message":"","cancellation":true}],"suppressed":true,"cancellation":true}
{"i":5,"t":6,"kind":"exception_propagated","cause":4,"exception":0,"from":0,"to":"run"}
{"i":6,"t":6,"kind":"run_finished","cause":5,"outcome":"error","exception":{"type":"Bang","message":"r01","members":[{"type":"Cancelled","message":"","cancellation":true}]}}
)");
}

TEST_CASE("a record by another writer is read: other order, spaces, null for what is left out") {
  const std::string text =
      "\xEF\xBB\xBF{ \"dialect\": \"asyncio\", \"grove_trace\": 1, \"new\": [1, {}] }\r\n"
      "\r\n"
      "{\"kind\": \"run_started\", \"i\": 0, \"t\": 0}\r\n"
      "{\"label\": \"main\", \"name\": \"main\", \"t\": 1, \"task\": 0, \"cause\": 0, \"i\": 1, "
      "\"extra\": {\"a\": 1}, \"parent\": null, \"kind\": \"task_spawned\"}";
  const RecordResult result = read_json_lines(text, "x");
  REQUIRE(format_problems(result.problems) == "");
  CHECK(result.record.header.dialect == RecordDialect::kAsyncio);
  REQUIRE(result.record.size() == 2);
  CHECK(result.record.text(result.record.at(1).get<TaskSpawned>().label) == "main");
}

TEST_CASE("an event of an unknown kind keeps its place and its fields") {
  const std::string line =
      R"({"i":1,"t":4,"kind":"task_teleported","cause":0,"to":{"moon": 1.50},"task":0})";
  const RecordResult result =
      read(kStart + line + "\n" + R"({"i":2,"t":5,"kind":"clock_jumped","cause":1,"from":4})");
  REQUIRE(format_problems(result.problems) == "");
  REQUIRE(result.record.size() == 3);
  CHECK(result.record.at(2).cause == EventId{1});
  CHECK(role_of(result.record.at(1).kind()) == EventRole::kDetail);
  CHECK(event_json(result.record, EventId{1}) == line);
}

TEST_CASE("groups may be nested as deep as nurseries, on a small stack") {
  constexpr int kDepth = 5'000;
  Record record;
  ExceptionInfo info{{}, "Bang", "", {}};
  for (int i = 0; i < kDepth; ++i) {
    ExceptionInfo outer{{}, "ExceptionGroup", "", {}};
    outer.members.push_back(std::move(info));
    info = std::move(outer);
  }
  std::vector<ExceptionInfo> top;
  top.push_back(std::move(info));
  record.append({}, {}, RunStarted{});
  record.append({}, EventId{0},
                RunFinished{Outcome::kError, FinalException{record.add_members(std::move(top))}});
  const std::string text = written(record);
  const RecordResult result = read_json_lines(text, "deep");
  REQUIRE(format_problems(result.problems) == "");
  CHECK(written(result.record) == text);
}

TEST_CASE("a broken line is reported with its number, and what came before it is kept") {
  const RecordResult result = read(kStart + kMain + R"({"i":2,"t":0,"kind":"task_scheduled")");
  CHECK(result.record.size() == 2);
  CHECK(format_problems(result.problems) ==
        "1.jsonl:4:37: error: the last line breaks off: expected `,` or `}`, but the text ends "
        "here\n"
        "{\"i\":2,\"t\":0,\"kind\":\"task_scheduled\"\n"
        "                                    ^\n"
        "hint: the events before it were read\n");
}

namespace {

// The text of the one problem that reading these lines after the start gives, without its source.
std::string fault_of(const std::string& lines) {
  const RecordResult result = read(kStart + kMain + lines + "\n");
  if (result.problems.size() != 1) return "no problem, or several";
  Problem problem = result.problems[0];
  problem.source_line.clear();
  return format_problem(problem);
}

}  // namespace

TEST_CASE("faults of a line name the field, and what was expected of it") {
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0,"task":"main"})") ==
        "1.jsonl:4:55: error: `task`: expected a number, got a string\n");
  CHECK(fault_of(R"({"i":2,"t":0.5,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:12: error: `t`: expected an integer, got a fraction\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0,"task":0,"task":0})") ==
        "1.jsonl:4:57: error: `task` is given twice\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0,"task":-3})") ==
        "1.jsonl:4:55: error: `task`: a number that names something is 0 or more\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0,"task":4294967296})") ==
        "1.jsonl:4:55: error: `task`: the number is too large\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0})") ==
        "1.jsonl:4:1: error: `task` is missing\n");
  CHECK(fault_of(R"({"i":2,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:1: error: `t` is missing\n");
  CHECK(fault_of(R"({"t":0,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:1: error: `i` is missing\n");
  CHECK(fault_of(R"({"i":2,"t":0,"cause":0,"task":0})") ==
        "1.jsonl:4:1: error: the event has no `kind`\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":7})") ==
        "1.jsonl:4:21: error: `kind`: expected a string, got a number\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"line","cause":0,"task":0,"depth":0,"function":"f"})") ==
        "1.jsonl:4:1: error: `line` is missing\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_blocked","cause":0,"task":0,"on":"slep"})") ==
        "1.jsonl:4:60: error: `on`: `slep` is no word for it\n"
        "hint: did you mean `sleep`?\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_exited","cause":0,"task":0,"outcome":"xyz"})") ==
        "1.jsonl:4:64: error: `outcome`: `xyz` is no word for it\n"
        "hint: it is one of ok, error, cancelled, interrupted, limit, deadlock\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"await_started","cause":0,"task":0,"on":{"scope":1}})") ==
        "1.jsonl:4:62: error: `on`: a place is \"run\" or {\"nursery\" | \"task\" | \"object\": "
        "N}\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"clock_jumped","cause":0,"from":"soon"})") ==
        "1.jsonl:4:53: error: `from`: a time is integer nanoseconds, null (never) or \"-inf\" "
        "(past)\n");
  CHECK(fault_of("[1]") == "1.jsonl:4:1: error: expected an object, got a list\n");
  CHECK(fault_of("{} {}") == "1.jsonl:4:1: error: the event has no `kind`\n");
}

TEST_CASE("lines that do not fit those before them are faults") {
  CHECK(fault_of(R"({"i":3,"t":0,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:1: error: `i` is 3, but this is event 2\n"
        "hint: lines are missing before this one\n");
  CHECK(fault_of(R"({"i":1,"t":0,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:1: error: `i` is 1, but this is event 2\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":2,"task":0})") ==
        "1.jsonl:4:1: error: `cause` is 2, which does not lie before event 2\n");
  CHECK(fault_of(R"({"i":2,"t":-1,"kind":"task_scheduled","cause":0,"task":0})") ==
        "1.jsonl:4:1: error: `t` is -1, but the event before happened at 0, and time does not run "
        "back\n");
  CHECK(fault_of(R"({"i":2,"t":0,"kind":"task_scheduled","cause":0,"task":1})") ==
        "1.jsonl:4:1: error: `task` is 1, but the record has introduced only 1 tasks so far\n");
}

TEST_CASE("a file without a header is no record") {
  const auto fault = [](std::string_view text) {
    const RecordResult result = read_json_lines(text, "x.jsonl");
    CHECK_FALSE(result.has_header);
    CHECK(result.record.size() == 0);
    return format_problems(result.problems);
  };
  CHECK(fault("") ==
        "x.jsonl: error: this is no record: it is empty\n"
        "hint: `grove run FILE --record OUT.jsonl` writes one\n");
  CHECK(fault(kStart) ==
        "x.jsonl:1:1: error: this is no record: its first line has no `grove_trace`\n"
        "{\"i\":0,\"t\":0,\"kind\":\"run_started\",\"cause\":null}\n"
        "^\n"
        "hint: `grove run FILE --record OUT.jsonl` writes one\n");
  CHECK(fault("import trio\n") ==
        "x.jsonl:1:1: error: expected a value, got `import`\n"
        "import trio\n"
        "^\n"
        "hint: strings are put in \"…\"\n");
}

TEST_CASE("a record of a newer format is refused, with the remedy") {
  const RecordResult result = read_json_lines("{\"grove_trace\": 2}\n" + kStart, "x.jsonl");
  CHECK(format_problems(result.problems) ==
        "x.jsonl:1:17: error: the record has format 2, and this Grove reads formats up to 1\n"
        "{\"grove_trace\": 2}\n"
        "                ^\n"
        "hint: open it with a newer Grove\n");
  CHECK(result.record.size() == 0);
}

TEST_CASE("there is no format before the first") {
  for (const char* format : {"0", "-1"}) {
    const RecordResult result =
        read_json_lines("{\"grove_trace\": " + std::string(format) + "}\n" + kStart, "x.jsonl");
    CHECK_FALSE(result.has_header);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].message == "the record has format " + std::string(format) +
                                            ", and this Grove reads formats up to 1");
    CHECK(result.problems[0].hint.empty());
  }
}

TEST_CASE("reading in slices gives what reading at once gives") {
  RandomEvents random(9);
  for (int i = 0; i < 200; ++i) random.add_any();
  const std::string text = written(random.record);
  RecordReader reader(text, "x");
  std::size_t last = 0;
  int slices = 0;
  while (!reader.finished()) {
    reader.advance(7);
    REQUIRE(reader.offset() >= last);
    last = reader.offset();
    ++slices;
  }
  CHECK(slices > 25);
  CHECK(reader.offset() == text.size());
  CHECK(written(reader.take().record) == text);
}

TEST_CASE("no mutilated record gets past the reader in pieces that do not fit") {
  RandomEvents random(21);
  for (int i = 0; i < 60; ++i) random.add_any();
  const std::string text = written(random.record);
  std::mt19937_64 dice(21);
  int broken = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string mutated = text;
    for (auto n = 1 + dice() % 3; n > 0; --n) {
      const std::size_t at = dice() % mutated.size();
      if (dice() % 2 == 0) {
        mutated[at] = "0123456789{}[]\",:"[dice() % 17];
      } else {
        mutated.erase(at, dice() % 20);
      }
    }
    const RecordResult result = read_json_lines(mutated, "x");
    broken += result.problems.empty() ? 0 : 1;
    // Whatever was read can be written, and reads back as the same.
    if (!result.has_header) continue;
    const std::string again = written(result.record);
    const RecordResult second = read_json_lines(again, "x");
    INFO(format_problems(second.problems));
    REQUIRE(second.problems.empty());
    REQUIRE(written(second.record) == again);
  }
  CHECK(broken > 1000);
}
