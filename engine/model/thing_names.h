// What the program calls a thing, as far as the line that makes it says: for "failed = [Event() for
// …]" the names failed[0], failed[1]; for "send, receive = open_memory_channel(2)" the names of the
// two ends. From the text alone; where it is not plain, there is no name.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "engine/record/record.h"

namespace grove {

// What is called to make a thing of that type, as the record calls it: "open_memory_channel" for
// "memory channel". Empty for what has no maker of its own, or is no thing.
std::string_view maker_of(std::string_view type);

// `maker`: what is called to make it, "Event"; `nth`: how many of its kind the line has made in
// this step before.
std::string name_in_line(std::string_view line, std::string_view maker, int nth);

// Both empty if the line does not say.
std::pair<std::string, std::string> ends_in_line(std::string_view line, std::string_view maker);

// What a thread calls, and which file it is: that is told with them, in the state in which they are
// made; "crunch from __main__.worker" as "crunch". Empty if it is not.
std::string told_name(const Record& record, RawJson state);

// Whether the line makes such a thing itself, rather than calling something that does.
bool makes_in_line(std::string_view line, std::string_view maker);

}  // namespace grove
