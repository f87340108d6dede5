#include "engine/cli/reasons_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace grove {

namespace {

// The source line that an event names, under its sentence.
void print_source(const Record& record, const Event& event, OutputLook look, std::ostream& out) {
  int32_t line = 0;
  visit_event(event, [&line](const auto& own) {
    if constexpr (requires { own.line; }) line = own.line;
  });
  const std::vector<std::string>& program = record.header.program;
  if (line < 1 || static_cast<std::size_t>(line) > program.size()) return;
  const std::string& text = program[static_cast<std::size_t>(line) - 1];
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  const std::string shown = fmt::format("{:>24}  {}", line, text.substr(indent));
  out << render(StyledLine(shown, TextStyle::kDim), look) << '\n';
}

}  // namespace

void print_reasons(Narration* narration, EventId event, OutputLook look, std::ostream& out) {
  const Record& record = narration->index().record();
  const char* glue = "";
  for (const EventId reason : reasons(narration->index(), event)) {
    StyledLine line(fmt::format("t = {}", format_time(record[reason].t)), TextStyle::kDim);
    line.pad_to(12).add(fmt::format("event {}", reason.value), TextStyle::kDim);
    line.pad_to(26).add(glue).add(narration->words(reason));
    out << render(line, look) << '\n';
    print_source(record, record[reason], look, out);
    glue = "because ";
  }
}

}  // namespace grove
