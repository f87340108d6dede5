// What a person does to a run, on random programs: the branches that it makes, and undo.
#include <catch2/catch.hpp>
#include <random>

#include "engine/record/interventions.h"
#include "tests/viewer/files.h"
#include "viewer/core/narration.h"
#include "viewer/core/sandbox/acts.h"

namespace grove {
namespace {

// A small program: tasks that sleep, print and fail, in nurseries and scopes with deadlines.
class RandomProgram {
 public:
  explicit RandomProgram(uint32_t seed) : random_(seed) {}

  std::string text() {
    std::string body;
    for (int i = 0; i < 4; ++i) body += "async def f" + std::to_string(i) + "():\n" + block(1, i);
    return "import trio\n\nclass Bang(Exception):\n    pass\n\n" + body +
           "async def main():\n    try:\n" + block(2, 4) +
           "    except* (Bang, OSError):\n        print(\"caught\")\n\ntrio.run(main)\n";
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  std::string seconds() { return "0." + std::to_string(1 + below(6)); }

  // Calls functions of lower numbers only, so that it ends.
  std::string block(int indent, int below_function) {
    const std::string in(static_cast<std::size_t>(indent) * 4, ' ');
    std::string text = in + "await trio.sleep(" + seconds() + ")\n";
    for (int i = 1 + below(2); i > 0; --i) {
      switch (below(indent > 3 ? 3 : 6)) {
        case 0:
          text += in + "print(\"at\", trio.current_time())\n";
          break;
        case 1:
          text += in + "await trio.sleep(" + seconds() + ")\n";
          break;
        case 2:
          if (below(3) == 0) text += in + "raise Bang(\"x\")\n";
          break;
        case 3:
          text += in + "with trio.move_on_after(" + seconds() + "):\n" +
                  block(indent + 1, below_function);
          break;
        default:
          text += in + "async with trio.open_nursery() as nursery:\n";
          for (int child = below(3); child >= 0 && below_function > 0; --child) {
            text += in + "    nursery.start_soon(f" + std::to_string(below(below_function)) + ")\n";
          }
          text += block(indent + 1, below_function);
      }
    }
    return text;
  }

  std::mt19937 random_;
};

// The whole record of a branch, but for the header, which tells of what was done.
std::string events_of(const Record& record, std::size_t count) {
  std::string text = json_lines_of(record);
  std::size_t end = text.find('\n');
  for (; count > 0 && end != std::string::npos; --count) end = text.find('\n', end + 1);
  const std::size_t begin = text.find('\n');
  return text.substr(begin, end == std::string::npos ? end : end - begin);
}
std::string shown_record(Session& session) {
  compute(session);
  return json_lines_of(session.record());
}

struct Sandbox {
  explicit Sandbox(uint32_t seed) : random(seed), file("sandbox.py", RandomProgram(seed).text()) {
    INFO(RandomProgram(seed).text());
    REQUIRE(session.open(file.path()) == OpenResult::kOpened);
    compute(session);
  }

  std::size_t below(std::size_t n) { return random() % n; }

  // Goes somewhere and points at something there; the acts that have an effect.
  std::vector<int> offer_somewhere() {
    session.apply(command::Seek{1 + below(session.record().size())});
    compute(session);
    if (below(3) == 0) {
      const SimTime later{session.now().ns + static_cast<int64_t>(below(200'000'000))};
      session.apply(command::SeekTime{later});
      compute(session);
    }
    Selection about;
    const Model& model = session.model();
    if (below(4) != 0 && model.task_count() > 0) {
      about = Selection::of(TaskId{static_cast<int32_t>(below(model.task_count()))});
    }
    if (below(3) == 0 && model.scope_count() > 0) {
      about = Selection::of(ScopeId{static_cast<int32_t>(below(model.scope_count()))});
    }
    session.apply(command::OfferActs{about});
    std::vector<int> works;
    if (session.offer() == nullptr) return works;
    for (std::size_t i = 0; i < session.offer()->acts.size(); ++i) {
      if (session.offer()->acts[i].why_not.empty()) works.push_back(static_cast<int>(i));
    }
    return works;
  }

