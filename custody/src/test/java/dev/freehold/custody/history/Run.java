package dev.freehold.custody.history;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;

/**
 * One random history and what the checker has to say about it.
 *
 * @param events how many calls
 * @param deaths how many processes died
 * @param purged how many policies were purged
 */
record Run(int events, int deaths, long purged, List<String> broken) {

  /** How much each client asks for, by default. */
  static final int STEPS = 60;

  static Run of(Dialect dialect, Path folder, long seed, int steps, Fault fault) {
    try (World world = new World(dialect, folder, seed, fault)) {
      Program program = new Program(world, steps);
      try {
        program.run();
        // Something wrong on purpose may keep jobs from ending; the checker is asked all the same.
        if (!program.settle() && fault == Fault.NONE) {
          throw new AssertionError("jobs that come to no end: " + world.openJobs());
        }
      } catch (AssertionError e) {
        throw new AssertionError("-Dfreehold.seed=" + seed, e);
      }
      Client last = new Client(world, "last");
      program.objects().forEach(read -> last.ask(read, world.node(0)));
      Ending ending = Ending.of(world);
      long purged =
          ending.policies().values().stream()
              .filter(seen -> seen.state() == PolicyState.PURGED)
              .count();
      return new Run(
          world.history.events().size(),
          world.deaths(),
          purged,
          Checker.broken(world.history, ending));
    }
  }
}
