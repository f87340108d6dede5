#include "viewer/core/view/motion.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "tests/viewer/files.h"

namespace grove {
namespace {

// The small roulette, followed from one of its moments on.
class Watcher {
 public:
  explicit Watcher(std::size_t position) { motion.start(story.record(), position); }

  const Record& record() { return story.record(); }

  // The position right after the event of that kind, the n-th from 0.
  std::size_t after(EventKind kind, int n = 0) {
    for (std::size_t i = 0; i < record().size(); ++i) {
      if (record().at(i).kind() == kind && n-- == 0) return i + 1;
    }
    FAIL("the story has no such event");
    return 0;
  }

  // Milliseconds until nothing moves any more, in steps of one.
  int rest() {
    int ms = 0;
    for (; motion.moving() && ms < 100'000; ++ms) motion.pass(0.001f);
    return ms;
  }

  void pass(float ms) { motion.pass(ms / 1000); }

  test::SteppedStory story = small_roulette();
  Motion motion;
};

auto about(float figure) { return Approx(figure).margin(0.02); }

TEST_CASE("a new task's edge and node grow for 260 ms, and its ring fades for 600 more") {
  Watcher w(0);
  w.motion.start(w.record(), w.after(EventKind::kTaskSpawned));
  w.motion.follow(w.after(EventKind::kTaskSpawned, 1), 0);
  const TaskId r0{1};
  w.pass(0);
  CHECK(w.motion.progress(Act::Kind::kSpawn, r0) == about(0));
  w.pass(130);
  CHECK(w.motion.progress(Act::Kind::kSpawn, r0) == about(0.5f));
  w.pass(130);
  const Act* spawn = w.motion.find(Act::Kind::kSpawn, r0);
  REQUIRE(spawn != nullptr);
  CHECK(w.motion.progress(*spawn) == about(1));
  CHECK(w.motion.tail_left(*spawn) == about(1));
  w.pass(300);
  CHECK(w.motion.tail_left(*spawn) == about(0.5f));
  w.pass(301);
  CHECK_FALSE(w.motion.moving());
}

TEST_CASE("what happens next begins when what happened before has ended") {
  Watcher w(0);
  w.motion.start(w.record(), w.after(EventKind::kTaskSpawned));
  w.motion.follow(w.after(EventKind::kTaskSpawned, 2), 0);
  w.pass(0);
  REQUIRE(w.motion.model() != nullptr);
  CHECK(w.motion.model()->task_count() == 2);
  w.pass(259);
  CHECK(w.motion.model()->task_count() == 2);
  w.pass(2);
  // The moment to draw is the session's from here on.
  CHECK(w.motion.model() == nullptr);
  CHECK(w.motion.progress(Act::Kind::kSpawn, TaskId{2}) < 0.02f);
}

TEST_CASE("an exception climbs one edge in 280 ms, after the task has ended") {
  Watcher w(0);
  w.motion.start(w.record(), w.after(EventKind::kExceptionRaised));
  w.motion.follow(w.after(EventKind::kExceptionPropagated), 0);
  w.pass(140);
  CHECK(w.motion.progress(Act::Kind::kClimb, TaskId{4}) == about(0.5f));
  CHECK(w.rest() == Approx(140).margin(2));
}

TEST_CASE("a request runs down level after level, each 90 ms later, and the model has all of it") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const NurseryId outer = story.open_nursery(main);
  const TaskId a = story.spawn(outer, "a");
  const TaskId b = story.spawn(outer, "b");
  story.wait_for_children(outer);
  const NurseryId inner = story.open_nursery(a);
  const TaskId aa = story.spawn(inner, "aa");
  story.wait_for_children(inner);
  story.sleep(aa, 1);
  story.sleep(b, 1);
  story.at(0.5);
  const std::size_t before = story.record().size();
  story.cancel(outer, main);
  // In the order of the tree, which is not that of its levels.
  story.ask(a, ScopeId{0});
  story.ask(aa, ScopeId{0});
  story.ask(b, ScopeId{0});

