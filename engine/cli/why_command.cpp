#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/cli/commands.h"
#include "engine/cli/reasons_text.h"
#include "engine/cli/recording.h"
#include "engine/model/cursor.h"
#include "engine/model/model.h"
#include "engine/picture/ties.h"
#include "engine/picture/why_not.h"

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

// What holds the task at the end of the record.
void print_ties(const Record& record, TaskId task, OutputLook look, Console& console) {
  Model model(record);
  model.seek(record.size());
  for (const std::string& tie : ties_of(model, task)) {
    StyledLine line("");
    line.pad_to(26).add(tie, TextStyle::kOrphan);
    console.out << render(line, look) << '\n';
  }
}

void print_all(const std::vector<std::string>& lines, OutputLook look, Console& console) {
  for (const std::string& line : lines) {
    console.out << "  " << render(StyledLine(line), look) << '\n';
  }
}

int why_not(const WhyCommand& command, const Recording& recording, const RecordIndex& index,
            OutputLook look, Console& console) {
  const Record& record = recording.record();
  const TaskId task = index.find_task(command.task);
  if (!task) {
    Model end(record);
    end.seek(record.size());
    return no_such_task(end, command.task, console);
  }
  Model model(record);
  model.seek(command.at ? position_at(record, *command.at) : record.size());
  const std::string when = format_time(command.at ? *command.at : model.now());
  if (task.index() >= model.task_count()) {
    console.out << fmt::format("{} has not been started yet at t = {}\n", visible(command.task),
                               when);
    return kExitOk;
  }
  console.out << fmt::format("Why has {} not ended at t = {}?\n", visible(command.task), when);
  print_all(why_not_ended(model, index.things(), task), look, console);
  console.out << "Why was it not cancelled?\n";
  print_all(why_not_cancelled(model, task), look, console);
  return kExitOk;
}

// What of the options does not go together; empty if all does.
std::string contradiction(const WhyCommand& command) {
  if (command.not_yet && command.task.empty()) return "--not is asked about a task";
  if (command.at && !command.not_yet) return "--at goes with --not";
  return "";
}

}  // namespace

int why_command(const WhyCommand& command, Console& console) {
  if (!command.event && command.task.empty()) {
    return usage_error(console, "`grove why` explains a task or an event: which?",
                       fmt::format("`grove why {0} --task main`, or --event N", command.file));
  }
  if (const std::string wrong = contradiction(command); !wrong.empty()) {
    return usage_error(console, wrong,
                       fmt::format("`grove why {} --task main --not --at 0.2`", command.file));
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
  OutputLook look = console.look;
  if (command.ascii) look.utf8 = false;
  if (command.not_yet) {
    const int answered = why_not(command, *recording, narration.index(), look, console);
    return interruption.wished() ? interruption.exit_status()
           : answered == kExitOk ? status
                                 : answered;
  }
  const EventId event = find_event(command, *recording, &narration, console);
  if (!event) return kExitUsage;
  print_reasons(&narration, event, look, console.out);
  if (!command.event) print_ties(record, narration.index().find_task(command.task), look, console);
  return interruption.wished() ? interruption.exit_status() : status;
}

}  // namespace grove
