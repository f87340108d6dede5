// What each command does: which part of the session it is for.
#include "viewer/core/player/search.h"
#include "viewer/core/session.h"
#include "viewer/core/shell_commands.h"
#include "viewer/core/time_axis.h"

namespace grove {

class Session::Doer {
 public:
  explicit Doer(Session* session)
      : session_(*session),
        document_(session->document_),
        sandbox_(session->sandbox_),
        classroom_(session->classroom_),
        player_(session->player_),
        view_(session->view_) {}

  // --- what is open
  void operator()(const command::Open& c) { document_.open(c.path); }
  void operator()(const command::SaveAs& c) { document_.save_as(c.path, c.over_changes); }
  void operator()(const command::Export& c) { session_.export_to(c.path); }
  void operator()(const command::Reload&) { document_.reload(); }
  void operator()(const command::ShowProgram& c) { document_.show_program(c.direction); }
  void operator()(const command::TakeUpKept&) { document_.take_up_kept(); }
  void operator()(const command::LeaveKept&) { document_.leave_kept(); }
  void operator()(const command::ForgetKept&) { document_.forget_kept(); }
  void operator()(const command::ToggleEditing&) { document_.toggle_editing(); }
  void operator()(const command::EditProgram& c) { document_.edit_program(c.text); }
  void operator()(const command::RunProgram&) { document_.run_program(); }
  void operator()(const command::DiscardEdits&) { document_.discard_edits(); }

  // --- what is made of it
  void operator()(const command::SetKnob& c) { sandbox_.set_knob(c.name, c.literal); }
  void operator()(const command::SetSeed& c) { sandbox_.set_seed(c.seed); }
  void operator()(const command::SetSchedule& c) { sandbox_.set_schedule(c.schedule); }
  void operator()(const command::ApplyPreset& c) { sandbox_.apply_preset(c.name); }
  void operator()(const command::OfferActs& c) { sandbox_.offer_acts(c.about); }
  void operator()(const command::OfferActsOnSelection&) { sandbox_.offer_acts(view_.selection); }
  void operator()(const command::DeclineOffer&) { sandbox_.decline_offer(); }
  void operator()(const command::Consider& c) { sandbox_.consider(c.act); }
  void operator()(const command::DoOffered& c) { sandbox_.do_offered(c.act); }
  void operator()(const command::DoToSelection& c) { sandbox_.do_to_selection(c.kind); }
  void operator()(const command::Intervene& c) { sandbox_.intervene(c.what); }
  void operator()(const command::HoldCard& c) { sandbox_.hold_card(c.card, c.place); }
  void operator()(const command::MoveCard& c) { sandbox_.move_card(c.direction); }
  void operator()(const command::LetGoCard&) { sandbox_.let_go_card(); }
  void operator()(const command::PutCardBack&) { sandbox_.put_card_back(); }
  void operator()(const command::SetDeadline& c) { sandbox_.set_deadline(c.scope, c.deadline); }
  void operator()(const command::ShowBranch& c) { sandbox_.show_branch(c.branch); }
  void operator()(const command::NextBranch& c) { sandbox_.next_branch(c.direction); }
  void operator()(const command::RenameBranch& c) { sandbox_.rename_branch(c.branch, c.name); }
  void operator()(const command::RemoveBranch& c) { sandbox_.remove_branch(c.branch); }
  void operator()(const command::Undo&) { sandbox_.undo(); }
  void operator()(const command::Redo&) { sandbox_.redo(); }

