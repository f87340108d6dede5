#include "engine/picture/tree_rows.h"
#include "engine/text/tree_line.h"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>

#include "engine/record/json_lines.h"
#include "engine/text/tree_text.h"
#include "tests/cli/sample_record.h"

using namespace grove;
using cli_test::kSampleRecord;

namespace {

constexpr OutputLook kUtf8{.utf8 = true, .colour = false};
constexpr OutputLook kAscii{.utf8 = false, .colour = false};
using Fold = RowOptions::Fold;

Record sample() { return read_json_lines(kSampleRecord, "sample.jsonl").record; }

std::string tree_at(const Record& record, std::size_t position, OutputLook look, Fold fold) {
  Model model(record);
  model.seek(position);
  const TreeRows tree(model, {fold});
  std::string text;
  for (int row = 0; row < static_cast<int>(tree.rows().size()); ++row) {
    text += render(tree_line(model, tree, row, look, 0), look) + "\n";
  }
  return text;
}

// A nursery of `count` children that all exit but the last one.
Record wide_record(int count) {
  Record r;
  const SimTime t{0};
  const EventId start = r.append(t, EventId{}, RunStarted{});
  const Text main = r.add_text("main");
  r.append(t, start, TaskSpawned{.task = TaskId{0}, .name = main, .label = main});
  r.append(
      t, start,
      ScopeOpened{.scope = ScopeId{0}, .task = TaskId{0}, .how = ScopeKind::kNursery, .line = 3});
  r.append(
      t, start,
      NurseryOpened{.nursery = NurseryId{0}, .task = TaskId{0}, .scope = ScopeId{0}, .line = 3});
  for (int i = 1; i <= count; ++i) {
    const Text name = r.add_text("t" + std::to_string(i));
    r.append(t, start,
             TaskSpawned{.task = TaskId{i},
                         .name = name,
                         .label = name,
                         .nursery = NurseryId{0},
                         .parent = TaskId{0}});
  }
  for (int i = 1; i < count; ++i) r.append(t, start, TaskExited{.task = TaskId{i}});
  return r;
}

// Each task opens a nursery and spawns the next one.
Record deep_record(int depth) {
  Record r;
  const SimTime t{0};
  const EventId start = r.append(t, EventId{}, RunStarted{});
  const Text name = r.add_text("t");
  for (int i = 0; i < depth; ++i) {
    const NurseryId in = i == 0 ? NurseryId{} : NurseryId{i - 1};
    const TaskId parent = i == 0 ? TaskId{} : TaskId{i - 1};
    r.append(t, start,
             TaskSpawned{
                 .task = TaskId{i}, .name = name, .label = name, .nursery = in, .parent = parent});
    r.append(t, start,
             ScopeOpened{.scope = ScopeId{i},
                         .task = TaskId{i},
                         .parent = ScopeId{i - 1},
                         .how = ScopeKind::kNursery,
                         .line = 7});
    r.append(
        t, start,
        NurseryOpened{.nursery = NurseryId{i}, .task = TaskId{i}, .scope = ScopeId{i}, .line = 7});
  }
  return r;
}

}  // namespace

TEST_CASE("the tree shows tasks, nurseries and scopes with states, waits and deadlines") {
  const Record record = sample();
  // After the clock jumped to 0.1 and "a" ended.
  CHECK(tree_at(record, 31, kUtf8, Fold::kNothing) ==
        "◦ main  waits for 2\n"
        "└─ move_on_after, line 13  until 1.000, 0.900 left\n"
        "   └─ nursery, line 14  waits for 2\n"
        "      ├─ ✓ a  done\n"
        "      ├─ ◦ b  sleeps to 0.200\n"
        "      └─ ◦ c  sleeps to 0.300\n");
}

TEST_CASE("asked to stop, cancelling, raised and over are told apart") {
  const Record record = sample();
  // In the middle of 0.2: "b" raised, all others were asked, "c" has just been told.
  CHECK(tree_at(record, 44, kUtf8, Fold::kNothing) ==
        "◦ main  waits for 1\n"
        "└─ move_on_after, line 13  until 1.000, 0.800 left\n"
        "   └─ nursery, line 14  cancelled because of b, 1 left, holds ValueError: bad b\n"
        "      ├─ ✓ a  done\n"
        "      ├─ ✕ b  raised ValueError: bad b\n"
        "      └─ ▲ c  cancelling, running\n");
}

TEST_CASE("in ASCII the same tree has no other characters") {
  const Record record = sample();
  CHECK(tree_at(record, 44, kAscii, Fold::kNurseryRows) ==
        "o main  waits for 1\n"
        "`- move_on_after, line 13  until 1.000, 0.800 left\n"
        "   `- nursery, line 14  cancelled because of b, 1 left, holds ValueError: bad b\n"
        "      |- = a  done\n"
        "      |- X b  raised ValueError: bad b\n"
        "      `- ! c  cancelling, running\n");
}

TEST_CASE("a task's only nursery needs no row of its own when rows are short") {
  const Record record = wide_record(2);
  CHECK(tree_at(record, record.size(), kUtf8, Fold::kNurseryRows) ==
        "▷ main  ready · nursery, line 3: body runs, 1 of 2 alive\n"
        "├─ ✓ t1  done\n"
        "└─ ▷ t2  ready\n");
}

