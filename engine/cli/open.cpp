#include "engine/cli/open.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/read_file.h"
#include "engine/base/visible.h"
#include "engine/record/json_lines.h"

namespace grove {

namespace {

constexpr char kStandardInput[] = "standard input";

bool ends_with(const std::string& text, std::string_view ending) {
  return text.size() >= ending.size() &&
         text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
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

bool is_finished(const Record& record) {
  return record.size() > 0 && record.at(record.size() - 1).kind() == EventKind::kRunFinished;
}

Opened opened_record(std::string_view text, const std::string& name, Console& console) {
  RecordResult result = read_json_lines(text, name);
  print_problems(console, result.problems);
  Opened opened;
  if (!result.problems.empty()) opened.status = kExitBadFile;
  if (result.problems.empty() && !is_finished(result.record)) {
    console.err << fmt::format(
        "{}: note: it ends in the midst of its run: the program was stopped, or runs on\n",
        visible(name));
  }
  if (result.has_header) opened.record = std::move(result.record);
  return opened;
}

// A record's first line says so; a scenario is any other JSON object, the rest is Python.
bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

bool is_record(std::string_view text) {
  if (!is_json(text)) return false;
  const std::string_view line = text.substr(0, text.find('\n', text.find('{')));
  return line.find("\"grove_trace\"") != std::string_view::npos;
}

Opened opened_text(const std::string& text, Console& console) {
  if (is_record(text)) return opened_record(text, kStandardInput, console);
  if (is_json(text)) return opened_scenario(read_scenario(text, kStandardInput), console);
  Opened opened;
  opened.scenario = scenario_from_python(text, kStandardInput);
  return opened;
}

Opened not_read(const std::string& file, const FileText& read, Console& console) {
  print_problems(console, {Problem{file, {}, read.fault, read.hint, {}, {}}});
  Opened opened;
  opened.status = read.no_such_file ? kExitNoFile : kExitBadFile;
  return opened;
}

}  // namespace

Opened open_file(const std::string& file, Console& console) {
  if (file == "-") {
    const FileText read = read_stream(console.in, [](std::string_view begin) {
      return is_record(begin) ? kMostRecordBytes : kMostSourceBytes;
    });
    return read.text ? opened_text(*read.text, console) : not_read(kStandardInput, read, console);
  }
  if (!ends_with(file, ".jsonl")) return opened_scenario(load_scenario(file), console);
  const FileText read = read_file(file, kMostRecordBytes);
  return read.text ? opened_record(*read.text, file, console) : not_read(file, read, console);
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
