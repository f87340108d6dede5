#include "viewer/core/files/sittings.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grove {
namespace {

using nlohmann::json;

constexpr const char* kFileBefore = "the file before it changed";

// FNV-1a: a name that is the same in every Grove.
uint64_t hash_of(std::string_view text) {
  uint64_t hash = 14695981039346656037u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return hash;
}

// A member of that type, else what it is at first.
template <class Value>
bool take(const json& whole, const char* name, Value* value) {
  const auto found = whole.find(name);
  if (found == whole.end()) return true;
  if constexpr (std::is_same_v<Value, std::string>) {
    if (!found->is_string()) return false;
  } else {
    if (!found->is_number_unsigned()) return false;
  }
  *value = found->get<Value>();
  return true;
}

bool same_start(const Scenario& a, const Scenario& b) {
  return a.source == b.source && a.inputs == b.inputs;
}

// A file that changes while nothing is done but to look at it leaves no trace but the first.
bool holds_nothing_but_older_files(const Scenario& sitting) {
  return std::all_of(
      sitting.branches.begin(), sitting.branches.end(),
      [](const SavedBranch& branch) { return branch.of || branch.name == kFileBefore; });
}

}  // namespace

std::string write_kept(const KeptSitting& kept) {
  json whole = {{"grove", "sitting"},
                {"file", kept.file},
                {"scenario", kept.scenario},
                {"position", kept.position},
                {"now", static_cast<uint64_t>(std::max<int64_t>(0, kept.now.ns))},
                {"breakpoints", kept.breakpoints}};
  if (kept.draft) whole["draft"] = *kept.draft;
  if (!kept.draft_file.empty()) whole["draft of"] = kept.draft_file;
  // What is no UTF-8 in a name or a text must not lose the rest.
  return whole.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<KeptSitting> read_kept(std::string_view text) {
  const json whole = json::parse(text, nullptr, false);
  if (!whole.is_object() || whole.value("grove", json()) != "sitting") return std::nullopt;
  KeptSitting kept;
  std::string draft;
  uint64_t position = 0, now = 0;
  const bool good = take(whole, "file", &kept.file) && take(whole, "scenario", &kept.scenario) &&
                    take(whole, "draft", &draft) && take(whole, "draft of", &kept.draft_file) &&
                    take(whole, "position", &position) && take(whole, "now", &now);
  if (!good || kept.file.empty()) return std::nullopt;
  if (whole.contains("draft")) kept.draft = std::move(draft);
  kept.position = static_cast<std::size_t>(position);
  kept.now = SimTime{static_cast<int64_t>(std::min<uint64_t>(now, INT64_MAX))};
  if (const auto lines = whole.find("breakpoints"); lines != whole.end() && lines->is_array()) {
    for (const json& line : *lines) {
      if (line.is_number_integer()) kept.breakpoints.insert(line.get<int32_t>());
    }
  }
  return kept;
}

std::string kept_name(Files& files, const std::string& file) {
  return fmt::format("sitting-{:016x}-", hash_of(files.whole_path(file)));
}

Scenario rejoined(Scenario file, const Scenario& sitting, bool shown) {
  std::vector<SavedBranch>& all = file.branches;
  const bool same = same_start(file, sitting);
  // The branches that the file and the sitting share stand in both.
  if (same && all.size() <= sitting.branches.size() &&
      std::equal(all.begin(), all.end(), sitting.branches.begin(),
                 [](const SavedBranch& a, const SavedBranch& b) {
                   return a.name == b.name && a.of == b.of && a.source == b.source &&
                          a.inputs == b.inputs;
                 })) {
    all.clear();
  }
  if (shown) {
    for (SavedBranch& branch : all) branch.shown = false;
  }
  std::optional<std::size_t> below;
  if (!same && !holds_nothing_but_older_files(sitting)) {
    below = all.size();
    all.push_back({.name = kFileBefore, .source = sitting.source, .inputs = sitting.inputs});
  }
  const bool trunk_was_shown = std::none_of(sitting.branches.begin(), sitting.branches.end(),
                                            [](const SavedBranch& branch) { return branch.shown; });
  if (below && shown && trunk_was_shown) all[*below].shown = true;
  const std::size_t first = all.size();
  for (SavedBranch branch : sitting.branches) {
    branch.of = branch.of ? std::optional(*branch.of + first) : below;
    branch.shown = branch.shown && shown;
    if (!branch.source && sitting.source != file.source) branch.source = sitting.source;
    all.push_back(std::move(branch));
  }
  return file;
}

}  // namespace grove
