// The six workloads on coroutines of Asio, which records nothing: what tests/bench/workloads sets
// beside Grove. `grove-peer W1 N`; the clock is simulated and jumps when nothing is left to do.
// Its timers are looked at in each pass, not when the real clock says so.
#define ASIO_DISABLE_EPOLL
#define ASIO_STANDALONE
#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/channel.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <queue>
#include <stdexcept>
#include <string>

namespace {

using namespace std::chrono_literals;

struct SimClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
  static time_point now() { return current; }
  static inline time_point current{};
};

std::priority_queue<SimClock::time_point, std::vector<SimClock::time_point>, std::greater<>>
    deadlines;

}  // namespace

// What is not due by the simulated clock is not waited for by the real one.
template <>
struct asio::wait_traits<SimClock> {
  static SimClock::duration to_wait_duration(const SimClock::duration& left) {
    return left > SimClock::duration{} ? std::chrono::hours(1) : SimClock::duration{};
  }
  static SimClock::duration to_wait_duration(const SimClock::time_point& due) {
    return to_wait_duration(due - SimClock::now());
  }
};

namespace {

using asio::awaitable;
using asio::use_awaitable;
using Timer = asio::basic_waitable_timer<SimClock>;

asio::io_context* context;

awaitable<void> sleep(SimClock::duration time) {
  Timer timer(*context, SimClock::now() + time);
  deadlines.push(timer.expiry());
  co_await timer.async_wait(use_awaitable);
}

// A scope that waits for its children, and stops the others when one fails.
class Nursery {
 public:
  void start(awaitable<void> child) {
    ++alive_;
    signals_.emplace_back();
    asio::co_spawn(*context, std::move(child),
                   asio::bind_cancellation_slot(
                       signals_.back().slot(), [this](std::exception_ptr error) { ended(error); }));
  }

  // Cancelling the wait cancels the children.
  awaitable<void> join() {
    co_await asio::this_coro::throw_if_cancelled(false);
    while (alive_ > 0) {
      // Woken by the last child, or from outside.
      co_await over_.async_wait(asio::experimental::as_tuple(use_awaitable));
      if (alive_ == 0) break;
      cancel();
      co_await asio::this_coro::reset_cancellation_state();
    }
    co_await asio::this_coro::throw_if_cancelled(true);
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void ended(std::exception_ptr error) {
    --alive_;
    if (error && !error_) {
      error_ = error;
      cancel();
    }
    if (alive_ == 0) over_.cancel();
  }

  void cancel() {
    for (auto& signal : signals_) signal.emit(asio::cancellation_type::terminal);
  }

  int alive_ = 0;
  std::deque<asio::cancellation_signal> signals_;
  Timer over_{*context, Timer::time_point::max()};
  std::exception_ptr error_;
};

awaitable<void> tree(int depth) {
  co_await sleep(100ms);
  if (depth == 0) co_return;
  Nursery nursery;
  nursery.start(tree(depth - 1));
  nursery.start(tree(depth - 1));
  co_await nursery.join();
}

awaitable<void> cancelled_tree(int depth, bool last) {
  if (depth == 0) {
    co_await sleep(last ? 1s : 9s);
    if (last) throw std::runtime_error("boom");
    co_return;
  }
  Nursery nursery;
  nursery.start(cancelled_tree(depth - 1, false));
  nursery.start(cancelled_tree(depth - 1, last));
  co_await nursery.join();
}

awaitable<void> sleepers(int count) {
  Nursery nursery;
  for (int i = 0; i < count; ++i) nursery.start(sleep(std::chrono::seconds(1 + i % 7)));
  co_await nursery.join();
}

using Channel = asio::experimental::channel<void(asio::error_code, int)>;

awaitable<void> produce(Channel& channel, int count) {
  for (int i = 0; i < count; ++i) co_await channel.async_send({}, i, use_awaitable);
  channel.close();
}

awaitable<void> messages(int count) {
  Channel channel(*context, 0);
  Nursery nursery;
  nursery.start(produce(channel, count));
  try {
    for (;;) co_await channel.async_receive(use_awaitable);
  } catch (const std::system_error&) {
  }
  co_await nursery.join();
}

// The sleep is over before the deadline, whose timer is taken away again.
awaitable<void> timeouts(int count) {
  for (int i = 0; i < count; ++i) {
    Timer deadline(*context, SimClock::now() + 1s);
    deadline.async_wait([](asio::error_code) {});
    co_await sleep(1ms);
  }
}

awaitable<void> chain(int depth) {
  Nursery nursery;
  if (depth == 0) throw std::runtime_error("boom");
  nursery.start(chain(depth - 1));
  co_await nursery.join();
}

awaitable<void> load(const std::string& name, int n) {
  int depth = 0;
  while ((2 << depth) - 1 < n) ++depth;
  if (name == "W1") return tree(depth);
  if (name == "W2") return cancelled_tree(depth, true);
  if (name == "W3") return sleepers(n);
  if (name == "W4") return messages(n);
  if (name == "W5") return timeouts(n);
  return chain(n - 1);
}

void run(asio::io_context& io) {
  for (;;) {
    if (io.poll() > 0) continue;
    if (deadlines.empty()) return;
    SimClock::current = std::max(SimClock::current, deadlines.top());
    while (!deadlines.empty() && deadlines.top() <= SimClock::current) deadlines.pop();
    io.restart();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: grove-peer W1|W2|W3|W4|W5|W6 N\n", stderr);
    return 2;
  }
  asio::io_context io(1);
  context = &io;
  asio::co_spawn(io, load(argv[1], std::atoi(argv[2])), [](std::exception_ptr) {});
  run(io);
  return 0;
}
