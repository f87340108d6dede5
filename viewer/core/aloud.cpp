#include "viewer/core/aloud.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/state_line.h"
#include "engine/picture/words.h"
#include "viewer/core/narration.h"

namespace grove {
namespace {

const char* name_of(Overlay overlay) {
  switch (overlay) {
    case Overlay::kNone:
      return "nothing";
    case Overlay::kKeys:
      return "all keys";
    case Overlay::kPalette:
      return "find an action";
    case Overlay::kCompare:
      return "put another run beside this one";
    case Overlay::kLibrary:
      return "the library";
    case Overlay::kCurtain:
      return "the curtain";
    case Overlay::kLegend:
      return "what the signs mean";
    case Overlay::kOpen:
      return "open a file";
    case Overlay::kSave:
      return "save";
    case Overlay::kExport:
      return "export";
  }
  return "";
}

std::string faults_of(const Session& session) {
  std::string words;
  for (const Problem& problem : session.problems()) {
    words += (words.empty() ? "" : "; ") + format_problem(problem);
  }
  return words;
}

std::string answer_of(const LessonStep& step) {
  std::string words = "the answer";
  for (const Choice& choice : step.choices) {
    if (choice.right) words += ": " + choice.text;
  }
  return words;
}

std::string lesson_of(const Session& session) {
  const Classroom& room = session.classroom();
  if (room.walk() == nullptr) return "none";
  if (!room.walking()) return "waits";
  const LessonWalk& walk = *room.walk();
  if (room.travelling()) return "on the way";
  if (walk.phase() == LessonWalk::Phase::kOver) return "over: " + walk.lesson().summary;
  const std::string stop = fmt::format("stop {} of {}", walk.stop() + 1, walk.size());
  const LessonStep& step = walk.step();
  switch (walk.phase()) {
    case LessonWalk::Phase::kVoting: {
      const int round = walk.answer().round;
      std::string words =
          fmt::format("{}, asked{}: {}", stop, round > 0 ? " again" : "", step.text);
      for (std::size_t i = 0; i < step.choices.size(); ++i) {
        words += fmt::format(" {}: {}.", i + 1, step.choices[i].text);
      }
      return words + fmt::format(" {} votes", walk.votes_in());
    }
    case LessonWalk::Phase::kLocked:
      return fmt::format("{}, locked", stop);
    case LessonWalk::Phase::kRevealed:
      return fmt::format("{}, {}", stop, answer_of(step));
    default:
      return fmt::format("{}: {}", stop, step.text);
  }
}

std::string beside_of(const Session& session) {
  if (session.comparing()) {
    return fmt::format("{} | {}", session.pane_name(Pane::kLeft), session.pane_name(Pane::kRight));
  }
  return session.beside() != nullptr ? "the lesson's other run" : "nothing";
}

std::string selected_of(const Session& session) {
  const Selection& selection = session.selection();
  const Model& model = session.model();
  if (selection.task()) {
    return fmt::format("{}: {}", label_of(model, selection.task()),
                       state_line(model, selection.task()));
  }
  if (selection.nursery()) return title_of(model, selection.nursery());
  if (selection.scope()) return title_of(model, selection.scope());
  return selection.event() ? fmt::format("event {}", selection.id) : "nothing";
}

std::string card_of(const Session& session) {
  const Hand& hand = session.hand();
  if (!hand.held()) return "nothing";
  return hand.words().empty() ? "where it was" : hand.words() + ": " + hand.change();
}

}  // namespace

std::vector<std::string> Aloud::news(const Session& session) {
  std::vector<std::string> all;
  const auto add = [&](const char* about, const std::string& words) {
    all.push_back(std::string(about) + ": " + words);
  };
  add("faults", faults_of(session));
  add("over the window", name_of(session.view().overlay));
  add("editor", session.view().editing ? "open" : "closed");
  if (!session.empty()) {
    const Branches& branches = session.branches();
    add("opened", session.recording().title());
    add("run", fmt::format("{}, of {}", branches.shown().name, branches.all().size()));
    add("beside", beside_of(session));
    add("selected", selected_of(session));
    add("shown", fmt::format("event {}, {} s: {}", session.model().position(),
                             format_time(session.now()), plain_text(caption_of(session).sentence)));
    add("card", card_of(session));
    add("lesson", lesson_of(session));
  }
  add("notice", session.notice());
  std::vector<std::string> news;
  for (const std::string& line : all) {
    if (std::find(said_.begin(), said_.end(), line) == said_.end()) news.push_back(line);
  }
  said_ = std::move(all);
  return news;
}

}  // namespace grove
