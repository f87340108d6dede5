// The door for programs that send their records: a socket of this machine.
//
//   std::string error;
//   std::unique_ptr<Gate> gate = open_gate("unix:/run/user/1000/grove", false, &error);
//   if (!gate) …                       // error says why, and what to write instead
//
// Native programs only: nobody can call a page. A socket in the file system is its user's alone,
// and goes with the gate; one that a dead window left is taken over.
#pragma once

#include <memory>
#include <string>

#include "engine/files/byte_source.h"

namespace grove {

// `address`: "unix:PATH", or "tcp:127.0.0.1:PORT"; of another machine's reach only with
// `beyond_this_machine`.
std::unique_ptr<Gate> open_gate(const std::string& address, bool beyond_this_machine,
                                std::string* error);

}  // namespace grove
