// grove.html: the viewer as a page, which needs nothing beside itself. The page calls main() once;
// after that everything comes from its events (viewer/platform/window_web.cpp).
#include <emscripten/em_macros.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/json.h"
#include "engine/options/run_options.h"
#include "engine/record/json_lines.h"
#include "engine/scenario/load.h"
#include "viewer/app/window_app.h"
#include "viewer/core/spoken.h"
#include "viewer/platform/page_web.h"

namespace grove {
namespace {

// Both live as long as the page.
struct Sitting {
  Session session{page_files()};
  std::unique_ptr<Viewer> viewer;
};
Sitting* sitting = nullptr;

// As `grove run FILE --record OUT` writes it; what keeps the file from running is said instead.
std::string record_of(const std::string& path) {
  const ScenarioResult result = load_scenario(page_files(), path);
  if (!result.scenario) return format_problems(result.problems);
  Mistake mistake;
  Problems problems;
  const std::optional<ReadyRun> ready = make_ready(*result.scenario, {}, &mistake, &problems);
  if (!ready) return format_problems(problems);
  Run run(ready->program, *result.scenario, ready->inputs, ready->detail);
  while (!run.finished()) run.advance(kSlice);
  std::string text;
  write_json_lines(run.record(), [&](std::string_view piece) { text += piece; });
  return text;
}

std::string json_of(const Spoken& spoken) {
  std::string rows;
  for (const SpokenRow& row : spoken.rows) {
    rows += fmt::format("{}{{\"depth\": {}, \"words\": {}, \"name\": {}, \"selected\": {}}}",
                        rows.empty() ? "" : ", ", row.depth, json_string(row.words),
                        json_string(row.name), row.selected);
  }
  return fmt::format("\"moment\": {}, \"caption\": {}, \"tree\": [{}]", json_string(spoken.moment),
                     json_string(spoken.caption), rows);
}

// What is shown, in words; the items are the platform's.
std::string state_of(const Session& session) {
  std::string faults;
  for (const Problem& problem : session.problems()) {
    faults += (faults.empty() ? "" : ", ") + json_string(problem.message);
  }
  std::string text = fmt::format("{{\"notice\": {}, \"faults\": [{}], \"draft\": {}",
                                 json_string(session.notice()), faults,
                                 session.draft() ? json_string(*session.draft()) : "null");
  if (!session.empty()) {
    text += fmt::format(
        ", \"title\": {}, \"path\": {}, \"event\": {}, \"events\": {}, \"time\": {}, "
        "\"playing\": {}, \"seeking\": {}, \"computing\": {}, \"branches\": {}, {}",
        json_string(session.recording().title()), json_string(session.path()),
        session.model().position(), session.record().size(),
        json_string(format_time(session.now())), session.playback().playing(), session.seeking(),
        session.wants_to_compute(), session.branches().all().size(), json_of(spoken_of(session)));
  }
  return text + "}";
}

}  // namespace
}  // namespace grove

extern "C" {

// What is shown, as JSON to be freed.
EMSCRIPTEN_KEEPALIVE char* grove_state() {
  return strdup(grove::state_of(grove::sitting->session).c_str());
}

// What the address is made of (page_address.js), to be freed: how many events are over, 1 if the
// file has all that is shown and else what tells one state of it from the next, its path, what is
// selected.
EMSCRIPTEN_KEEPALIVE char* grove_place() {
  const grove::Session& session = grove::sitting->session;
  if (session.empty()) return strdup("");
  const bool has_scenario = session.recording().scenario() != nullptr;
  const std::string state =
      session.has_unsaved() && has_scenario
          ? fmt::format("state {}", std::hash<std::string>()(session.file_text()))
          : "1";
  return strdup(fmt::format("{}\n{}\n{}\n{}", session.model().position(), state,
                            session.files().whole_path(session.path()),
                            grove::name_of(session.model(), session.selection()))
                    .c_str());
}
// The whole scenario with its branches, to be freed; empty where there is none.
EMSCRIPTEN_KEEPALIVE char* grove_carried() {
  const grove::Session& session = grove::sitting->session;
  const bool has_scenario = !session.empty() && session.recording().scenario() != nullptr;
  return strdup(has_scenario ? session.file_text().c_str() : "");
}
// What a link leads to; with no event, where the file opens.
EMSCRIPTEN_KEEPALIVE void grove_go(const char* path, int event) {
  grove::Session& session = grove::sitting->session;
  const bool is_open = !session.empty() && session.files().is_same_file(path, session.path());
  if (!is_open || event < 0) grove::sitting->viewer->app().drop({path});
  if (event >= 0) session.apply(grove::command::Seek{static_cast<std::size_t>(event)});
}

// What those outside ask for, who see the page from another page or hear it.
EMSCRIPTEN_KEEPALIVE void grove_seek(int event) {
  grove::sitting->session.apply(grove::command::Seek{static_cast<std::size_t>(std::max(0, event))});
}
EMSCRIPTEN_KEEPALIVE void grove_play(int playing) {
  grove::Session& session = grove::sitting->session;
  if (session.playback().playing() != (playing != 0)) session.apply(grove::command::TogglePlay{});
}
EMSCRIPTEN_KEEPALIVE void grove_select(const char* name) {
  grove::Session& session = grove::sitting->session;
  if (session.empty()) return;
  const auto found = grove::find_named(session.model(), name);
  if (found) session.apply(grove::command::Select{*found});
}
// Tree, caption and transport alone, or the whole window.
EMSCRIPTEN_KEEPALIVE void grove_present(int presenting) {
  grove::Session& session = grove::sitting->session;
  if (session.view().regions.presenting != (presenting != 0)) {
    session.apply(grove::command::TogglePresentation{});
  }
}

// For the tests that compare the page with the programs: the record of a file that the page has,
// for the caller to free.
EMSCRIPTEN_KEEPALIVE char* grove_record(const char* path) {
  return strdup(grove::record_of(path).c_str());
}

}  // extern "C"

int main() {
  try {
    grove::sitting = new grove::Sitting;
    std::string error;
    grove::sitting->viewer = grove::Viewer::open(grove::sitting->session, {}, &error);
    if (!grove::sitting->viewer) {
      page_fail(error.c_str());
      return grove::kOwnFault;
    }
    grove::sitting->viewer->run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "a fault of Grove: %s\n", error.what());
    return grove::kOwnFault;
  }
  return 0;
}
