// The words for what a task waits for, once for everything that is drawn, listed or told: a card
// says "waits for room to send", a sentence "waits for room to send on the channel of line 4".
#pragma once

#include <string>
#include <string_view>

#include "engine/record/event.h"

namespace grove {

struct WaitWords {
  std::string_view thing;    // behind "waits for", or in narrow places "for"
  std::string_view leads;    // of a sentence: from "waits for " to the object's name
  std::string_view unnamed;  // in place of the name, if the record does not tell the object
};

// Sleeping, and waiting for tasks, is said by whom or until when: sleeps have words of their own,
// and of a nursery or a task it is the name or number that stands behind "waits for".
WaitWords wait_words(WaitKind kind);

// "event ready", "a message from results": what stands behind "waits for" where the object has a
// name.
std::string with_name(const WaitWords& words, std::string_view name);

// Of what a socket is called, the address that it leads to, or listens at: "192.0.2.1:80". Empty
// for everything else.
std::string_view address_in(std::string_view type);

}  // namespace grove
