package dev.freehold.bench.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * In which stages of a request a process spends its processor time, by samples of the Java Flight
 * Recorder, which count time in the kernel too. A sample belongs to the first stage that a frame
 * names, from the innermost frame on; all that a scrub does is the scrub's.
 */
final class Stages {

  private static final String EVENT = "jdk.CPUTimeSample";
  private static final int FRAMES_SHOWN = 20;

  private static final String OTHER = "no stage";

  /** It begins with a new server, and is no part of a request. */
  private static final Stage SCRUB = new Stage("a scrub beside", "dev.freehold.content.scrub.");

  /** The more exact ones first. */
  private static final List<Stage> ALL =
      List.of(
          new Stage(
              "sealing, opening, authenticating", "dev.freehold.crypto.", "com.amazon.corretto."),
          new Stage(
              "the ETag's MD5", "sun.security.provider.MD5", "dev.freehold.files.documents.Md5"),
          new Stage(
              "the blob's file",
              "dev.freehold.content.blob.",
              "sun.nio.fs.",
              "sun.nio.ch.FileChannel"),
          new Stage("the database's driver", "org.postgresql.", "org.sqlite."),
          new Stage("pool and JDBI", "com.zaxxer.", "org.jdbi.", "dev.freehold.persistence."),
          new Stage("the index of names", "dev.freehold.files.names."),
          new Stage("keys and leases", "dev.freehold.custody."),
          new Stage(
              "document and object",
              "dev.freehold.content.",
              "dev.freehold.files.documents.",
              "dev.freehold.files.keys.",
              "dev.freehold.files.sites."),
          new Stage("our checks of the request", "dev.freehold.files.", "dev.freehold.web."),
          new Stage("types of the SDK", "software.amazon."),
          new Stage("HTTP", "org.eclipse.jetty.", "org.gaul.shaded.org.eclipse.jetty."),
          new Stage("signature and protocol", "org.gaul.s3proxy."),
          new Stage(
              "moving threads",
              "java.lang.VirtualThread",
              "java.util.concurrent.ForkJoin",
              "java.util.concurrent.ScheduledThreadPool",
              "java.util.concurrent.ThreadPool",
              "sun.nio.ch.Poller"));

  /**
   * A stage.
   *
   * @param prefixes what the names of its frames' classes begin with
   */
  private record Stage(String name, List<String> prefixes) {
    Stage(String name, String... prefixes) {
      this(name, List.of(prefixes));
    }

    boolean has(String type) {
      return prefixes.stream().anyMatch(type::startsWith);
    }
  }

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> frames = new TreeMap<>();
  private int samples;

  private Stages() {}

  /** Begins to sample a process. */
  static void start(Process process) throws IOException, InterruptedException {
    command(
        process,
        "JFR.start",
        "name=stages",
        "settings=none",
        "+" + EVENT + "#enabled=true",
        "+" + EVENT + "#stackTrace=true",
        "+" + EVENT + "#throttle=2ms");
  }

  /** Ends that, and reads what was sampled from {@code file}, where the process leaves it. */
  static Stages stop(Process process, Path file) throws IOException, InterruptedException {
    command(process, "JFR.stop", "name=stages", "filename=" + file.toAbsolutePath());
    Stages stages = new Stages();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(EVENT) && event.getStackTrace() != null) {
          stages.add(event.getStackTrace().getFrames());
        }
      }
    }
    return stages;
  }

  private static void command(Process process, String... words)
      throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    ProcessBuilder builder = new ProcessBuilder(jcmd, Long.toString(process.pid()));
    builder.command().addAll(List.of(words));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    if (builder.start().waitFor() != 0) {
      throw new IOException("the process took no command " + words[0]);
    }
  }

  private void add(List<RecordedFrame> stack) {
    samples++;
    if (stack.stream().anyMatch(frame -> SCRUB.has(frame.getMethod().getType().getName()))) {
      counts.merge(SCRUB.name, 1, Integer::sum);
      return;
    }
    for (RecordedFrame frame : stack) {
      Optional<String> stage = stage(frame.getMethod().getType().getName());
      if (stage.isPresent()) {
        counts.merge(stage.get(), 1, Integer::sum);
        String name = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
        frames.merge(name, 1, Integer::sum);
        return;
      }
    }
    counts.merge(OTHER, 1, Integer::sum);
  }

  private static Optional<String> stage(String type) {
    return ALL.stream().filter(each -> each.has(type)).map(Stage::name).findFirst();
  }

  int samples() {
    return samples;
  }

  /** The part of all samples that each stage has. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((stage, count) -> shares.put(stage, (double) count / samples));
    return shares;
  }

  /** The frames that most samples were given to their stage by. */
  @SuppressWarnings("SystemOut") // The lines are the result.
  void printFrames() {
    frames.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(FRAMES_SHOWN)
        .forEach(
            frame ->
                System.out.printf(
                    "    %4.1f %% %s%n", 100.0 * frame.getValue() / samples, frame.getKey()));
  }
}
