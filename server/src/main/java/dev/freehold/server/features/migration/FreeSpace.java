package dev.freehold.server.features.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How much room there is for blobs. Safe for use by many threads.
 *
 * @param folder where they are; empty if that is not on this machine
 */
record FreeSpace(Optional<Path> folder) implements Supplier<OptionalLong> {

  @Override
  public OptionalLong get() {
    try {
      return folder.isPresent()
          ? OptionalLong.of(Files.getFileStore(folder.get()).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
