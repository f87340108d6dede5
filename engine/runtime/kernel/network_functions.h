// The network of a run, seen from a program: the module `_network`, on which what the libraries
// have of sockets is written in Python (engine/modules). A socket is a number there; what cannot be
// done, or would have to wait, is answered with the error's number below zero.
#pragma once

#include <optional>
#include <string>

#include "engine/machine/core/library.h"
#include "engine/runtime/kernel/kernel.h"

namespace grove {

void add_network(Library& library);

// What is due by now arrives.
void settle_network(Kernel& k);
// What it is that a socket is waited for.
WaitKind kind_of_wait(const Socket& socket, bool to_write);
// What a task that waits for a socket waits for, behind "waits"; nothing if it waits for none.
std::optional<std::string> socket_wait_words(const Kernel& k, const TaskBlocked& blocked);
// An act from outside.
void change_network(Kernel& k, const Network::Change& change, EventId because);

}  // namespace grove