  // --- the lesson
  void operator()(const command::StartLesson&) { start_lesson(); }
  void operator()(const command::EndLesson&) { classroom_.end(); }
  void operator()(const command::LessonOn&) { classroom_.go_on(); }
  void operator()(const command::LessonBack&) { classroom_.go_back(); }
  void operator()(const command::LessonForward&) { lesson_forward(); }
  void operator()(const command::Vote& c) {
    if (c.takes_back) return classroom_.take_back(c.choice);
    // A class is counted, and a class is what room scale is for.
    classroom_.vote(c.choice, !view_.regions.presenting);
  }
  void operator()(const command::LockVotes&) { classroom_.lock(); }
  void operator()(const command::RevealAnswer&) { classroom_.reveal(); }
  void operator()(const command::MoveEnd& c) { classroom_.move_end(c.direction); }
  void operator()(const command::DrawUntil& c) { classroom_.draw_until(c.until); }
  void operator()(const command::PlayFreely&) {
    classroom_.walking() ? classroom_.play_freely() : classroom_.come_back();
  }
  void operator()(const command::OpenNext&) { session_.open_next(); }
  void operator()(const command::ForgetProgress&) { classroom_.forget_progress(); }
  void operator()(const command::ToggleCompare&) { session_.toggle_compare(); }
  void operator()(const command::CompareWithBranch& c) {
    const Branch* branch = player_.empty() ? nullptr : sandbox_.branches().find(c.branch);
    if (branch != nullptr) session_.compare_with_branch(*branch, branch->name);
  }
  void operator()(const command::CompareWithSeed& c) { session_.compare_with_seed(c.seed); }
  void operator()(const command::CompareWithFile& c) { session_.compare_with_file(c.path); }
  void operator()(const command::ShowBelieved& c) { session_.show_believed(c.rule); }
  void operator()(const command::NextDifference& c) { session_.go_to_difference(c.direction); }
  void operator()(const command::TurnPanes&) {
    if (!session_.comparing_) return;
    session_.panes_ = static_cast<Panes>((static_cast<int>(session_.panes_) + 1) % 3);
  }
  void operator()(const command::OfBeside& c) {
    if (session_.beside_ == nullptr) return;
    if (const auto* select = c.what.get_if<command::Select>()) {
      select_beside(select->selection);
    } else if (of_looks(c.what)) {
      session_.beside_->apply(c.what);
    }
  }

  // --- time
  void operator()(const command::Restart&) { player_.restart(); }
  void operator()(const command::TogglePlay&) { player_.toggle_play(); }
  void operator()(const command::Step& c) { step(player_.playback().step(), c.direction); }
  void operator()(const command::StepBy& c) { step(c.kind, c.direction); }
  void operator()(const command::Seek& c) {
    if (player_.empty()) return;
    if (c.position > player_.record().size()) classroom_.refuses_beyond();
    player_.pursue({.time = std::nullopt, .position = c.position});
  }
  void operator()(const command::SeekTime& c) {
    if (player_.empty()) return;
    if (c.time > end_of_shown()) classroom_.refuses_beyond();
    player_.pursue({.time = std::max(c.time, SimTime{0}), .position = std::nullopt});
  }
  void operator()(const command::ToStart&) { player_.to_start(); }
  void operator()(const command::ToEnd&) {
    player_.to_end();
    classroom_.refuses_beyond();
  }
  void operator()(const command::ChooseStep& c) { player_.playback().set_step(c.kind); }
  void operator()(const command::ChooseClock& c) { player_.playback().set_clock(c.clock); }
  void operator()(const command::Faster&) { player_.playback().faster(); }
  void operator()(const command::Slower&) { player_.playback().slower(); }
  void operator()(const command::ToggleBreakpoint& c) { player_.toggle_breakpoint(c.line); }
  void operator()(const command::RunTo& c) { player_.run_to(c.stop); }
  void operator()(const command::ToggleBookmark&) { player_.toggle_bookmark(); }
  void operator()(const command::ToCause&) { player_.to_cause(); }
  void operator()(const command::ToEffect&) { player_.to_effect(); }

