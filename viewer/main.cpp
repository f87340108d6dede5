// grove-viewer: the window, or one picture of it.
//
//   grove-viewer [FILE] [--screenshot OUT.png] [--event N | --at S] [--size WxH] …
//   grove-viewer FILE --film FOLDER [--seconds S] [--pace N] …
//
// Exit status: 0, 64 wrong usage, 65 the file is at fault, 66 no such file, 70 a fault of Grove, 74
// not all could be written.
#include <cstdio>
#include <exception>

#include "engine/files/descriptor.h"
#include "engine/files/growing_file.h"
#include "viewer/app/pictures.h"
#include "viewer/app/window_app.h"
#include "viewer/platform/films.h"
#include "viewer/platform/gate.h"

namespace grove {
namespace {

int status_of(OpenResult result) {
  switch (result) {
    case OpenResult::kNoSuchFile:
      return kNoSuchFile;
    case OpenResult::kFaulty:
      return kFaulty;
    default:
      return 0;
  }
}

int run(const Options& options) {
  const std::unique_ptr<FilmMaker> films = open_film_maker();
  Session session;
  session.set_film_maker(films.get());
  int status = 0;
  if (options.memory) session.keep_live_within(*options.memory);
  if (!options.listen.empty()) {
    std::string error;
    auto gate = open_gate(options.listen, options.beyond_this_machine, &error);
    if (!gate) {
      std::fprintf(stderr, "grove-viewer: error: %s\n", error.c_str());
      return kUsage;
    }
    session.listen(std::move(gate));
  }
  if (options.follow) {
    session.follow_record(options.file, std::make_unique<GrowingFile>(options.file));
    session.tick(0);
    while (session.wants_to_compute()) session.compute(kSlice);
  } else if (!options.file.empty()) {
    status = status_of(session.open(options.file));
    // A record is read to its end before there is anything to go to.
    while (session.loading()) session.compute(kSlice);
    if (!session.empty() && !apply_inputs(session, options)) return kUsage;
  } else if (!options.screenshot.empty() || !options.film.empty()) {
    std::fputs("grove-viewer: --screenshot and --film need a FILE to draw\n", stderr);
    return kUsage;
  }
  if (!options.film.empty()) return draw_film(session, options, status);
  return options.screenshot.empty() ? open_viewer(session, options, status)
                                    : draw_picture(session, options, status);
}

}  // namespace
}  // namespace grove

int main(int argc, char** argv) {
  grove::guard_standard_streams();
  try {
    const grove::ParsedOptions parsed = grove::parse_options(argc, argv);
    return parsed.options ? grove::run(*parsed.options) : parsed.status;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "grove-viewer: a fault of Grove: %s\n", error.what());
    return grove::kOwnFault;
  }
}
