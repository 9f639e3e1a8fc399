package dev.freehold.content.purge;

import dev.freehold.custody.KeyAccess;
import java.util.function.Function;

/** Key access without a cache, to find out which keys can really be opened now. */
@FunctionalInterface
public interface ColdKeys {

  /** Looks by an access that has nothing in memory, and forgets what it came to hold. */
  <R> R look(Function<KeyAccess, R> look);
}
