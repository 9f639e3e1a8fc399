package dev.freehold.console.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.console.frame.Moment;
import dev.freehold.console.screen.JobModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a page is told about a job that it shows, so that it need not be loaded again: an event of
 * the kind that browsers take (server-sent events). Immutable.
 */
public final class JobNews {

  /** The jobs that one page follows. */
  public static final int MAX_FOLLOWED = 10;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ConsoleTexts texts = ConsoleTexts.load();

  /**
   * What the page's script reads.
   *
   * @param look if it is another, the page is loaded again: it has other parts and buttons then
   * @param percent for the bar
   * @param progress in words
   * @param said what is said aloud when it changes
   * @param end when the job is probably done
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Told(
      UUID job, String look, int percent, String progress, String said, String end, String endUtc) {

    static Told of(ConsoleTexts texts, JobModels.Job job) {
      Optional<String> end = Optional.ofNullable(job.estimatedEnd());
      return new Told(
          job.id(),
          job.look(),
          job.percent(),
          job.progress(texts),
          job.said(texts),
          end.orElse(null),
          end.map(at -> Moment.utc(Instant.parse(at))).orElse(null));
    }
  }

  /** The event for a job that the API answered with. */
  public String event(byte[] job) {
    try {
      Told told = Told.of(texts, JSON.readValue(job, JobModels.Job.class));
      return "event: job\ndata: " + JSON.writeValueAsString(told) + "\n\n";
    } catch (IOException e) {
      throw new UncheckedIOException("the API answers with JSON here", e);
    }
  }
}
