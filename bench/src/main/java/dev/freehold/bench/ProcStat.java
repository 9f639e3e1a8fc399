package dev.freehold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux says of a process, or of a thread, in its file {@code stat} under {@code /proc}.
 *
 * @param name the first 15 characters
 * @param parent the process that started it
 * @param userMicros processor time outside the kernel
 * @param kernelMicros processor time in the kernel
 * @param endedMicros processor time of children that have ended
 */
public record ProcStat(
    String name, long parent, long userMicros, long kernelMicros, long endedMicros) {

  /** Linux counts processor time in hundredths of a second here. */
  private static final long TICK_MICROS = 10_000;

  // Fields, counted from the one after the name in brackets.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int KERNEL = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_KERNEL = 14;

  /** Reads {@code file}; empty if the process or thread has ended. */
  public static Optional<ProcStat> read(Path file) throws IOException {
    String line;
    try {
      line = Files.readString(file);
    } catch (IOException failed) {
      // One that ends while it is read fails in other words than one that has ended before.
      if (Files.exists(file)) {
        throw failed;
      }
      return Optional.empty();
    }
    int end = line.lastIndexOf(')');
    String[] fields = line.substring(end + 2).split(" ", -1);
    return Optional.of(
        new ProcStat(
            line.substring(line.indexOf('(') + 1, end),
            Long.parseLong(fields[PARENT]),
            micros(fields[USER]),
            micros(fields[KERNEL]),
            micros(fields[ENDED_USER]) + micros(fields[ENDED_KERNEL])));
  }

  private static long micros(String ticks) {
    return Long.parseLong(ticks) * TICK_MICROS;
  }

  /** What it has spent itself. */
  public long micros() {
    return userMicros + kernelMicros;
  }

  /** How many threads wait for a processor or for a disk, on average of the last minute. */
  public static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }
}
