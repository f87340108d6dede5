// The window as a person has it: it computes a little, plays a little, draws and does what is
// wanted, remembers how it was, and looks after the files that are open.
#pragma once

#include <memory>

#include "viewer/app/options.h"
#include "viewer/platform/platform.h"

namespace grove {

// Until it is closed. Returns the exit status, which is `status` where all went well.
int open_viewer(Session& session, const Options& options, int status);

// The same in parts, for where the loop is not ours (platform.h): it must live as long as that.
class Viewer {
 public:
  // Nothing, with the reason in `error`, where no window can be opened.
  static std::unique_ptr<Viewer> open(Session& session, const Options& options, std::string* error);
  void run() { platform_->run(*app_); }
  App& app() { return *app_; }

 private:
  Viewer() = default;

  std::unique_ptr<Platform> platform_;
  std::unique_ptr<App> app_;  // draws with the platform, and goes before it
};

}  // namespace grove
