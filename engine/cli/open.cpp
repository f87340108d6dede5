#include "engine/cli/open.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "engine/base/visible.h"
#include "engine/record/json_lines.h"

namespace grove {

namespace {

constexpr char kStandardInput[] = "standard input";

bool ends_with(const std::string& text, std::string_view ending) {
  return text.size() >= ending.size() &&
         text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

std::string read_all(std::istream& stream) {
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

Opened opened_scenario(ScenarioResult result, Console& console) {
  Opened opened;
  if (!result.problems.empty()) {
    print_problems(console, result.problems);
    opened.status = result.no_such_file ? kExitNoFile : kExitBadFile;
    return opened;
  }
  opened.scenario = std::move(result.scenario);
  return opened;
}

Opened opened_record(std::string_view text, const std::string& name, Console& console) {
  RecordResult result = read_json_lines(text, name);
  print_problems(console, result.problems);
  Opened opened;
  if (!result.problems.empty()) opened.status = kExitBadFile;
  if (result.has_header) opened.record = std::move(result.record);
  return opened;
}

// A record's first line says so; a scenario is any other JSON object, the rest is Python.
Opened opened_text(const std::string& text, Console& console) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || text[first] != '{') {
    Opened opened;
    opened.scenario = scenario_from_python(text, kStandardInput);
    return opened;
  }
  const std::string_view line = std::string_view(text).substr(0, text.find('\n', first));
  if (line.find("\"grove_trace\"") != std::string_view::npos) {
    return opened_record(text, kStandardInput, console);
  }
  return opened_scenario(read_scenario(text, kStandardInput), console);
}

Opened no_file(const std::string& file, const std::string& reason, Console& console) {
  console.err << visible(file) << ": error: " << reason << '\n';
  Opened opened;
  opened.status = kExitNoFile;
  return opened;
}

}  // namespace

Opened open_file(const std::string& file, Console& console) {
  if (file == "-") return opened_text(read_all(console.in), console);
  if (!ends_with(file, ".jsonl")) return opened_scenario(load_scenario(file), console);
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return no_file(file, "this is a folder, not a record", console);
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return no_file(file, std::strerror(errno), console);
  return opened_record(read_all(stream), file, console);
}

std::optional<Scenario> to_scenario(Opened opened, const std::string& file, Console& console,
                                    int* status) {
  *status = opened.status;
  if (!opened.record) return std::move(opened.scenario);
  Opened again = opened_scenario(scenario_from_record(opened.record->header, file), console);
  if (!again.scenario) *status = again.status;
  return std::move(again.scenario);
}

}  // namespace grove
