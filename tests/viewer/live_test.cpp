// Records that come in while they are looked at.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>

#include "engine/files/growing_file.h"
#include "engine/picture/task_filter.h"
#include "engine/picture/tree_shape.h"
#include "engine/picture/words.h"
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/narration.h"
#include "viewer/panels/drawing/text_probe.h"
#include "viewer/platform/gate.h"

namespace grove {
namespace {

// What a program sends, as a test hands it in.
struct Wire {
  std::string bytes;
  bool ended = false;
};

class WireSource : public ByteSource {
 public:
  explicit WireSource(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
  Piece read(std::size_t most) override {
    Piece piece;
    piece.bytes = wire_->bytes.substr(0, most);
    wire_->bytes.erase(0, piece.bytes.size());
    piece.ended = wire_->ended && wire_->bytes.empty();
    return piece;
  }

 private:
  std::shared_ptr<Wire> wire_;
};

// A gate at which a test calls.
struct Callers {
  std::deque<std::shared_ptr<Wire>> waiting;
};
class TestGate : public Gate {
 public:
  explicit TestGate(Callers* callers) : callers_(*callers) {}
  std::unique_ptr<ByteSource> accept() override {
    if (callers_.waiting.empty()) return nullptr;
    auto source = std::make_unique<WireSource>(callers_.waiting.front());
    callers_.waiting.pop_front();
    return source;
  }
  std::string address() const override { return "unix:here"; }

