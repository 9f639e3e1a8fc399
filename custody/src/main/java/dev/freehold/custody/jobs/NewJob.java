package dev.freehold.custody.jobs;

import dev.freehold.custody.identity.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A job to be made.
 *
 * @param tenantId whose it is
 * @param kind the name of its {@link JobKind}
 * @param subjectId what it is about: a policy, a geo, a mailbox
 * @param parameters what its steps need to know, by lower-camel-case name; at most 32, each value
 *     at most 1,024 characters
 * @param shards how many parts it is cut into, 1 to 64
 * @param totalItems how many items there are to do, as far as known now; else 0
 * @param totalBytes how many bytes there are to move, as far as known now; else 0
 * @param exclusiveKey only one of a tenant's jobs with the same key can be unfinished at any time;
 *     at most 256 characters
 * @param actor who ordered it, for the ledger
 * @param role the role that may order it, and so cancel and resume it
 */
public record NewJob(
    UUID tenantId,
    String kind,
    UUID subjectId,
    Map<String, String> parameters,
    int shards,
    long totalItems,
    long totalBytes,
    Optional<String> exclusiveKey,
    String actor,
    Role role) {

  /** Copies the parameters and checks the bounds. */
  public NewJob {
    parameters = Map.copyOf(parameters);
    JobLimits.requireKind(kind);
    JobLimits.requireFacts("parameters", parameters);
    JobLimits.requireRange("the number of shards", shards, 1, JobLimits.MAX_SHARDS);
    JobLimits.requireRange("the number of items", totalItems, 0, Long.MAX_VALUE);
    JobLimits.requireRange("the number of bytes", totalBytes, 0, Long.MAX_VALUE);
    exclusiveKey.ifPresent(
        key -> JobLimits.requireLength("an exclusive key", key, 1, JobLimits.MAX_KEY_CHARS));
    JobLimits.requireLength("an actor", actor, 1, JobLimits.MAX_ACTOR_CHARS);
  }
}
