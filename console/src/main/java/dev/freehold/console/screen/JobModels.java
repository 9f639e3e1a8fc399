package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.ConsoleTexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Background work, as the API shows it. */
public final class JobModels {

  private static final Set<String> OVER = Set.of("done", "failed", "cancelled");

  private static final Set<String> HALTED = Set.of("paused", "failed", "waiting");

  private JobModels() {}

  /** Several jobs. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Job> jobs) {}

  /**
   * One job.
   *
   * @param state in the words of the API
   * @param totalItems how much there is to do, as far as it is known
   * @param statement what it came to
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Job(
      UUID id,
      String kind,
      String state,
      UUID subjectId,
      long doneItems,
      long totalItems,
      String createdAt,
      String startedAt,
      String endedAt,
      String estimatedEnd,
      String code,
      String reason,
      Map<String, String> statement) {

    /** Copies the statement. */
    public Job {
      statement = statement == null ? Map.of() : new TreeMap<>(statement);
    }

    /** Whether nothing happens any more. */
    public boolean isOver() {
      return OVER.contains(state);
    }

    /** Whether somebody may make it go on. */
    public boolean isHalted() {
      return HALTED.contains(state);
    }

    /** How far it is in quarters, 0 to 4: what is worth to be said aloud. */
    private int quarters() {
      return state.equals("done") ? 4 : percent() / 25;
    }

    /** Which parts a page has that shows it: numbers may change in them, but nothing else. */
    public String look() {
      return "%s %s %s %s"
          .formatted(state, totalItems > 0, estimatedEnd != null, code == null ? "-" : code);
    }

    /** How far it is, in words. */
    public String progress(ConsoleTexts texts) {
      return texts.of("job.progress", doneItems, totalItems, percent());
    }

    /** What is said aloud, at each quarter and each change of state. */
    public String said(ConsoleTexts texts) {
      return texts.of(
          "job.said", texts.word("job", kind), quarters() * 25, texts.word("job-state", state));
    }

    /** How far it is, 0 to 100. */
    public int percent() {
      return totalItems <= 0 ? 0 : (int) Math.min(100, doneItems * 100 / totalItems);
    }
  }
}
