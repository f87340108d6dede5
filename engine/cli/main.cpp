#include "engine/cli/cli.h"

int main(int argc, char** argv) {
  grove::Console console = grove::process_console();
  return grove::grove_main(argc, argv, console);
}
