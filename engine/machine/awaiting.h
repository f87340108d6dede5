// Awaiting: see awaiting.cpp. Internal to the machine.
#pragma once

namespace grove {

class Library;

void add_awaiting(Library& library);

}  // namespace grove
