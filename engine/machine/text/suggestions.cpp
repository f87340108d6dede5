// "Did you mean": the nearest name, found the way CPython 3.11 finds it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "engine/machine/text/traceback.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Costs and limits are CPython's: a letter that only changes its case costs less.
constexpr std::size_t kMoveCost = 2;
constexpr std::size_t kCaseCost = 1;
constexpr std::size_t kNameMax = 40;
constexpr std::size_t kCandidatesMax = 750;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// The edit distance, or more than `max_cost` if it is more than that.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t max_cost) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1), b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1), b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMoveCost;
  if (a.size() > kNameMax || b.size() > kNameMax) return max_cost + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > max_cost) return max_cost + 1;
  std::vector<std::size_t> row(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * kMoveCost;
  std::size_t result = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t distance = j * kMoveCost;
    result = distance;
    std::size_t least = max_cost + 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t substitute = distance + substitution_cost(b[j], a[i]);
      distance = row[i];
      result = std::min(substitute, std::min(result, distance) + kMoveCost);
      row[i] = result;
      least = std::min(least, result);
    }
    if (least > max_cost) return max_cost + 1;
  }
  return result;
}

std::string nearest(const std::vector<std::string>& candidates, std::string_view name) {
  if (candidates.size() > kCandidatesMax || name.size() > kNameMax) return {};
  std::size_t best_distance = static_cast<std::size_t>(-1);
  std::string best;
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    std::size_t max_distance = (name.size() + candidate.size() + 3) * kMoveCost / 6;
    max_distance = std::min(max_distance, best_distance - 1);
    const std::size_t distance = edit_distance(name, candidate, max_distance);
    if (distance > max_distance) continue;
    if (best.empty() || distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

void add_names(Machine& m, const Namespace& names, std::set<std::string>* out) {
  for (const Namespace::Entry& entry : names.entries()) out->insert(m.symbols.name(entry.symbol));
}

std::string nearest_variable(Machine& m, Value exception, std::string_view name) {
  const std::vector<TracebackEntry>& entries = m.heap.exception(exception).traceback;
  if (entries.empty()) return {};
  const FrameBody& frame = m.heap.frame(entries.front().frame);
  const Code& code = m.program().codes[static_cast<std::size_t>(frame.code)];
  std::vector<std::string> names;
  for (const std::string& slot : code.slot_names) {
    if (slot.front() != '.') names.push_back(slot);
  }
  std::string found = nearest(names, name);
  if (!found.empty()) return found;
  names.clear();
  const Program& program = m.program();
  for (std::size_t i = 0; i < program.own_globals(); ++i) {
    if (!m.globals[i].is_null()) names.push_back(program.globals[i]);
  }
  found = nearest(names, name);
  return found.empty() ? nearest(m.library().builtins(), name) : found;
}

void add_instance_names(Machine& m, Value object, std::set<std::string>* names) {
  const InstanceBody& body = m.heap.instance(object);
  add_names(m, body.attributes, names);
  if (m.heap.klass(body.klass).has_dict) names->insert("__dict__");
  if (body.dict.is_null()) return;
  for (int32_t at = 0; const TableBody::Entry* entry = next_entry(m.heap.dict(body.dict), &at);) {
    if (entry->key.is(Type::kStr)) names->insert(std::string(text_of(m, entry->key)));
  }
}

}  // namespace

std::vector<std::string> attribute_names(Machine& m, Value object) {
  std::set<std::string> names;
  Heap& heap = m.heap;
  const auto add_class = [&](Value klass) {
    add_names(m, heap.klass(klass).attributes, &names);
    for (Value base : heap.klass(klass).mro) add_names(m, heap.klass(base).attributes, &names);
  };
  if (object.is(Type::kModule)) {
    add_names(m, m.image().modules[object.index], &names);
  } else if (object.is(Type::kClass)) {
    add_class(object);
  } else {
    add_class(m.class_of(object));
    if (object.is(Type::kException)) add_names(m, heap.exception(object).attributes, &names);
    if (object.is(Type::kInstance)) add_instance_names(m, object, &names);
    if (object.is(Type::kFunction)) add_names(m, heap.function(object).attributes, &names);
  }
  return {names.begin(), names.end()};
}

std::string suggestion_for(Machine& m, Value exception) {
  const Namespace& attributes = m.heap.exception(exception).attributes;
  const Value name = attributes.find(known(Known::kNameAttribute));
  if (!name.is(Type::kStr)) return {};
  const std::string text(text_of(m, name));
  std::string found;
  if (m.is_instance(exception, m.exception_class("AttributeError"))) {
    const Value object = attributes.find(known(Known::kObjAttribute));
    if (!object.is_null()) found = nearest(attribute_names(m, object), text);
  } else if (m.is_instance(exception, m.exception_class("NameError"))) {
    found = nearest_variable(m, exception, text);
  }
  return found.empty() ? std::string() : fmt::format(". Did you mean: '{}'?", found);
}

}  // namespace grove
