// Names: what the tasks and scopes of a record are called, and which one a name means.
// Interventions, the command line and the window all name them so:
//
//   r01           main/r0/r01       a task: its label, which no other has, or its path
//   main:34       main/r0:26#2      a scope: its task and its line, "#2" for the second that this
//                                   task opened there
//
//   const Names names(record);              // of all that is recorded
//   names.find_scope("main:34")             // unset if there is none
//   names.path(task)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/record/record.h"

namespace grove {

// The name of a scope in its parts.
struct ScopeName {
  std::string task;  // label or path
  int32_t line = 0;
  int32_t number = 1;  // 2: the second that this task opened at this line
};
std::optional<ScopeName> parse_scope_name(std::string_view name);
std::string scope_name(const ScopeName& parts);

class Names {
 public:
  // Keeps a reference to the record, which must outlive it. Knows the first `events`.
  explicit Names(const Record& record) : Names(record, record.size()) {}
  Names(const Record& record, std::size_t events) : record_(&record) { advance(events); }
  // Takes in the events up to there.
  void advance(std::size_t events);

  TaskId find_task(std::string_view name) const;
  ScopeId find_scope(std::string_view name) const;

  // Labels joined by '/', from main, as at its spawn.
  std::string path(TaskId id) const;

 private:
  struct Task {
    Text label;
    TaskId parent;
  };
  struct Scope {
    TaskId task;
    int32_t line = 0;
    int32_t number = 1;
  };

  const Record* record_;
  std::size_t size_ = 0;
  std::vector<Task> tasks_;
  std::vector<Scope> scopes_;
  std::unordered_map<std::string, TaskId> by_label_;          // only looked up
  std::map<std::pair<int32_t, int32_t>, int32_t> opened_at_;  // scopes by task and line
};

}  // namespace grove
