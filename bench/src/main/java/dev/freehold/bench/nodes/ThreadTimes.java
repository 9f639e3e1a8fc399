package dev.freehold.bench.nodes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Processor time that the kinds of threads of a Java process on this machine have spent. */
final class ThreadTimes {

  /** Linux counts processor time in hundredths of a second here. */
  private static final long TICK_MICROS = 10_000;

  // Fields of /proc/PID/task/TID/stat, counted from the one after the name in brackets.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private static final String COMPILER = "compiler of the JVM";

  private final Map<String, Long> micros;

  private ThreadTimes(Map<String, Long> micros) {
    this.micros = micros;
  }

  /** What was spent until now. */
  static ThreadTimes of(Process process) throws IOException {
    ThreadTimes times = new ThreadTimes(new TreeMap<>());
    Path tasks = Path.of("/proc/%d/task".formatted(process.pid()));
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        times.add(thread.resolve("stat"));
      }
    }
    return times;
  }

  private void add(Path stat) throws IOException {
    try {
      String line = Files.readString(stat);
      int end = line.lastIndexOf(')');
      String kind = kind(line.substring(line.indexOf('(') + 1, end));
      String[] fields = line.substring(end + 2).split(" ", -1);
      micros.merge(kind + ", user", Long.parseLong(fields[USER]) * TICK_MICROS, Long::sum);
      micros.merge(kind + ", kernel", Long.parseLong(fields[SYSTEM]) * TICK_MICROS, Long::sum);
    } catch (NoSuchFileException ended) {
      // Its time is gone with it; threads of a server that is measured last.
    }
  }

  /** Linux keeps 15 characters of a name. */
  private static String kind(String name) {
    if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
      return COMPILER;
    }
    if (name.startsWith("G1 ") || name.startsWith("GC ") || name.equals("VM Thread")) {
      return "collector of the JVM";
    }
    return name.startsWith("ForkJoinPool") ? "virtual threads" : "other threads";
  }

  /** What the compiler of the JVM has spent. */
  long compilingMicros() {
    return micros.entrySet().stream()
        .filter(kind -> kind.getKey().startsWith(COMPILER))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What all threads but those of the compiler have spent. */
  double requestMicros() {
    return micros.values().stream().mapToLong(Long::longValue).sum() - compilingMicros();
  }

  /** By kinds of threads. */
  Map<String, Long> byKind() {
    return micros;
  }

  /** What was spent since {@code before}. */
  ThreadTimes since(ThreadTimes before) {
    Map<String, Long> spent = new TreeMap<>();
    micros.forEach((kind, time) -> spent.put(kind, time - before.micros.getOrDefault(kind, 0L)));
    return new ThreadTimes(spent);
  }
}