TEST_CASE("siblings that are over share one row when rows are short, one alone does not") {
  const Record many = wide_record(1000);
  CHECK(tree_at(many, many.size(), kUtf8, Fold::kOverRows) ==
        "▷ main  ready · nursery, line 3: body runs, 1 of 1000 alive\n"
        "├─ …  999 tasks over: 999 done\n"
        "└─ ▷ t1000  ready\n");
  const Record few = wide_record(2);
  CHECK(tree_at(few, few.size(), kUtf8, Fold::kOverRows) ==
        tree_at(few, few.size(), kUtf8, Fold::kNurseryRows));
}

TEST_CASE("what is over is folded into the row above it, and counted by how it ended") {
  const Record record = sample();
  CHECK(tree_at(record, record.size(), kUtf8, Fold::kOverInside) ==
        "✓ main  done · 3 tasks over: 1 done, 1 cancelled, 1 failed\n");
}

TEST_CASE("a folded task is found in the row that hides it") {
  const Record record = wide_record(1000);
  Model model(record);
  model.seek(record.size());
  const TreeRows tree(model, {Fold::kOverRows});
  CHECK(tree.row_of(model, TaskId{0}) == 0);
  CHECK(tree.row_of(model, TaskId{500}) == 1);
  CHECK(tree.row_of(model, TaskId{1000}) == 2);
  CHECK(tree.row_of(model, TaskId{}) == -1);
}

TEST_CASE("a tree a hundred thousand tasks deep is laid out, and its branches stay short") {
  const Record record = deep_record(100'000);
  Model model(record);
  model.seek(record.size());
  const TreeRows tree(model, {});
  REQUIRE(tree.rows().size() == 200'000);
  const int last = static_cast<int>(tree.rows().size()) - 1;
  CHECK(tree_line(model, tree, last, kUtf8, 0).width() < 120);
}

TEST_CASE(
    "25 tasks deep, names and what they do are in view at 80 columns, and the rest is counted") {
  const Record record = deep_record(25);
  Model model(record);
  model.seek(record.size());
  const TreeRows tree = folded_tree(model, 15);
  const std::vector<StyledLine> lines =
      tree_lines(model, tree, 10, static_cast<int>(tree.rows().size()), kUtf8, 40);
  REQUIRE(lines.size() == 15);
  CHECK(render(lines.front(), kUtf8) == "… 11 more above");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string line = render(lines[i], kUtf8, 80);
    INFO(line);
    CHECK(line.find("nursery, line 7") != std::string::npos);
  }
}

TEST_CASE("a task that was merely created hangs on its creator by a dotted branch") {
  Record r;
  const SimTime t{0};
  const EventId start = r.append(t, EventId{}, RunStarted{});
  const Text main = r.add_text("main");
  const Text job = r.add_text("job");
  r.append(t, start, TaskSpawned{.task = TaskId{0}, .name = main, .label = main});
  r.append(t, start,
           TaskSpawned{.task = TaskId{1}, .name = job, .label = job, .parent = TaskId{0}});
  CHECK(tree_at(r, r.size(), kUtf8, Fold::kNothing) ==
        "▷ main  ready\n"
        "└╌ ▷ job  ready\n");
  r.append(t, start, TaskOrphaned{.task = TaskId{1}});
  CHECK(tree_at(r, r.size(), kUtf8, Fold::kNothing) ==
        "▷ main  ready\n"
        "nobody waits for these since 0.000: 1 alive, 0 started after that, 0 exceptions lost\n"
        "└╌ ▷ job  ready · orphan\n");
}

TEST_CASE(
    "of many scopes that a task opened and closed, only the open and the last cancelled stay") {
  Record r;
  const SimTime t{0};
  const EventId start = r.append(t, EventId{}, RunStarted{});
  const Text main = r.add_text("main");
  r.append(t, start, TaskSpawned{.task = TaskId{0}, .name = main, .label = main});
  for (int i = 0; i < 100; ++i) {
    r.append(
        t, start,
        ScopeOpened{
            .scope = ScopeId{i}, .task = TaskId{0}, .how = ScopeKind::kMoveOnAfter, .line = 5});
    r.append(t, start, ScopeCancelled{.scope = ScopeId{i}, .reason = CancelReason::kDeadline});
    r.append(t, start, ScopeClosed{.scope = ScopeId{i}, .cancelled_caught = true});
  }
  CHECK(tree_at(r, r.size(), kUtf8, Fold::kNothing) ==
        "▷ main  ready\n"
        "└─ move_on_after, line 5  closed, was cancelled by its deadline, caught it\n");
}

TEST_CASE("the tree with the least folded that fits is taken") {
  const Record record = sample();
  Model model(record);
  model.seek(31);
  CHECK(folded_tree(model, 10).rows().size() == 6);
  model.seek(record.size());
  CHECK(folded_tree(model, 10).rows().size() == 6);
  CHECK(folded_tree(model, 3).rows().size() == 1);
}

TEST_CASE("a nursery that no task is said to have opened is shown with the task of its scope") {
  Record r;
  const SimTime t{0};
  const EventId start = r.append(t, EventId{}, RunStarted{});
  const Text main = r.add_text("main");
  r.append(t, start, TaskSpawned{.task = TaskId{0}, .name = main, .label = main});
  r.append(
      t, start,
      ScopeOpened{.scope = ScopeId{0}, .task = TaskId{0}, .how = ScopeKind::kNursery, .line = 5});
  r.append(t, start, NurseryOpened{.nursery = NurseryId{0}, .scope = ScopeId{0}, .line = 5});
  CHECK(tree_at(r, r.size(), kUtf8, Fold::kNurseryRows) ==
        "▷ main  ready · nursery, line 5: body runs, 0 of 0 alive\n");
}
