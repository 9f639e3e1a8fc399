package dev.freehold.server;

import java.util.List;

/**
 * Works of which each is done even if one before it fails; the first failure is thrown at the end.
 *
 * @param works in their order
 */
public record AllWorks(List<Runnable> works) implements Runnable {

  /** Copies the list. */
  public AllWorks {
    works = List.copyOf(works);
  }

  @Override
  public void run() {
    RuntimeException first = null;
    for (Runnable work : works) {
      try {
        work.run();
      } catch (RuntimeException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
