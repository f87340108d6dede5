// How long the window takes to build a frame while a large tree plays, without a window: all that
// the program does for a frame before the graphics card draws it.
//
//   grove-frame-bench FILE [NAME=VALUE …]      knobs, such as DEPTH=11 BANGS=[]
//
// Prints a Markdown table: processor time of this thread in milliseconds, per frame. Played at
// event pace from where most tasks are alive, with the tree as it folds by itself, and with
// everything unfolded by hand, seen whole and seen close. Asserts nothing.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "viewer/panels/window.h"
#include "viewer/platform/embedded.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

constexpr int kFrames = 120, kWarmUp = 10;
constexpr float kWidth = 1600, kHeight = 1000;

double thread_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Fonts load_fonts() {
  std::vector<FontFile> files;
  for (const EmbeddedFile& file : embedded_fonts()) {
    files.push_back({file.name, file.data, file.size});
  }
  return add_fonts(files);
}

class Bench : private App {
 public:
  Bench() : platform_(open_nothing(1600, 1000)), window_(load_fonts(), false) {}

  bool open(const std::string& file, const std::vector<std::string>& knobs) {
    if (session_.open(file) != OpenResult::kOpened) return false;
    for (const std::string& knob : knobs) {
      const std::size_t equals = knob.find('=');
      session_.apply(command::SetKnob{knob.substr(0, equals), knob.substr(equals + 1)});
    }
    while (session_.wants_to_compute()) session_.compute(100'000);
    return session_.problems().empty();
  }

  // Where most tasks are alive.
  void go_to_crowd() {
    Model model(session_.record());
    std::size_t place = 0;
    int32_t most = -1;
    while (model.position() < session_.record().size()) {
      model.forward();
      if (model.alive_count() <= most) continue;
      most = model.alive_count();
      place = model.position();
    }
    session_.apply(command::Seek{place});
    for (int i = 0; i < 8; ++i) session_.apply(command::StepBy{StepKind::kStepEvent, -1});
  }

  void unfold_all() {
    for (std::size_t i = 0; i < session_.model().task_count(); ++i) {
      session_.apply(command::Fold{TaskId{static_cast<int32_t>(i)}, false});
    }
  }

  Session& session() { return session_; }

  std::string measure(const std::string& what) {
    times_.clear();
    session_.apply(command::TogglePlay{});
    for (int i = 0; i < kWarmUp + kFrames; ++i) platform_->run(*this);
    times_.erase(times_.begin(), times_.begin() + kWarmUp);
    std::sort(times_.begin(), times_.end());
    double sum = 0;
    for (const double time : times_) sum += time;
    const auto at = [&](double share) {
      return times_[static_cast<std::size_t>(share * static_cast<double>(times_.size() - 1))];
    };
    return fmt::format("| {} | {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |", what,
                       session_.model().alive_count(), vertices_, sum / kFrames, at(0.5), at(0.99),
                       times_.back());
  }

 private:
  bool frame() override {
    const double begin = thread_ms();
    session_.tick(1.0 / 60);
    const Commands commands = window_.draw(session_, kWidth, kHeight, 1.0f / 60);
    for (const Command& command : commands) session_.apply(command);
    times_.push_back(thread_ms() - begin);
    vertices_ = ImGui::GetIO().MetricsRenderVertices;
    return false;
  }
  bool busy() const override { return true; }
  void drop(const std::vector<std::string>&) override {}

  std::unique_ptr<Platform> platform_;
  Session session_;
  Window window_;
  std::vector<double> times_;
  int vertices_ = 0;
};

int run(int argc, char** argv) {
  std::puts("| the tree | tasks alive | vertices | mean ms | median | 99 % | worst |");
  std::puts("|---|---:|---:|---:|---:|---:|---:|");
  const std::vector<std::string> knobs(argv + 2, argv + argc);
  for (const std::string& what :
       {std::string("folds by itself"), std::string("unfolded, seen whole"),
        std::string("unfolded, seen close")}) {
    Bench bench;
    if (!bench.open(argv[1], knobs)) {
      std::fputs("grove-frame-bench: the file cannot be run with these knobs\n", stderr);
      return 65;
    }
    bench.go_to_crowd();
    if (what != "folds by itself") bench.unfold_all();
    if (what == "unfolded, seen whole") bench.session().apply(command::Aim{CameraAim::kFit});
    if (what == "unfolded, seen close") {
      bench.session().apply(command::MoveCamera{{0, 600}, 0.6f});
    }
    std::puts(bench.measure(what).c_str());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace grove

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: grove-frame-bench FILE [NAME=VALUE …]\n", stderr);
    return 64;
  }
  return grove::run(argc, argv);
}
