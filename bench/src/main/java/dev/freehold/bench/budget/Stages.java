package dev.freehold.bench.budget;

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
 * names, from the innermost frame on; all that a scrub or a sweep does is theirs.
 */
public final class Stages {

  private static final String EVENT = "jdk.CPUTimeSample";
  private static final int FRAMES_SHOWN = 30;

  private static final String OTHER = "no stage";

  /** They begin with a new server, and are no part of a request. */
  private static final RequestStage BESIDE =
      RequestStage.of(
          "a scrub and a sweep beside",
          "dev.freehold.content.scrub.",
          "dev.freehold.content.sweep.");

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> frames = new TreeMap<>();
  private final List<RequestStage> known;
  private int samples;

  private Stages(List<RequestStage> known) {
    this.known = known;
  }

  /** Begins to sample a process. */
  public static void start(ProcessHandle process) throws IOException, InterruptedException {
    command(
        process,
        "JFR.start",
        "name=stages",
        "settings=none",
        "+" + EVENT + "#enabled=true",
        "+" + EVENT + "#stackTrace=true",
        "+" + EVENT + "#throttle=2ms");
  }

  /**
   * Ends that, and reads what was sampled from {@code file}, where the process leaves it.
   *
   * @param known the stages, the more exact ones first
   */
  public static Stages stop(ProcessHandle process, Path file, List<RequestStage> known)
      throws IOException, InterruptedException {
    command(process, "JFR.stop", "name=stages", "filename=" + file.toAbsolutePath());
    Stages stages = new Stages(known);
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

  private static void command(ProcessHandle process, String... words)
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
    if (stack.stream().anyMatch(frame -> BESIDE.has(frame.getMethod().getType().getName()))) {
      counts.merge(BESIDE.name(), 1, Integer::sum);
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

  private Optional<String> stage(String type) {
    return known.stream().filter(each -> each.has(type)).map(RequestStage::name).findFirst();
  }

  /** How many samples there are. */
  public int samples() {
    return samples;
  }

  /** The part of all samples that each stage has. */
  public Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((stage, count) -> shares.put(stage, (double) count / samples));
    return shares;
  }

  /** The frames that most samples were given to their stage by. */
  @SuppressWarnings("SystemOut") // The lines are the result.
  public void printFrames() {
    frames.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(FRAMES_SHOWN)
        .forEach(
            frame ->
                System.out.printf(
                    "    %4.1f %% %s%n", 100.0 * frame.getValue() / samples, frame.getKey()));
  }
}