  // --- what is looked at
  void operator()(const command::Select& c) {
    if (classroom_.mark(c.selection.task())) return;
    view_.selection = c.selection;
  }
  void operator()(const command::WalkTree& c) {
    if (player_.empty() || player_.model().task_count() == 0) return;
    view_.selection = Selection::of(
        walked(player_.model(), player_.recording().lanes(), view_.selection.task(), c.walk));
  }
  void operator()(const command::ShowLine& c) { view_.show_line(c.line); }
  void operator()(const command::Fold& c) { view_.folds[c.task] = c.folded; }
  void operator()(const command::Aim& c) { view_.camera.aim = c.aim; }
  void operator()(const command::MoveCamera& c) {
    view_.camera = {CameraAim::kFree, c.middle, c.zoom};
  }
  void operator()(const command::Focus&) { view_.toggle_focus(); }
  void operator()(const command::ShowTab& c) { view_.show_tab(c.tab); }
  void operator()(const command::ShowTimes& c) { view_.show_times(c.from, c.to); }
  void operator()(const command::ZoomTimes& c) {
    if (player_.empty()) return;
    const TimeRange shown = shown_times(session_);
    const SimTime now = player_.now();
    const auto scaled = [&](SimTime time) {
      return now + SimTime{static_cast<int64_t>(static_cast<double>(time.ns - now.ns) / c.factor)};
    };
    view_.show_times(scaled(shown.from), scaled(shown.to));
  }
  void operator()(const command::PanTimes& c) {
    if (player_.empty()) return;
    const TimeRange shown = shown_times(session_);
    const double span = static_cast<double>(shown.to.ns - shown.from.ns);
    const SimTime shift{std::max(-shown.from.ns, static_cast<int64_t>(span * c.share))};
    view_.show_times(shown.from + shift, shown.to + shift);
  }
  void operator()(const command::ShowAllTimes&) { view_.time_range = {}; }
  void operator()(const command::ToggleInstant&) { view_.open_instants = !view_.open_instants; }
  void operator()(const command::ToggleTheme&) { view_.next_theme(); }
  void operator()(const command::ToggleMonochrome&) { view_.monochrome = !view_.monochrome; }
  void operator()(const command::ToggleFrameTime&) { view_.frame_time = !view_.frame_time; }
  void operator()(const command::ToggleHand&) { view_.hand = !view_.hand; }
  void operator()(const command::ToggleWhyNot&) { toggle_why_not(); }
  void operator()(const command::ToggleThings&) { view_.things = !view_.things; }
  void operator()(const command::ToggleMotion&) { view_.reduced_motion = !view_.reduced_motion; }
  void operator()(const command::ScaleText& c) { view_.scale_text(c.step); }
  void operator()(const command::DragRegions& c) { view_.regions = c.wishes; }
  void operator()(const command::ResetRegions&) { view_.reset_regions(); }
  void operator()(const command::Toggle& c) {
    view_.toggle(c.overlay);
    const bool lists = view_.overlay == Overlay::kLibrary || view_.overlay == Overlay::kCompare;
    if (lists) session_.open_shelf();
  }
  void operator()(const command::TogglePresentation&) { view_.toggle_presentation(); }
  void operator()(const command::OpenSearch&) { view_.open_search(); }
  void operator()(const command::ToggleFilter&) { view_.filter.open = !view_.filter.open; }
  void operator()(const command::FilterTasks& c) { view_.filter.text = c.text; }

  // --- what several parts are for
  void operator()(const command::Restore& c) { session_.restore(c.settings); }
  void operator()(const command::Close&) { session_.close_topmost(); }
  void operator()(const command::Find& c) { session_.find(c.text, c.direction); }
  void operator()(const command::CopyRunCommand&) { session_.copy_run_command(); }
  void operator()(const command::CopyCommandLine&) { session_.copy_command_line(); }
  void operator()(const command::Notify& c) { session_.messages_.notify(c.words); }
  void operator()(const command::Quit&) { session_.quits_ = true; }

 private:
  // Asked with nothing selected, it is about the first task.
  void toggle_why_not() {
    view_.why_not = !view_.why_not;
    if (!view_.why_not || player_.empty() || player_.model().task_count() == 0) return;
    view_.regions.presenting = false;
    if (!view_.selection.task()) view_.selection = Selection::of(TaskId{0});
  }
  void step(StepKind kind, int direction) {
    const std::size_t before = player_.empty() ? 0 : player_.model().position();
    player_.step(kind, direction, view_.selection.task());
    const bool stays = !player_.empty() && player_.model().position() == before;
    if (direction > 0 && stays) classroom_.refuses_beyond();
  }
  // What is done in the other pane is looking only: acts are for the run that is open.
  static bool of_looks(const Command& command) {
    return command.is<command::Fold, command::Aim, command::MoveCamera>();
  }
  // Tasks of the same path are selected together.
  void select_beside(const Selection& selection) {
    Session& right = *session_.beside_;
    right.view_.selection = selection;
    const TaskId task = selection.task();
    const auto same = task ? find_named(player_.model(), right.model().path(task)) : std::nullopt;
    view_.selection = same ? *same : Selection{};
  }
  SimTime end_of_shown() const {
    const Record& record = player_.record();
    return record.size() == 0 ? SimTime{} : record.at(record.size() - 1).t;
  }
  void lesson_forward() {
    const bool at_end = player_.empty() || player_.model().position() == player_.record().size();
    if (at_end || classroom_.travelling()) return classroom_.go_on();
    step(player_.playback().step(), +1);
  }
  // What lies over the window would hide it.
  void start_lesson() {
    if (view_.overlay == Overlay::kLibrary) view_.overlay = Overlay::kNone;
    if (classroom_.walk() != nullptr && !classroom_.walking()) return classroom_.come_back();
    classroom_.end();
    classroom_.start();
  }

