package dev.freehold.custody.jobs;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/**
 * Which of a tenant's jobs are listed or counted.
 *
 * @param kind the name of their {@link JobKind}; empty for any
 * @param subjectId what they are about; empty for anything
 * @param state how they stand; empty for anyhow
 */
public record JobFilter(Optional<String> kind, Optional<UUID> subjectId, Optional<JobState> state) {

  /** Every job. */
  public static final JobFilter ALL =
      new JobFilter(Optional.empty(), Optional.empty(), Optional.empty());

  String condition() {
    return (kind.isPresent() ? " AND j.kind = :kind" : "")
        + (subjectId.isPresent() ? " AND j.subject_id = :subjectId" : "")
        // As it is, and not bound: then there is an index of those that failed.
        + state.map(wanted -> " AND j.state = '" + wanted.name() + "'").orElse("");
  }

  void bind(Query query) {
    kind.ifPresent(wanted -> query.bind("kind", wanted));
    subjectId.ifPresent(wanted -> query.bind("subjectId", wanted));
  }
}
