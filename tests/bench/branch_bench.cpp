// How long it takes to act on a large run, at moments all over it, and to go back.
//
//   grove-branch-bench FILE [NAME=VALUE …]      knobs, such as DEPTH=11 BANGS=[]
//
// Prints a Markdown table: processor time of this thread in milliseconds. `menu`: what can be done
// is found by trying it. `act`: until the new future is shown, just behind the act. `undo`: until
// the old one is shown again. Asserts nothing.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "viewer/core/sandbox/acts.h"

namespace grove {
namespace {

constexpr int kPlaces = 60;

double thread_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Times {
 public:
  template <class F>
  void measure(F&& f) {
    const double begin = thread_ms();
    f();
    all_.push_back(thread_ms() - begin);
  }
  std::string row(const char* what) {
    std::sort(all_.begin(), all_.end());
    double sum = 0;
    for (const double time : all_) sum += time;
    return fmt::format("| {} | {:.1f} | {:.1f} | {:.1f} |\n", what,
                       sum / static_cast<double>(all_.size()), all_[all_.size() / 2], all_.back());
  }

 private:
  std::vector<double> all_;
};

void compute(Session& session) {
  while (session.wants_to_compute()) session.compute(100'000);
}

int run(const std::string& file, const std::vector<std::string>& knobs) {
  Session session;
  if (session.open(file) != OpenResult::kOpened) return 1;
  for (const std::string& knob : knobs) {
    const std::size_t equals = knob.find('=');
    session.apply(command::SetKnob{knob.substr(0, equals), knob.substr(equals + 1)});
  }
  compute(session);
  session.apply(command::ToEnd{});
  compute(session);
  const std::size_t events = session.record().size();
  Times menu, act, undo;
  for (std::size_t i = 1; i < kPlaces; ++i) {
    session.apply(command::Seek{events * i / kPlaces});
    compute(session);
    menu.measure([&] { session.apply(command::OfferActs{Selection::of(TaskId{0})}); });
    if (session.offer() == nullptr) continue;
    const auto& acts = session.offer()->acts;
    const auto works =
        std::find_if(acts.begin(), acts.end(), [](const auto& a) { return a.why_not.empty(); });
    if (works == acts.end()) continue;
    const int chosen = static_cast<int>(works - acts.begin());
    act.measure([&] { session.apply(command::DoOffered{chosen}); });
    undo.measure([&] { session.apply(command::Undo{}); });
  }
  std::printf("%zu events\n\n| | mean ms | median | worst |\n|---|---:|---:|---:|\n", events);
  std::printf("%s%s%s", menu.row("menu").c_str(), act.row("act").c_str(), undo.row("undo").c_str());
  return 0;
}

}  // namespace
}  // namespace grove

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  return grove::run(argv[1], {argv + 2, argv + argc});
}
