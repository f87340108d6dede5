#include "engine/scenario/load.h"

#include <filesystem>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/scenario/reader.h"

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool has_ending(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
}

// Scenarios are JSON objects, and no Python program begins with a brace.
bool is_python(std::string_view text, const std::string& file) {
  if (has_ending(file, ".py")) return true;
  if (has_ending(file, ".json")) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || text[first] != '{';
}

ScenarioResult failed(const std::string& file, std::string message, bool no_such_file = false,
                      std::string hint = {}) {
  Problem problem;
  problem.file = file;
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  ScenarioResult result;
  result.problems.push_back(std::move(problem));
  result.no_such_file = no_such_file;
  return result;
}

// A program that is no UTF-8 cannot be shown, whatever else it is.
bool check_utf8(const Scenario& scenario, Problems* problems) {
  const std::size_t at = find_invalid_utf8(scenario.source);
  if (at == std::string::npos) return true;
  const std::string_view before = std::string_view(scenario.source).substr(0, at);
  const std::size_t start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  Problem problem;
  problem.file = scenario.program_file;
  problem.span.line = 1;
  for (const char c : before) problem.span.line += c == '\n' ? 1 : 0;
  problem.span.column = static_cast<int>(count_code_points(before.substr(start))) + 1;
  problem.span.end_line = problem.span.line;
  problem.span.end_column = problem.span.column + 1;
  problem.source_line = std::string(line_of(scenario.source, problem.span.line));
  problem.message = "a byte that is no UTF-8";
  problem.hint = "save the program as UTF-8";
  problems->push_back(std::move(problem));
  return false;
}

ScenarioResult read_with(std::string_view text, const std::string& file, FindProgram find_program) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  ScenarioResult result =
      ScenarioReader(text, file, ScenarioReader::Form::kFile, std::move(find_program)).read();
  if (result.scenario && !check_utf8(*result.scenario, &result.problems)) result.scenario.reset();
  return result;
}

// Whether `inner` lies in `folder`, both without links.
bool lies_in(const fs::path& inner, const fs::path& folder) {
  const fs::path relative = inner.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

FoundProgram find_program_beside(Files& files, const std::string& file, const std::string& path) {
  FoundProgram found;
  const fs::path folder = fs::path(file).parent_path();
  const fs::path program = folder / path;
  found.shown = program.generic_string();
  const fs::path real = files.whole_path(program.string());
  const fs::path real_folder = files.whole_path(folder.empty() ? "." : folder.string());
  if (!files.look(program.string()).there) {
    found.fault = "there is no file `" + path + "` beside the scenario";
    found.hint = "a path is relative to the scenario's own folder";
  } else if (!lies_in(real, real_folder)) {
    found.fault = "`" + path + "` is a link that leads out of the scenario's folder";
    found.hint = "put the program itself there";
  } else if (FileText read = files.read(program.string(), kMostSourceBytes); read.text) {
    found.text = std::move(*read.text);
  } else {
    found.fault = "`" + path + "`: " + read.fault;
  }
  return found;
}

}  // namespace

Scenario scenario_from_python(std::string_view source, const std::string& file) {
  Scenario scenario;
  const std::string name = base_name(file);
  scenario.slug = name.substr(0, name.rfind('.'));
  scenario.file = file;
  scenario.program_file = file;
  scenario.title = scenario.slug;
  scenario.source = normal_source(source);
  return scenario;
}

ScenarioResult read_scenario(std::string_view text, const std::string& file,
                             const std::string* program) {
  return read_with(text, file, [&file, program](const std::string& path) {
    FoundProgram found;
    found.shown = (fs::path(file).parent_path() / path).generic_string();
    if (program != nullptr) {
      found.text = *program;
    } else {
      found.fault = "the program `" + path + "` is not at hand here";
      found.hint = "open a scenario that has its program inside, as a list of source lines";
    }
    return found;
  });
}

ScenarioResult load_scenario(const std::string& path) { return load_scenario(disk(), path); }

ScenarioResult load_scenario(Files& files, const std::string& path) {
  return load_scenario(files, path, "", "");
}

ScenarioResult load_scenario(Files& files, const std::string& path, const std::string& file,
                             const std::string& text_of_file) {
  const FileText read = files.read(path, kMostSourceBytes);
  if (!read.text) return failed(path, read.fault, read.no_such_file, read.hint);
  const std::string& text = file == path ? text_of_file : *read.text;
  if (is_python(text, path)) {
    ScenarioResult result;
    result.scenario = scenario_from_python(text, path);
    if (!check_utf8(*result.scenario, &result.problems)) result.scenario.reset();
    return result;
  }
  return read_with(text, path, [&](const std::string& program) {
    FoundProgram found = find_program_beside(files, path, program);
    if (found.fault.empty() && found.shown == file) found.text = text_of_file;
    return found;
  });
}

ScenarioResult scenario_from_record(const RecordHeader& header, const std::string& file) {
  if (header.scenario.empty()) {
    return failed(file, "the record does not hold the scenario it was made of (it came from " +
                            (header.source.empty() ? "elsewhere" : header.source) + ")");
  }
  ScenarioResult result =
      ScenarioReader(header.scenario, file, ScenarioReader::Form::kResolved,
                     [](const std::string&) {
                       return FoundProgram{{}, {}, "a record holds its program itself", {}};
                     })
          .read();
  if (!result.scenario) return result;
  result.scenario->title = header.title;
  for (const std::string& line : header.program) result.scenario->source += line + '\n';
  return result;
}

}  // namespace grove
