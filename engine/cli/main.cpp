#include "engine/cli/cli.h"
#include "engine/files/descriptor.h"

int main(int argc, char** argv) {
  grove::guard_standard_streams();
  grove::Console console = grove::process_console();
  return grove::grove_main(argc, argv, console);
}