  std::mt19937 random;
  TemporaryFile file;
  Session session;
};

// A run of the same program with the same inputs, from its start, without branches or snapshots.
std::string run_anew(const Session& session) {
  const Branch& shown = session.branches().shown();
  const Prepared prepared = prepare(*shown.scenario, shown.inputs);
  REQUIRE(prepared.program != nullptr);
  Run run(prepared.program, *shown.scenario, shown.inputs, Detail::kLines);
  while (!run.finished()) run.advance(100'000);
  return json_lines_of(run.record());
}

constexpr uint32_t kPrograms = 120;

TEST_CASE(
    "for random programs and acts, the record up to the act is as it was, and the rest as run") {
  int acts = 0;
  for (uint32_t seed = 0; seed < kPrograms; ++seed) {
    Sandbox sandbox(seed);
    Session& session = sandbox.session;
    for (int round = 0; round < 3; ++round) {
      const std::vector<int> works = sandbox.offer_somewhere();
      if (works.empty()) continue;
      const Offer offer = *session.offer();
      const int chosen = works[sandbox.below(works.size())];
      const OfferedAct act = offer.acts[static_cast<std::size_t>(chosen)];
      INFO("seed " << seed << ": " << intervention_json(act.what));
      const std::string before = events_of(session.record(), offer.point.position);
      session.apply(command::DoOffered{chosen});
      compute(session);
      REQUIRE(session.branches().shown().inputs.interventions.back() == act.what);
      CHECK(events_of(session.record(), offer.point.position) == before);
      // It stands just behind the act, which has an effect.
      const Event& last = session.record()[session.model().last_event()];
      const auto* applied = last.get_if<InputApplied>();
      REQUIRE(applied != nullptr);
      CHECK_FALSE(applied->why_not);
      CHECK(session.record().input(applied->input).known == act.what);
      CHECK(shown_record(session) == run_anew(session));
      ++acts;
    }
  }
  CHECK(acts > static_cast<int>(kPrograms));
}

TEST_CASE("what is greyed changes nothing: the run with it is the run without, but for the act") {
  int greyed = 0;
  for (uint32_t seed = 0; seed < 60; ++seed) {
    Sandbox sandbox(seed);
    Session& session = sandbox.session;
    sandbox.offer_somewhere();
    if (session.offer() == nullptr) continue;
    const Branch shown = session.branches().shown();
    for (const OfferedAct& act : session.offer()->acts) {
      if (act.why_not.empty()) continue;
      INFO("seed " << seed << ": " << intervention_json(act.what) << ", " << act.why_not);
      Inputs inputs = shown.inputs;
      inputs.interventions.push_back(act.what);
      const Prepared prepared = prepare(*shown.scenario, inputs);
      Run run(prepared.program, *shown.scenario, inputs, Detail::kLines);
      while (!run.finished()) run.advance(100'000);
      Run plain(prepared.program, *shown.scenario, shown.inputs, Detail::kLines);
      while (!plain.finished()) plain.advance(100'000);
      CHECK(run.output() == plain.output());
      CHECK(run.exit_status() == plain.exit_status());
      ++greyed;
    }
  }
  CHECK(greyed > 20);
}

TEST_CASE("undo goes back to the same bytes and place, and doing again forward to theirs") {
  for (uint32_t seed = 200; seed < 200 + kPrograms / 2; ++seed) {
    Sandbox sandbox(seed);
    Session& session = sandbox.session;
    struct Place {
      std::string record;
      std::size_t position;
      SimTime now;
    };
    const auto here = [&] {
      return Place{shown_record(session), session.model().position(), session.now()};
    };
    const auto is_here = [&](const Place& place) {
      compute(session);
      CHECK(shown_record(session) == place.record);
      CHECK(session.model().position() == place.position);
      CHECK(session.now() == place.now);
    };
    std::vector<Place> left, reached;
    for (int round = 0; round < 4; ++round) {
      const std::vector<int> works = sandbox.offer_somewhere();
      if (works.empty() && round % 2 == 0) continue;
      left.push_back(here());
      if (round == 1) {
        session.apply(command::SetSeed{static_cast<int64_t>(seed) + round});
      } else if (round == 3) {
        session.apply(command::SetSchedule{{.kind = SchedulePolicy::Kind::kReversed}});
      } else {
        session.apply(command::DoOffered{works[sandbox.below(works.size())]});
      }
      reached.push_back(here());
    }
    INFO("seed " << seed);
    std::vector<Place> again;
    for (std::size_t i = left.size(); i-- > 0;) {
      again.push_back(here());
      session.apply(command::Undo{});
      is_here(left[i]);
    }
    CHECK_FALSE(session.can_undo());
    while (!again.empty()) {
      session.apply(command::Redo{});
      is_here(again.back());
      again.pop_back();
    }
    CHECK_FALSE(session.can_redo());
  }
}

TEST_CASE("who would be stopped or saved is who then is") {
  for (uint32_t seed = 400; seed < 460; ++seed) {
    Sandbox sandbox(seed);
    Session& session = sandbox.session;
    const std::vector<int> works = sandbox.offer_somewhere();
    if (works.empty()) continue;
    session.apply(command::Consider{works.front()});
    compute(session);
    REQUIRE(session.what_if() != nullptr);
    REQUIRE(session.what_if()->finished());
    const std::vector<TaskId> stopped = session.what_if()->stopped();
    const std::vector<TaskId> saved = session.what_if()->saved();
    session.apply(command::DoOffered{works.front()});
    session.apply(command::ToEnd{});
    compute(session);
    session.apply(command::ToEnd{});
    INFO("seed " << seed);
    for (const TaskId task : stopped) {
      CHECK_FALSE(session.model().task(task).alive);
      CHECK(session.model().task(task).outcome != Outcome::kOk);
    }
    for (const TaskId task : saved) {
      const TaskFacts& facts = session.model().task(task);
      CHECK((facts.alive || facts.outcome == Outcome::kOk || facts.exited_at > SimTime{0}));
    }
  }
}

TEST_CASE("a sitting that is saved and opened has the same branches, and shows the same record") {
  const TemporaryFile saved("saved.json", "");
  for (uint32_t seed = 600; seed < 640; ++seed) {
    Sandbox sandbox(seed);
    Session& session = sandbox.session;
    for (int round = 0; round < 4; ++round) {
      const std::vector<int> works = sandbox.offer_somewhere();
      if (round == 2) session.apply(command::SetSeed{static_cast<int64_t>(seed)});
      if (!works.empty()) session.apply(command::DoOffered{works[sandbox.below(works.size())]});
      if (round == 1) {
        session.apply(command::ToggleEditing{});
        session.apply(command::EditProgram{*session.draft() + "print(\"edited\")\n"});
        session.apply(command::RunProgram{});
        session.apply(command::ToggleEditing{});
      }
    }
    const std::vector<Branch>& all = session.branches().all();
    session.apply(command::ShowBranch{all[sandbox.below(all.size())].id});
    const std::string text = session.file_text();
    saved.write(text);
    Session again;
    INFO("seed " << seed << "\n" << text);
    REQUIRE(again.open(saved.path()) == OpenResult::kOpened);
    const auto place_of = [](const Session& s, BranchId id) {
      std::size_t place = 0;
      for (const Branch& branch : s.branches().all()) {
        if (branch.id == id) return place;
        ++place;
      }
      return SIZE_MAX;
    };
    REQUIRE(again.branches().all().size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Branch& other = again.branches().all()[i];
      CHECK(other.name == all[i].name);
      CHECK(other.inputs == all[i].inputs);
      CHECK(other.scenario->source == all[i].scenario->source);
      CHECK(place_of(again, other.parent) == place_of(session, all[i].parent));
    }
    CHECK(place_of(again, again.branches().shown().id) ==
          place_of(session, session.branches().shown().id));
    const auto whole = [](Session& s) {
      compute(s);
      return events_of(s.record(), s.record().size());
    };
    CHECK(whole(again) == whole(session));
    CHECK(again.file_text() == text);
  }
}

TEST_CASE("a file that has changed is loaded anew in place, and undo goes back to what was") {
  const TemporaryFile file("reload.py", RandomProgram(3).text());
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  session.apply(command::SeekTime{SimTime{250'000'000}});
  const std::string before = shown_record(session);
  session.apply(command::Reload{});
  CHECK_FALSE(session.can_undo());
  file.write(RandomProgram(3).text() + "\nawait x\n");
  session.apply(command::Reload{});
  CHECK(session.problems().size() == 1);
  CHECK(shown_record(session) == before);
  file.write(RandomProgram(3).text() + "\nprint(\"changed\")\n");
  session.apply(command::Reload{});
  CHECK(session.problems().empty());
  CHECK(shown_record(session).find("changed") != std::string::npos);
  CHECK(session.now() == SimTime{250'000'000});
  session.apply(command::Undo{});
  CHECK(shown_record(session) == before);
}

TEST_CASE("an act in the past of a branch departs from the run that this past belongs to") {
  const TemporaryFile file(
      "past.py",
      "import trio\n\nasync def main():\n    with trio.CancelScope():\n"
      "        await trio.sleep(1)\n    await trio.sleep(1)\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  const auto act_at = [&](double seconds) {
    session.apply(command::SeekTime{sim_time_from_seconds(seconds)});
    compute(session);
    session.apply(command::DoToSelection{Intervention::Kind::kInterrupt});
    compute(session);
    return session.branches().shown();
  };
  const BranchId trunk = session.branches().trunk().id;
  const Branch late = act_at(0.8);
  CHECK(late.parent == trunk);
  CHECK(late.name == "control-C at 0.80");
  session.apply(command::SeekTime{SimTime{500'000'000}});
  compute(session);
  CHECK(plain_text(caption_of(session).sentence) == "Next, at 0.80, from outside: control-C.");
  const Branch early = act_at(0.3);
  CHECK(early.parent == trunk);
  CHECK(early.inputs.interventions.size() == 1);
  // Nor when both have been saved and opened again.
  const TemporaryFile saved("past.json", session.file_text());
  Session again;
  REQUIRE(again.open(saved.path()) == OpenResult::kOpened);
  compute(again);
  again.apply(command::SeekTime{SimTime{100'000'000}});
  compute(again);
  again.apply(command::DoToSelection{Intervention::Kind::kInterrupt});
  CHECK(again.branches().shown().parent == again.branches().trunk().id);
  CHECK(again.branches().shown().inputs.interventions.size() == 1);
  // The same once more is the same branch.
  session.apply(command::ShowBranch{trunk});
  CHECK(act_at(0.3).id == early.id);
  CHECK(session.branches().all().size() == 3);
}

TEST_CASE("turning a knob on and on is one branch and one undo, and back to the file none") {
  Session session;
  REQUIRE(session.open("scenarios/roulette_nursery.json") == OpenResult::kOpened);
  compute(session);
  session.apply(command::SeekTime{SimTime{200'000'000}});
  compute(session);
  for (const char* depth : {"4", "5", "2"}) session.apply(command::SetKnob{"DEPTH", depth});
  compute(session);
  CHECK(session.branches().all().size() == 2);
  CHECK(session.branches().shown().name == "depth 2");
  CHECK(session.now() == SimTime{200'000'000});
  session.apply(command::SetKnob{"DEPTH", "3"});
  CHECK(session.branches().all().size() == 1);
  session.apply(command::Undo{});
  compute(session);
  CHECK(session.branches().all().size() == 1);
  CHECK(session.now() == SimTime{200'000'000});
}

TEST_CASE(
    "an edited program with a fault leaves the last good run, and one without runs in place") {
  Session session;
  REQUIRE(session.open("scenarios/roulette_nursery.json") == OpenResult::kOpened);
  compute(session);
  session.apply(command::SeekTime{SimTime{200'000'000}});
  compute(session);
  const std::string before = shown_record(session);
  session.apply(command::ToggleEditing{});
  REQUIRE(session.draft() != nullptr);
  const std::string source = *session.draft();
  session.apply(command::EditProgram{source + "\nawait x\n"});
  session.apply(command::RunProgram{});
  REQUIRE(session.problems().size() == 1);
  CHECK(session.problems()[0].message.find("await") != std::string::npos);
  CHECK(shown_record(session) == before);
  CHECK(session.draft_differs());
  session.apply(command::EditProgram{source + "\nprint(\"edited\")\n"});
  session.apply(command::RunProgram{});
  compute(session);
  CHECK(session.problems().empty());
  CHECK(session.branches().shown().name == "the program edited");
  CHECK(session.now() == SimTime{200'000'000});
  CHECK_FALSE(session.draft_differs());
  session.apply(command::Undo{});
  CHECK(shown_record(session) == before);
}

TEST_CASE("branching off a run of 100,000 events computes little of it again") {
  Session session;
  const TemporaryFile file("long.py",
                           "import trio\n\nasync def main():\n    with trio.CancelScope():\n"
                           "        for i in range(16_000):\n            await trio.sleep(0.001)\n"
                           "    print(\"over\")\n\ntrio.run(main)\n");
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  session.apply(command::SeekTime{SimTime{15'000'000'000}});
  compute(session);
  REQUIRE(session.record().size() > 100'000);
  const std::size_t position = session.model().position();
  const Run run = session.recording().branch_of(session.recording().inputs(), position);
  CHECK(run.record().size() <= position);
  CHECK(position - run.record().size() < 20'000);
}

TEST_CASE("the grove command for a branch names what differs from the file, and nothing else") {
  Session session;
  REQUIRE(session.open("scenarios/roulette_nursery.json") == OpenResult::kOpened);
  compute(session);
  const auto copied = [&] {
    session.apply(command::CopyRunCommand{});
    return session.take_clipboard().value_or("");
  };
  CHECK(copied() == "grove run scenarios/roulette_nursery.json");
  session.apply(command::SetKnob{"DEPTH", "2"});
  session.apply(command::SeekTime{SimTime{150'000'000}});
  compute(session);
  session.apply(command::DoToSelection{Intervention::Kind::kInterrupt});
  CHECK(copied() ==
        "grove run scenarios/roulette_nursery.json --set DEPTH=2 --input '{\"at\": 0.15, \"do\": "
        "\"interrupt\"}'");
}

}  // namespace
}  // namespace grove
