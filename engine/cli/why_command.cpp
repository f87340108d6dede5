#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/cli/commands.h"
#include "engine/cli/narration.h"
#include "engine/cli/recording.h"
#include "engine/model/model.h"
#include "engine/picture/ties.h"

namespace grove {

namespace {

// What there is to explain about a task at the end of the record: how it ended, else what it has
// in hand, else what it waits for.
EventId event_about(const Model& model, const RecordIndex& index, TaskId id) {
  const TaskFacts& task = model.task(id);
  for (const EventId event : {task.exited, task.raised, task.delivered, task.requested}) {
    if (event) return event;
  }
  const std::vector<EventId>& blocks = index.task(id).blocks;
  return task.blocked && !blocks.empty() ? blocks.back() : task.spawned;
}

int no_such_task(const Model& model, const std::string& name, Console& console) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    labels.emplace_back(model.record().text(task.label));
  }
  const std::string nearest = nearest_name(name, labels);
  return usage_error(console, fmt::format("`--task {0}`: there is no task `{0}`", name),
                     nearest.empty() ? "`grove tree` shows all tasks"
                                     : fmt::format("did you mean `{}`?", nearest));
}

// The event to explain; unset (and a message) if there is none.
EventId find_event(const WhyCommand& command, const Recording& recording, Narration* narration,
                   Console& console) {
  const Record& record = recording.record();
  if (command.event) {
    if (static_cast<std::size_t>(*command.event) < record.size()) {
      return EventId{static_cast<int32_t>(*command.event)};
    }
    not_so_many(console, "event", *command.event, record.size());
    return {};
  }
  Model model(record);
  model.seek(record.size());
  const TaskId task = narration->index().find_task(command.task);
  if (task) return event_about(model, narration->index(), task);
  no_such_task(model, command.task, console);
  return {};
}

// The source line that an event names, under its sentence.
void print_source(const Record& record, const Event& event, Look look, Console& console) {
  int32_t line = 0;
  visit_event(event, [&line](const auto& own) {
    if constexpr (requires { own.line; }) line = own.line;
  });
  const std::vector<std::string>& program = record.header.program;
  if (line < 1 || static_cast<std::size_t>(line) > program.size()) return;
  const std::string& text = program[static_cast<std::size_t>(line) - 1];
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  console.out << render(
                     StyledLine(fmt::format("{:>24}  {}", line, text.substr(indent)), Style::kDim),
                     look)
              << '\n';
}

void print_reasons(const Record& record, EventId event, Narration* narration, Look look,
                   Console& console) {
  const char* glue = "";
  for (const EventId reason : reasons(narration->index(), event)) {
    StyledLine line(fmt::format("t = {}", format_time(record[reason].t)), Style::kDim);
    line.pad_to(12).add(fmt::format("event {}", reason.value), Style::kDim);
    line.pad_to(26).add(glue).add(narration->words(reason));
    console.out << render(line, look) << '\n';
    print_source(record, record[reason], look, console);
    glue = "because ";
  }
}

// What holds the task at the end of the record.
void print_ties(const Record& record, TaskId task, Look look, Console& console) {
  Model model(record);
  model.seek(record.size());
  for (const std::string& tie : ties_of(model, task)) {
    StyledLine line("");
    line.pad_to(26).add(tie, Style::kOrphan);
    console.out << render(line, look) << '\n';
  }
}

}  // namespace

int why_command(const WhyCommand& command, Console& console) {
  if (!command.event && command.task.empty()) {
    return usage_error(console, "`grove why` explains a task or an event: which?",
                       fmt::format("`grove why {0} --task main`, or --event N", command.file));
  }
  int status = kExitOk;
  std::optional<Recording> recording =
      open_recording(command.file, command.options, console, &status);
  if (!recording) return status;
  const Interruption interruption;
  const Record& record = recording->record();
  advance_until(&*recording, console, interruption, [&] {
    return command.event && record.size() > static_cast<std::size_t>(*command.event);
  });
  Narration narration(record);
  const EventId event = find_event(command, *recording, &narration, console);
  if (!event) return kExitUsage;
  Look look = console.look;
  if (command.ascii) look.utf8 = false;
  print_reasons(record, event, &narration, look, console);
  if (!command.event) print_ties(record, narration.index().find_task(command.task), look, console);
  return interruption.wished() ? interruption.exit_status() : status;
}

}  // namespace grove