  Session& session_;
  Document& document_;
  Sandbox& sandbox_;
  Classroom& classroom_;
  Player& player_;
  View& view_;
};

void Session::apply(const Command& command) {
  if (!refused_in_lesson(command) && !steps_right(command)) command.visit(Doer(this));
  follow();
}

void Session::restore(const Settings& settings) {
  view_.theme = settings.theme;
  view_.reduced_motion = settings.reduced_motion;
  view_.regions = settings.regions;
  view_.tab = settings.tab;
  Playback& playback = player_.playback();
  playback.set_step(settings.step);
  playback.set_clock(settings.clock);
  playback.set_steps_per_second(settings.steps_per_second);
  playback.set_time_per_second(settings.time_per_second);
  document_.add_recent(settings.recent);
}

void Session::close_topmost() {
  if (offer() != nullptr) {
    sandbox_.decline_offer();
  } else if (view_.overlay == Overlay::kNone && sandbox_.hand().held()) {
    sandbox_.put_card_back();
  } else if (view_.overlay != Overlay::kNone) {
    view_.overlay = Overlay::kNone;
  } else if (exporting_.progress()) {
    exporting_.stop();
    messages_.notify(*exporting_.take_outcome());
  } else if (!problems().empty() && !empty()) {
    document_.put_problems_away();
  } else if (view_.search.open) {
    view_.search.open = false;
  } else if (view_.filter.open) {
    view_.filter.open = false;
  } else if (view_.editing && !empty()) {
    view_.editing = false;
  } else if (kept_offer() != nullptr) {
    document_.leave_kept();
  } else if (view_.regions.presenting) {
    view_.toggle_presentation();
  } else if (classroom_.walking()) {
    classroom_.play_freely();
  }
}

void Session::take_picture(const std::optional<std::string>& png, const std::string& why) {
  exporting_.take_picture(png, why);
  if (auto outcome = exporting_.take_outcome()) messages_.notify(std::move(*outcome));
}

void Session::export_to(const std::string& path) {
  view_.overlay = Overlay::kNone;
  const ExportFormat* format = format_of(path, means_);
  if (empty() || format == nullptr) return;
  // What a lesson hides is not written either.
  if (classroom_.hides()) return messages_.notify("Not while the lesson asks: answer first.");
  exporting_.start(*format, path, recording(),
                   {.position = model().position(),
                    .now = now(),
                    .dark = view_.theme != ThemeChoice::kLight,
                    .pace = playback().steps_per_second()},
                   {.inputs = document_.watched_files(), .expected = {}}, means_.films);
  if (auto outcome = exporting_.take_outcome()) messages_.notify(std::move(*outcome));
}

void Session::find(const std::string& text, int direction) {
  view_.search.text = text;
  view_.search.missed = false;
  if (empty() || text.empty()) return;
  player_.playback().pause();
  const auto found = find_event(recording(), model().position(), text, direction);
  view_.search.missed = !found;
  if (found) player_.jump_to(found->index() + 1);
}

void Session::copy_run_command() {
  if (empty()) return;
  if (recording().scenario() == nullptr) {
    return messages_.notify("A record is not run: there is no command for it.");
  }
  messages_.clipboard = run_command(document_, recording());
  messages_.notify(
      document_.runs_file_program()
          ? "The grove command that does the same is in the clipboard."
          : "The grove command that does the same, with the edited program inside, is in the "
            "clipboard.");
}

void Session::copy_command_line() {
  if (empty()) return;
  if (recording().stream() != nullptr) {
    return messages_.notify("What comes in live is not shown again by a command.");
  }
  // A file that was saved with its branches opens with the one that is shown.
  if (!document_.runs_file_program() && !document_.shown_as_saved()) {
    return messages_.notify(
        "The program was edited: Ctrl+S saves it, and then there is a command.");
  }
  messages_.clipboard = viewer_command(document_, player_, view_);
  messages_.notify("The command that shows this is in the clipboard.");
}

}  // namespace grove
