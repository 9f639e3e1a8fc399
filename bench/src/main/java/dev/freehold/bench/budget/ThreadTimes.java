package dev.freehold.bench.budget;

import dev.freehold.bench.ProcStat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Processor time that the kinds of threads of a Java process on this machine have spent. */
public final class ThreadTimes {

  private static final String COMPILER = "compiler of the JVM";

  private final Map<String, Long> micros;

  private ThreadTimes(Map<String, Long> micros) {
    this.micros = micros;
  }

  /** What was spent until now. */
  public static ThreadTimes of(ProcessHandle process) throws IOException {
    ThreadTimes times = new ThreadTimes(new TreeMap<>());
    Path tasks = Path.of("/proc/%d/task".formatted(process.pid()));
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        times.add(thread.resolve("stat"));
      }
    }
    return times;
  }

  /** The time of a thread that ends meanwhile is gone with it, as of a server at its end. */
  private void add(Path file) throws IOException {
    ProcStat.read(file)
        .ifPresent(
            stat -> {
              String kind = kind(stat.name());
              micros.merge(kind + ", user", stat.userMicros(), Long::sum);
              micros.merge(kind + ", kernel", stat.kernelMicros(), Long::sum);
            });
  }

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
  public long compilingMicros() {
    return micros.entrySet().stream()
        .filter(kind -> kind.getKey().startsWith(COMPILER))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What all threads but those of the compiler have spent. */
  public double requestMicros() {
    return micros.values().stream().mapToLong(Long::longValue).sum() - compilingMicros();
  }

  /** By kinds of threads. */
  public Map<String, Long> byKind() {
    return micros;
  }

  /** What was spent since {@code before}. */
  public ThreadTimes since(ThreadTimes before) {
    Map<String, Long> spent = new TreeMap<>();
    micros.forEach((kind, time) -> spent.put(kind, time - before.micros.getOrDefault(kind, 0L)));
    return new ThreadTimes(spent);
  }
}
