package dev.freehold.server.features.purge;

import java.util.List;

/**
 * What a purge waits for. The OpenAPI document has it under this name.
 *
 * @param step the word for it, for programs
 * @param what has to be done, as a sentence
 * @param who has to do it
 * @param vaults the URLs of the vaults that have to be named for it; empty for most steps
 * @param commands the command lines, in their order; words in capitals are for the reader to
 *     replace
 */
record PurgeStep(String step, String what, String who, List<String> vaults, List<String> commands) {

  PurgeStep {
    vaults = List.copyOf(vaults);
    commands = List.copyOf(commands);
  }

  /** A step for which nobody names vaults. */
  static PurgeStep of(String step, String what, String who, List<String> commands) {
    return new PurgeStep(step, what, who, List.of(), commands);
  }
}
