#include "engine/picture/cleanups.h"

#include <algorithm>
#include <map>

namespace grove {

namespace {

// An instant with more events than that is none in which anybody counts.
constexpr std::size_t kFarthest = 20'000;

struct Code {
  std::size_t indent = 0;
  std::string_view text;  // empty: a blank line or a comment
};

Code code_in(std::string_view line) {
  const std::size_t indent = line.find_first_not_of(" \t");
  if (indent == std::string_view::npos || line[indent] == '#') return {};
  return {indent, line.substr(indent)};
}

EventId first_of_instant(const Record& record, std::size_t position) {
  const SimTime now = record.at(position - 1).t;
  const std::size_t least = position > kFarthest ? position - kFarthest : 0;
  std::size_t first = position - 1;
  while (first > least && record.at(first - 1).t == now) --first;
  return EventId{static_cast<int32_t>(first)};
}

}  // namespace

std::vector<int32_t> finally_blocks(const std::vector<std::string>& program) {
  struct Open {
    std::size_t indent;
    int32_t line;
  };
  std::vector<int32_t> blocks(program.size() + 1, 0);
  std::vector<Open> open;
  for (std::size_t i = 0; i < program.size(); ++i) {
    const Code code = code_in(program[i]);
    if (!code.text.empty()) {
      while (!open.empty() && code.indent <= open.back().indent) open.pop_back();
    }
    const auto line = static_cast<int32_t>(i + 1);
    if (!open.empty()) blocks[i + 1] = open.back().line;
    if (code.text.rfind("finally:", 0) == 0) open.push_back({code.indent, line});
  }
  return blocks;
}

bool handles_cancellation(const std::vector<std::string>& program, int32_t line) {
  if (line < 1 || static_cast<std::size_t>(line) > program.size()) return false;
  const auto own = static_cast<std::size_t>(line - 1);
  std::size_t indent = code_in(program[own]).indent;
  for (std::size_t i = own; i-- > 0 && indent > 0;) {
    const Code code = code_in(program[i]);
    if (code.text.empty() || code.indent >= indent) continue;
    indent = code.indent;
    if (code.text.rfind("except ", 0) != 0) continue;
    const std::string_view caught = code.text.substr(0, code.text.find(':'));
    const bool only = caught.find(',') == std::string_view::npos;
    if (only && caught.find("Cancelled") != std::string_view::npos) return true;
  }
  return false;
}

std::vector<Cleanup> cleanups_of(const std::vector<int32_t>& blocks, const RecordIndex& index,
                                 std::size_t position) {
  const Record& record = index.record();
  if (position == 0 || position > record.size()) return {};
  const auto block_at = [&](int32_t line) {
    const bool known = line > 0 && static_cast<std::size_t>(line) < blocks.size();
    return known ? blocks[static_cast<std::size_t>(line)] : 0;
  };
  std::vector<Cleanup> cleanups;
  // By task and depth, the block that its function is in.
  std::map<std::pair<TaskId, int32_t>, int32_t> inside;
  const EventId first = first_of_instant(record, position);
  bool several = false;
  for (std::size_t i = first.index(); i < position; ++i) {
    const auto* line = record.at(i).get_if<Line>();
    if (line == nullptr || !line->task) continue;
    const int32_t block = block_at(line->line);
    const auto [place, is_new] = inside.try_emplace({line->task, line->depth}, 0);
    // What goes on in the middle of a block began before.
    if (is_new) place->second = block_at(index.line_at(line->task, first));
    const bool begins = block != 0 && place->second != block;
    place->second = block;
    if (!begins) continue;
    const auto number = static_cast<int>(cleanups.size()) + 1;
    cleanups.push_back({line->task, line->line, number});
    several = several || cleanups.front().task != line->task;
  }
  return several ? cleanups : std::vector<Cleanup>{};
}

}  // namespace grove
