package dev.freehold.server.features.jobs;

import dev.freehold.custody.jobs.Job;
import dev.freehold.server.http.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A job in answers of the API. Times are in UTC; unknown values are absent. */
public record JobView(
    UUID id,
    String kind,
    UUID subjectId,
    String state,
    String code,
    String reason,
    long doneItems,
    long totalItems,
    long doneBytes,
    String createdAt,
    String createdBy,
    String startedAt,
    String endedAt,
    String estimatedEnd,
    Map<String, String> statement) {

  /** A job as it is; {@code now} is for the estimate of its end. */
  public static JobView of(Job job, Instant now) {
    return new JobView(
        job.id(),
        job.kind(),
        job.subjectId(),
        Wire.word(job.state()),
        job.code().orElse(null),
        job.reason().orElse(null),
        job.doneItems(),
        job.totalItems(),
        job.doneBytes(),
        job.createdAt().toString(),
        job.createdBy(),
        job.startedAt().map(Instant::toString).orElse(null),
        job.endedAt().map(Instant::toString).orElse(null),
        job.estimatedEnd(now).map(Instant::toString).orElse(null),
        job.statement());
  }

  /** Jobs, the newest first; {@code total} is how many there are in all, if that was asked for. */
  public record Page(List<JobView> jobs, Long total) {}
}
