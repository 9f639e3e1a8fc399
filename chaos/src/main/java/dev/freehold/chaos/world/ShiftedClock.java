package dev.freehold.chaos.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The clock of a machine, which is off by as many seconds as a file says. The processes see a
 * change within a second. Time that only passes (CLOCK_MONOTONIC) stays right, as on a machine
 * whose clock somebody sets.
 */
public final class ShiftedClock {

  private static final Path LIBRARY_FOLDER = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path file;

  ShiftedClock(Path file) {
    this.file = file;
    shift(0);
  }

  /** Sets the clock to so many seconds after the right time. */
  public void shift(long seconds) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, "%+d%n".formatted(seconds));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WorldException("a clock cannot be set", e);
    }
  }

  /** What a process needs to have this clock. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library().toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "DONT_FAKE_MONOTONIC", "1",
        // Else each wait of the JVM comes back at once, and all its threads turn in circles.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private static Path library() {
    try (var folders = Files.list(LIBRARY_FOLDER)) {
      return folders
          .map(folder -> folder.resolve(LIBRARY))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new WorldException("there is no libfaketime below /usr/lib"));
    } catch (IOException e) {
      throw new WorldException("cannot list /usr/lib", e);
    }
  }
}
