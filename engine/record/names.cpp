#include "engine/record/names.h"

#include <charconv>

namespace grove {
namespace {

bool parse_number(std::string_view text, int32_t* number) {
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, *number);
  return error == std::errc() && at == end && !text.empty() && *number >= 0;
}

// Numbered in order, so a new one has the next place; a record that has gaps does no harm.
template <class Entry, class SomeId>
Entry& place(std::vector<Entry>& table, SomeId id) {
  if (id.index() >= table.size()) table.resize(id.index() + 1);
  return table[id.index()];
}

}  // namespace

std::optional<ScopeName> parse_scope_name(std::string_view name) {
  ScopeName parts;
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  parts.task = std::string(name.substr(0, colon));
  std::string_view rest = name.substr(colon + 1);
  if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
    if (!parse_number(rest.substr(hash + 1), &parts.number) || parts.number < 1)
      return std::nullopt;
    rest = rest.substr(0, hash);
  }
  if (!parse_number(rest, &parts.line) || parts.line < 1) return std::nullopt;
  return parts;
}

std::string scope_name(const ScopeName& parts) {
  std::string name = parts.task + ':' + std::to_string(parts.line);
  if (parts.number > 1) name += '#' + std::to_string(parts.number);
  return name;
}

void Names::advance(std::size_t events) {
  for (; size_ < events; ++size_) {
    const Event& event = record_->at(size_);
    if (const auto* spawned = event.get_if<TaskSpawned>(); spawned != nullptr && spawned->task) {
      place(tasks_, spawned->task) = {spawned->label, spawned->parent};
      by_label_.try_emplace(std::string(record_->text(spawned->label)), spawned->task);
    } else if (const auto* opened = event.get_if<ScopeOpened>();
               opened != nullptr && opened->scope) {
      const int32_t number = ++opened_at_[{opened->task.value, opened->line}];
      place(scopes_, opened->scope) = {opened->task, opened->line, number};
    }
  }
}

TaskId Names::find_task(std::string_view name) const {
  // Labels are unique, so the last part of a path finds the task and the rest must agree.
  const auto found = by_label_.find(std::string(name));
  if (found != by_label_.end()) return found->second;
  const std::size_t slash = name.rfind('/');
  if (slash == std::string_view::npos) return {};
  const auto last = by_label_.find(std::string(name.substr(slash + 1)));
  return last != by_label_.end() && path(last->second) == name ? last->second : TaskId{};
}

ScopeId Names::find_scope(std::string_view name) const {
  const std::optional<ScopeName> parts = parse_scope_name(name);
  const TaskId task = parts ? find_task(parts->task) : TaskId{};
  if (!task) return {};
  for (std::size_t i = 0; i < scopes_.size(); ++i) {
    const Scope& scope = scopes_[i];
    const bool is_meant =
        scope.task == task && scope.line == parts->line && scope.number == parts->number;
    if (is_meant) return ScopeId{static_cast<int32_t>(i)};
  }
  return {};
}

std::string Names::path(TaskId id) const {
  std::vector<Text> labels;
  for (TaskId at = id; at && at.index() < tasks_.size(); at = tasks_[at.index()].parent) {
    labels.push_back(tasks_[at.index()].label);
  }
  std::string path;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    if (!path.empty()) path += '/';
    path += record_->text(*label);
  }
  return path;
}

}  // namespace grove
