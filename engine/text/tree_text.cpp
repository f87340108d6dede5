#include "engine/text/tree_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/picture/things.h"
#include "engine/text/tree_line.h"

namespace grove {

namespace {

constexpr int kWidestHead = 36;  // columns; beyond them words stand right behind the name

constexpr const char* kCountWords[kTaskStatusCount] = {
    "running",   "ready",  "waiting",       "asked to stop", "cancelling",
    "cancelled", "failed", "passing it on", "done"};

// Where a task that lives stands, from its own function inwards: each line with its text.
void print_places(const Model& model, TaskId id, int column, OutputLook look, std::ostream& out) {
  const TaskFacts& task = model.task(id);
  if (!task.alive) return;
  const std::vector<std::string>& program = model.record().header.program;
  for (const CodePlace& place : task.stack) {
    StyledLine line;
    line.pad_to(column).add(
        fmt::format("{:>4}  {}()", place.line, model.record().text(place.function)));
    if (place.line >= 1 && static_cast<std::size_t>(place.line) <= program.size()) {
      const std::string& text = program[static_cast<std::size_t>(place.line) - 1];
      line.add("  ").add(text.substr(std::min(text.find_first_not_of(' '), text.size())),
                         TextStyle::kDim);
    }
    out << render(line, look) << '\n';
  }
}

// Threads that run: they are no tasks, and may outlive those that they run for.
void print_threads(const Model& model, int column, OutputLook look, std::ostream& out) {
  ThingLog log(model.record());
  log.extend();
  const ThingsAsk all{.most = std::numeric_limits<std::size_t>::max()};
  for (const Thing& thing : things_at(log, model, all).shown) {
    if (thing.kind != ThingKind::kThread || !thing.on) continue;
    StyledLine line("thread ", TextStyle::kDim);
    line.add(thing.name, TextStyle::kStrong);
    line.pad_to(std::max(column, line.width() + 2)).add(thing.words(model).front());
    out << render(line, look) << '\n';
  }
}

}  // namespace

StyledLine counts_line(const Model& model) {
  StyledLine line;
  for (int i = 0; i < kTaskStatusCount; ++i) {
    const int count = model.status_counts()[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    if (!line.empty()) line.add(", ", TextStyle::kDim);
    line.add(fmt::format("{} {}", count, kCountWords[i]), style_of(static_cast<TaskStatus>(i)));
  }
  return line;
}

StyledLine moment_line(const Model& model, OutputLook look) {
  const char* dot = glyphs(look).dot;
  StyledLine line("t = " + format_time(model.now()), TextStyle::kStrong);
  if (model.position() == 0) return line.add(dot).add("nothing has happened yet", TextStyle::kDim);
  line.add(fmt::format("{}event {}", dot, model.position() - 1));
  if (model.step() >= 0) line.add(fmt::format("{}step {}", dot, model.step()));
  if (model.finished()) {
    line.add(fmt::format("{}over: {}", dot, word_of(model.outcome())));
  } else if (model.position() == model.record().size()) {
    line.add(dot).add("unfinished");
  }
  return line.add(dot).add(counts_line(model));
}

TreeRows folded_tree(const Model& model, int rows) {
  using Fold = RowOptions::Fold;
  // Every task has its row unless something is folded, and every living one does in any case:
  // in a big tree laying out more than once would be in vain.
  const int tasks = static_cast<int>(model.task_count());
  for (const Fold fold : {Fold::kNurseryRows, Fold::kOverInside}) {
    if ((fold == Fold::kNurseryRows ? tasks : model.alive_count()) > rows) continue;
    TreeRows tree(model, {fold});
    if (static_cast<int>(tree.rows().size()) <= rows) return tree;
  }
  return TreeRows(model, {Fold::kOverRows});
}

std::vector<StyledLine> tree_lines(const Model& model, const TreeRows& tree, int from, int to,
                                   OutputLook look, int widest) {
  const int count = static_cast<int>(tree.rows().size());
  const int column = words_column(model, tree, from, to, look, widest);
  const auto left_out = [look](int rows, const char* where) {
    return StyledLine(fmt::format("{} {} more {}", glyphs(look).ellipsis, rows, where),
                      TextStyle::kDim);
  };
  std::vector<StyledLine> lines;
  for (int row = from; row < to; ++row) {
    if (row == from && from > 0) {
      lines.push_back(left_out(from + 1, "above"));
    } else if (row == to - 1 && to < count) {
      lines.push_back(left_out(count - row, "below"));
    } else {
      lines.push_back(tree_line(model, tree, row, look, column));
    }
  }
  return lines;
}

void print_tree(const Model& model, OutputLook look, std::ostream& out, bool with_lines) {
  const TreeRows tree(model, {});
  const int count = static_cast<int>(tree.rows().size());
  const int column = words_column(model, tree, 0, count, look, kWidestHead);
  for (int row = 0; row < count; ++row) {
    out << render(tree_line(model, tree, row, look, column), look) << '\n';
    const TreeRow& shown = tree.rows()[static_cast<std::size_t>(row)];
    if (with_lines && shown.kind == TreeRow::Kind::kTask) {
      print_places(model, shown.task, column, look, out);
    }
  }
  print_threads(model, column, look, out);
}

void print_tree_within(const Model& model, OutputLook look, int rows, std::ostream& out) {
  const TreeRows tree = folded_tree(model, rows);
  const int end = std::min(rows, static_cast<int>(tree.rows().size()));
  for (const StyledLine& line : tree_lines(model, tree, 0, end, look, kWidestHead)) {
    out << render(line, look) << '\n';
  }
}

}  // namespace grove
