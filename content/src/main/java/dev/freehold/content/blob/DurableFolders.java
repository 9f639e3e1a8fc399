package dev.freehold.content.blob;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders whose names are known to be durable, up to a number: each tenant has hundreds. When there
 * would be more, all are forgotten, and each is flushed once again. Safe for use by many threads.
 */
final class DurableFolders {

  private final int max;
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  DurableFolders(int max) {
    this.max = max;
  }

  boolean contains(Path folder) {
    return known.contains(folder);
  }

  void add(Path folder) {
    if (known.size() >= max) {
      known.clear();
    }
    known.add(folder);
  }
}