  Motion motion;
  motion.start(story.record(), before);
  motion.follow(story.record().size(), 0);
  motion.pass(0.08f);
  CHECK(motion.progress(Act::Kind::kAsk, a) == about(0.5f));
  CHECK(motion.progress(Act::Kind::kAsk, b) == about(0.5f));
  CHECK(motion.progress(Act::Kind::kAsk, aa) == about(0));
  // Until it is reached a task is what it was.
  CHECK(motion.find(Act::Kind::kAsk, aa)->before.status == TaskStatus::kWaiting);
  CHECK(motion.find(Act::Kind::kAsk, aa)->before.long_words == "sleeps to 1.00");
  motion.pass(0.09f);
  CHECK(motion.progress(Act::Kind::kAsk, a) == about(1));
  CHECK(motion.progress(Act::Kind::kAsk, aa) == about(0.5f));
}

TEST_CASE("stepping back runs the same path backwards, in 0.6 of the time") {
  Watcher w(0);
  const std::size_t before = w.after(EventKind::kExceptionRaised);
  const std::size_t after = w.after(EventKind::kExceptionPropagated);
  w.motion.start(w.record(), after);
  w.motion.follow(before, 0);
  // 84 ms are half of 0.6 of 280.
  w.pass(84);
  CHECK(w.motion.progress(Act::Kind::kClimb, TaskId{4}) == about(0.5f));
  REQUIRE(w.motion.model() != nullptr);
  CHECK(w.motion.model()->position() == after);
  w.pass(85);
  CHECK(w.motion.model() == nullptr);
  CHECK(w.motion.find(Act::Kind::kClimb, TaskId{4}) == nullptr);
}

TEST_CASE("who turns round on the way goes back from where they are") {
  Watcher w(0);
  const std::size_t before = w.after(EventKind::kExceptionRaised);
  w.motion.start(w.record(), before);
  w.motion.follow(w.after(EventKind::kExceptionPropagated), 0);
  w.pass(70);
  w.motion.follow(before, 0);
  w.pass(21);
  CHECK(w.motion.progress(Act::Kind::kClimb, TaskId{4}) == about(0.125f));
  w.motion.follow(w.after(EventKind::kExceptionPropagated), 0);
  w.pass(35);
  CHECK(w.motion.progress(Act::Kind::kClimb, TaskId{4}) == about(0.25f));
}

TEST_CASE("at more than eight events a second all is over when the next one comes") {
  for (const double pace : {8.1, 16.0, 60.0}) {
    CAPTURE(pace);
    Watcher w(0);
    w.motion.start(w.record(), w.after(EventKind::kTaskSpawned));
    w.motion.follow(w.after(EventKind::kTaskSpawned, 1), pace);
    w.pass(static_cast<float>(1000 / pace) + 0.5f);
    CHECK(w.motion.progress(Act::Kind::kSpawn, TaskId{1}) == about(1));
  }
  Watcher w(0);
  w.motion.start(w.record(), w.after(EventKind::kTaskSpawned));
  w.motion.follow(w.after(EventKind::kTaskSpawned, 1), 8);
  w.pass(125);
  CHECK(w.motion.progress(Act::Kind::kSpawn, TaskId{1}) == about(125.0f / 260));
}

TEST_CASE(
    "however much one step brings, it has been shown after 2.4 s, and 0.6 of that backwards") {
  Watcher w(0);
  w.motion.start(w.record(), 1);
  w.motion.follow(w.record().size(), 0);
  float ms = 0;
  for (; w.motion.model() != nullptr && ms < 10'000; ++ms) w.pass(1);
  CHECK(ms <= 2402);
  w.rest();
  w.motion.follow(1, 0);
  for (ms = 0; w.motion.model() != nullptr && ms < 10'000; ++ms) w.pass(1);
  CHECK(ms <= 1442);
}

TEST_CASE("a jump shows its moment at once, and nothing moves") {
  Watcher w(0);
  w.motion.follow(w.record().size(), 0);
  w.pass(50);
  CHECK(w.motion.moving());
  w.motion.jump(7);
  CHECK_FALSE(w.motion.moving());
  CHECK(w.motion.model() == nullptr);
  CHECK(w.motion.position() == 7);
}

TEST_CASE("with reduced motion nothing queues, and what is new fades in for 120 ms") {
  Watcher w(0);
  w.motion.reduce(true);
  w.motion.start(w.record(), 1);
  w.motion.follow(w.record().size(), 0);
  w.pass(0);
  CHECK(w.motion.model() == nullptr);
  w.pass(60);
  CHECK(w.motion.progress(Act::Kind::kSpawn, TaskId{3}) == about(0.5f));
  w.pass(61);
  CHECK_FALSE(w.motion.moving());
}

TEST_CASE("wherever one steps and turns, the tree comes to rest where the session stands") {
  rc::prop("for any walk", [] {
    test::SteppedStory story = small_roulette();
    const std::size_t size = story.record().size();
    Motion motion;
    motion.reduce(*rc::gen::inRange(0, 4) == 0);
    std::size_t at = *rc::gen::inRange<std::size_t>(0, size + 1);
    motion.start(story.record(), at);
    const int steps = *rc::gen::inRange(1, 40);
    Model session(story.record());
    for (int i = 0; i < steps; ++i) {
      at = *rc::gen::inRange<std::size_t>(0, size + 1);
      if (*rc::gen::inRange(0, 8) == 0) {
        motion.jump(at);
      } else {
        motion.follow(at, *rc::gen::element(0.0, 1.0, 4.0, 30.0));
      }
      for (int frame = *rc::gen::inRange(0, 20); frame > 0; --frame) {
        motion.pass(0.001f * static_cast<float>(*rc::gen::inRange(0, 400)));
        // What is drawn is a moment between, and every act on it has happened there.
        if (const Model* model = motion.model()) {
          RC_ASSERT(model->position() == motion.position());
          session.seek(motion.position());
          RC_ASSERT(model->same_as(session));
        } else {
          RC_ASSERT(motion.position() == at);
        }
      }
    }
    for (int frame = 0; frame < 2000 && motion.moving(); ++frame) motion.pass(0.016f);
    RC_ASSERT(!motion.moving());
    RC_ASSERT(motion.position() == at);
    RC_ASSERT(motion.acts().empty());
  });
}

}  // namespace
}  // namespace grove