 private:
  Callers& callers_;
};

// The roulette's record, its lines; a title tells programs apart.
std::vector<std::string> lines_of_roulette(const std::string& title) {
  test::SteppedStory story = small_roulette();
  story.record().header.title = title;
  std::istringstream text(json_lines_of(story.record()));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line + "\n");
  return lines;
}

std::string joined(const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < std::min(to, lines.size()); ++i) text += lines[i];
  return text;
}

bool draws(Robot& robot, const std::string& text) {
  TextProbe probe;
  robot.frames(1);
  for (const DrawnText& drawn : probe.drawn()) {
    if (drawn.text.find(text) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("a record that grows is shown as it grows, and one stays at its live edge") {
  const std::vector<std::string> lines = lines_of_roulette("roulette");
  const TemporaryFile file("grows.jsonl", "");
  Robot robot;
  robot.session().follow_record(file.path(), std::make_unique<GrowingFile>(file.path()));
  robot.frames(1);
  CHECK(robot.session().empty());
  CHECK(draws(robot, "Waiting for the record to begin"));
  std::ofstream out(file.path(), std::ios::binary | std::ios::app);
  const auto append = [&](std::size_t from, std::size_t to) {
    out << joined(lines, from, to) << std::flush;
    robot.frames(2);
  };
  append(0, 20);
  Session& session = robot.session();
  REQUIRE_FALSE(session.empty());
  CHECK(session.model().position() == 19);
  CHECK(caption_of(session).live == "live");
  CHECK(draws(robot, "live"));
  const int runs = session.runs();
  out << lines[20].substr(0, 7) << std::flush;  // half a line waits
  robot.frames(2);
  CHECK(session.model().position() == 19);
  out << lines[20].substr(7) << std::flush;
  robot.frames(2);
  CHECK(session.model().position() == 20);

  // Whoever steps back stays there.
  robot.press(ImGuiKey_LeftArrow);
  const std::size_t back = session.model().position();
  CHECK(back < 20);
  append(21, 30);
  CHECK(session.model().position() == back);
  CHECK(session.record().size() == 29);
  CHECK(caption_of(session).live.find("events behind live") != std::string::npos);
  robot.press(ImGuiKey_End);
  CHECK(session.model().position() == 29);
  append(30, 40);
  CHECK(session.model().position() == 39);

  // Space at the edge holds, and lets go.
  robot.press(ImGuiKey_Space);
  CHECK(caption_of(session).live == "held · End: live");
  append(40, 45);
  CHECK(session.model().position() == 39);
  robot.press(ImGuiKey_End);
  CHECK(session.model().position() == 44);
  CHECK(session.runs() == runs);

  append(45, lines.size());
  CHECK(session.model().finished());
  CHECK(caption_of(session).live.empty());
}

TEST_CASE("a record that begins anew takes the place of the old one, with the selection") {
  const std::vector<std::string> lines = lines_of_roulette("roulette");
  const TemporaryFile file("anew.jsonl", joined(lines, 0, 25));
  Robot robot;
  Session& session = robot.session();
  session.follow_record(file.path(), std::make_unique<GrowingFile>(file.path()));
  robot.frames(2);
  session.apply(command::Select{*find_named(session.model(), "r0")});
  const int runs = session.runs();
  file.write(joined(lines, 0, 22));
  robot.frames(2);
  CHECK(session.runs() == runs + 1);
  CHECK(session.record().size() == 21);
  CHECK(session.model().position() == 21);
  CHECK(session.notice().find("was written anew") != std::string::npos);
  REQUIRE(session.selection().task());
  CHECK(session.record().text(session.model().task(session.selection().task()).label) == "r0");
  // There is no way back to it that keeps it.
  CHECK_FALSE(session.can_undo());
}

TEST_CASE("what is broken in what comes in is told, and what came before stays") {
  const std::vector<std::string> lines = lines_of_roulette("roulette");
  const TemporaryFile file("broken.jsonl", joined(lines, 0, 25) + "{\"i\": oh\n");
  Robot robot;
  robot.session().follow_record(file.path(), std::make_unique<GrowingFile>(file.path()));
  robot.frames(3);
  CHECK(robot.session().record().size() == 24);
  REQUIRE(robot.session().problems().size() == 1);
  CHECK(robot.session().problems()[0].span.line == 26);
  CHECK(caption_of(robot.session()).live.empty());
}

TEST_CASE("several programs call in, one is shown, N shows the next") {
  Callers callers;
  Robot robot;
  Session& session = robot.session();
  session.listen(std::make_unique<TestGate>(&callers));
  robot.frames(1);
  CHECK(draws(robot, "Waiting for a program to call"));
  const auto one = std::make_shared<Wire>(), two = std::make_shared<Wire>();
  const auto of_one = lines_of_roulette("one"), of_two = lines_of_roulette("two");
  callers.waiting = {one, two};
  one->bytes = joined(of_one, 0, 20);
  robot.frames(2);
  REQUIRE_FALSE(session.empty());
  CHECK(session.recording().title() == "one");
  two->bytes = joined(of_two, 0, 30);
  robot.frames(2);
  CHECK(session.notice() == "two has begun; N shows the next program.");
  CHECK(session.recording().title() == "one");
  robot.press(ImGuiKey_N);
  CHECK(session.recording().title() == "two");
  CHECK(session.model().position() == 29);
  // The other one is taken in meanwhile.
  one->bytes = joined(of_one, 20, 25);
  two->bytes = joined(of_two, 30, 31);
  robot.frames(2);
  CHECK(session.model().position() == 30);
  robot.press(ImGuiKey_N);
  CHECK(session.recording().title() == "one");
  CHECK(session.model().position() == 24);

  // Whoever saw it to its end sees the next one.
  one->ended = true;
  robot.frames(3);
  CHECK(session.recording().title() == "two");
}

TEST_CASE("a program that begins anew on its line is shown from there") {
  Callers callers;
  Robot robot;
  Session& session = robot.session();
  session.listen(std::make_unique<TestGate>(&callers));
  const auto wire = std::make_shared<Wire>();
  const auto lines = lines_of_roulette("long-lived");
  callers.waiting = {wire};
  wire->bytes = joined(lines, 0, 40);
  robot.frames(2);
  CHECK(session.record().size() == 39);
  wire->bytes = joined(lines, 0, 10);
  robot.frames(2);
  CHECK(session.record().size() == 9);
  CHECK(session.problems().empty());
}

TEST_CASE(
    "what is sent is not trusted: no more than so many programs, and none that sends rubbish") {
  Callers callers;
  Robot robot;
  Session& session = robot.session();
  session.listen(std::make_unique<TestGate>(&callers));
  const auto rubbish = std::make_shared<Wire>();
  rubbish->bytes = "GET / HTTP/1.1\r\n\r\n";
  callers.waiting = {rubbish};
  robot.frames(2);
  CHECK(session.empty());
  REQUIRE_FALSE(session.problems().empty());
  // It was hung up on: what it sends further is left where it is.
  rubbish->bytes = "more";
  robot.frames(2);
  CHECK(rubbish->bytes == "more");

  std::vector<std::shared_ptr<Wire>> wires;
  for (int i = 0; i < 20; ++i) {
    wires.push_back(std::make_shared<Wire>());
    callers.waiting.push_back(wires.back());
  }
  robot.frames(2);
  CHECK(session.live().size() == 16);
  CHECK(session.notice().find("was sent away") != std::string::npos);
}

TEST_CASE("opening a file leaves a live program, and N comes back to it") {
  Callers callers;
  Robot robot;
  Session& session = robot.session();
  session.listen(std::make_unique<TestGate>(&callers));
  const auto wire = std::make_shared<Wire>();
  const auto lines = lines_of_roulette("service");
  callers.waiting = {wire};
  wire->bytes = joined(lines, 0, 20);
  robot.frames(2);
  const TemporaryFile file("other.jsonl", joined(lines_of_roulette("other"), 0, 1000));
  robot.open(file.path());
  CHECK(session.recording().title() == "other");
  wire->bytes = joined(lines, 20, 30);
  robot.frames(2);
  CHECK(session.recording().title() == "other");
  robot.press(ImGuiKey_N);
  CHECK(session.recording().title() == "service");
  CHECK(session.model().position() == 29);
}

// --- a service that runs for long

// What a service sends that answers one request after the other, in a task each, beside two that
// stay: as many events as asked for.
class ServiceSource : public ByteSource {
 public:
  explicit ServiceSource(int events) : left_(events) {
    bytes_ = R"({"grove_trace":1,"source":"trio","dialect":"trio","detail":"steps",)"
             R"("title":"service","program":[]})"
             "\n";
    tell(R"("kind":"run_started")");
    tell(R"("kind":"task_spawned","task":0,"name":"main","label":"main")");
    tell(R"("kind":"nursery_opened","nursery":0,"task":0,"scope":null,"line":1)");
    tell(R"("kind":"task_spawned","task":1,"name":"janitor","label":"janitor","nursery":0,)"
         R"("parent":0)");
    tell(R"("kind":"task_blocked","task":1,"on":"forever")");
    tell(R"("kind":"task_spawned","task":2,"name":"acceptor","label":"acceptor","nursery":0,)"
         R"("parent":0)");
    tell(R"("kind":"task_blocked","task":2,"on":"accept")");
  }
  Piece read(std::size_t most) override {
    while (left_ > 0 && bytes_.size() < most) answer();
    Piece piece;
    piece.bytes = bytes_.substr(0, most);
    bytes_.erase(0, piece.bytes.size());
    return piece;
  }
  bool done() const { return left_ <= 0 && bytes_.empty(); }

 private:
  void tell(const std::string& what) {
    bytes_ += fmt::format(R"({{"i":{},"t":{},"cause":{},{}}})", told_, told_ * 1000,
                          told_ == 0 ? "null" : std::to_string(told_ - 1), what) +
              "\n";
    ++told_;
    --left_;
  }
  void answer() {
    const int task = 3 + requests_;
    tell(fmt::format(R"("kind":"task_spawned","task":{0},"name":"answer","label":"answer#{0}",)"
                     R"("nursery":0,"parent":0)",
                     task));
    for (int round = 0; round < 2; ++round) {
      tell(fmt::format(R"("kind":"task_scheduled","task":{})", task));
      tell(fmt::format(R"("kind":"before_task_step","task":{},"step":{})", task, steps_++));
      if (round == 1) break;
      tell(fmt::format(R"("kind":"scope_opened","scope":{},"task":{},"parent":null,)"
                       R"("how":"fail_after","deadline":{},"shield":false,"line":3)",
                       requests_, task, told_ * 1000 + 5'000'000'000));
      tell(fmt::format(R"("kind":"task_blocked","task":{},"on":"receive")", task));
      tell(fmt::format(R"("kind":"after_task_step","task":{})", task));
    }
    tell(fmt::format(R"("kind":"printed","task":{0},"text":"request {0} is answered")", task));
    tell(fmt::format(R"("kind":"scope_closed","scope":{},"cancelled_caught":false)", requests_));
    tell(fmt::format(R"("kind":"task_exited","task":{},"outcome":"ok")", task));
    tell(fmt::format(R"("kind":"after_task_step","task":{})", task));
    ++requests_;
  }

  std::string bytes_;
  int64_t told_ = 0;
  int left_, requests_ = 0, steps_ = 0;
};

std::size_t resident_bytes() {
  std::size_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(::getpagesize());
}

// Whether a task of that label is alive in what is shown.
bool lives(const Model& model, const std::string& label) {
  const auto found = find_named(model, label);
  return found && model.task(found->task()).alive;
}

TEST_CASE("a service of two million events takes no more than it may: what is over is forgotten") {
  constexpr int64_t kMebibytes = 64;
  Robot robot;
  Session& session = robot.session();
  session.keep_live_within(kMebibytes);
  robot.frames(2);
  const std::size_t before = resident_bytes();
  auto source = std::make_unique<ServiceSource>(2'000'000);
  const ServiceSource& service = *source;
  session.follow_record("service.jsonl", std::move(source));
  std::size_t most = 0, longest = 0;
  const auto chosen = [&] { return session.selection().task(); };
  for (int frame = 0; !service.done(); ++frame) {
    session.tick(0.01);
    while (session.wants_to_compute()) session.compute(20'000);
    if (frame % 16 == 0) robot.frames(1);
    if (frame == 20) session.apply(command::Select{*find_named(session.model(), "janitor")});
    if (frame > 20) {
      REQUIRE(chosen());
      REQUIRE(session.record().text(session.model().task(chosen()).label) == "janitor");
      REQUIRE(session.player().at_live_edge());
    }
    most = std::max(most, resident_bytes());
    longest = std::max(longest, session.record().size());
  }
  INFO(most - before << " bytes more, " << longest << " events at most");
  CHECK(most - before < kMebibytes << 20);
  CHECK(longest > 40'000);
  CHECK(session.problems().empty());
  const int64_t forgotten = session.recording().stream()->forgotten();
  CHECK(forgotten > 1'500'000);
  CHECK(caption_of(session).live.find("live · ") == 0);
  CHECK(caption_of(session).live.find(" events forgotten") != std::string::npos);

  // What is kept is a record like others.
  const Model& model = session.model();
  for (const char* label : {"main", "janitor", "acceptor"}) CHECK(lives(model, label));
  CHECK(model.alive_count() < 10);
  const std::size_t size = session.record().size();
  for (const std::size_t place : {size / 2, size / 3, size - 10, size / 4}) {
    session.apply(command::Seek{place});
    CHECK(session.model().position() == place);
    CHECK(lives(session.model(), "janitor"));
    robot.frames(1);
  }
  session.apply(command::ToStart{});
  session.apply(command::ToEnd{});
  CHECK(session.model().position() == size);
}

TEST_CASE(
    "who looks at an earlier moment of a service stays there while its beginning is forgotten") {
  Robot robot;
  Session& session = robot.session();
  session.keep_live_within(64);
  session.follow_record("service.jsonl", std::make_unique<ServiceSource>(400'000));
  const auto forgotten = [&] {
    return session.empty() ? 0 : session.recording().stream()->forgotten();
  };
  // No frames are drawn: they would take in as much as their time allows.
  const auto pass_until = [&](const auto& done) {
    for (int passes = 0; passes < 2'000 && !done(); ++passes) session.tick(0.01);
    REQUIRE(done());
  };
  pass_until([&] { return !session.empty() && session.record().size() >= 60'000; });
  session.apply(command::Seek{60'000});
  const SimTime there = session.model().now();
  REQUIRE(forgotten() == 0);
  pass_until([&] { return forgotten() > 0; });
  CHECK(session.model().now() == there);
  CHECK(session.model().position() < session.record().size());
  CHECK(caption_of(session).live.find("events behind live · End · ") != std::string::npos);
  // Until it is forgotten as well: then one stands at the beginning of what is left.
  pass_until([&] { return forgotten() > 60'000; });
  CHECK(session.model().now() > there);
}

TEST_CASE("the tree shows some of many tasks: by name, by state, and without others") {
  Robot robot;
  Session& session = robot.session();
  session.follow_record("service.jsonl", std::make_unique<ServiceSource>(2'000));
  while (session.empty() || session.wants_to_compute()) {
    session.tick(0.01);
    session.compute(20'000);
  }
  const auto shown = [&](const std::string& text) {
    TreeOptions options;
    options.wanted = tasks_that_match(session.model(), text);
    const TreeShape shape = shape_tree(session.model(), options);
    std::string labels;
    int32_t piled = 0;
    for (const TreeNode& node : shape.nodes) {
      const bool pile = node.kind == TreeNode::Kind::kPile;
      piled += pile ? node.total() : 0;
      if (!pile) labels += std::string(label_of(session.model(), node.task)) + " ";
    }
    return fmt::format("{}+ {} of {}", labels, piled, session.model().task_count());
  };
  const auto others = session.model().task_count() - 2;
  CHECK(shown("janitor") == fmt::format("main janitor + {} of {}", others, others + 2));
  CHECK(shown("waiting accept") == fmt::format("main acceptor + {} of {}", others, others + 2));
  CHECK(shown("forever -janitor") == fmt::format("main + {} of {}", others + 1, others + 2));
  robot.frames(1);
  session.apply(command::ToggleFilter{});
  session.apply(command::FilterTasks{"Janitor"});
  robot.frames(2);
  CHECK(draws(robot, fmt::format("1 of {}", others + 2)));
  robot.press(ImGuiKey_Escape);
  CHECK_FALSE(session.view().filter.open);
}

// --- a real socket

class Program {
 public:
  explicit Program(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    std::memcpy(place.sun_path, path.data(), path.size());
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0;
  }
  ~Program() { ::close(socket_); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  bool connected() const { return connected_; }
  bool send(const std::string& text) const {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }

 private:
  int socket_;
  bool connected_ = false;
};

TEST_CASE("a program sends its record through a socket of its user's alone") {
  const TemporaryFile folder("gate.txt", "");
  const std::string path = folder.path() + ".socket";
  std::string error;
  {
    Robot robot;
    auto gate = open_gate("unix:" + path, false, &error);
    REQUIRE(gate != nullptr);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    // A second window does not take it away from the first.
    CHECK(open_gate("unix:" + path, false, &error) == nullptr);
    CHECK(error.find("write a path that is free") != std::string::npos);
    robot.session().listen(std::move(gate));
    const auto lines = lines_of_roulette("real");
    const Program program(path);
    REQUIRE(program.connected());
    REQUIRE(program.send(joined(lines, 0, 20)));
    robot.frames(3);
    REQUIRE_FALSE(robot.session().empty());
    CHECK(robot.session().recording().title() == "real");
    CHECK(robot.session().model().position() == 19);
    REQUIRE(program.send(joined(lines, 20, 30)));
    robot.frames(3);
    CHECK(robot.session().model().position() == 29);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("nothing but this machine is listened to unless that is asked for") {
  std::string error;
  CHECK(open_gate("tcp:0.0.0.0:47651", false, &error) == nullptr);
  CHECK(error.find("--beyond-this-machine") != std::string::npos);
  CHECK(open_gate("tcp:0.0.0.0:47651", true, &error) != nullptr);
  CHECK(open_gate("tcp:127.0.0.1:47652", false, &error) != nullptr);
  for (const char* wrong : {"", "x", "unix:", "tcp:", "tcp:127.0.0.1", "tcp:127.0.0.1:0",
                            "tcp:127.0.0.1:65536", "tcp:127.0.0.1:1x", "tcp:example:80"}) {
    INFO(wrong);
    CHECK(open_gate(wrong, false, &error) == nullptr);
    CHECK(error.find("hint: write ") != std::string::npos);
  }
}

}  // namespace
}  // namespace grove
