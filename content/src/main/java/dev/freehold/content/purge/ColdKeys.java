package dev.freehold.content.purge;

import dev.freehold.custody.KeyAccess;
import java.util.function.Function;

/** Access to keys that remembers nothing, to find out what really opens. */
@FunctionalInterface
public interface ColdKeys {

  /** Looks by an access that has nothing in memory, and forgets what it came to hold. */
  <R> R look(Function<KeyAccess, R> look);
}
