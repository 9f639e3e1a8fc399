package dev.freehold.custody.orders;

import dev.freehold.custody.jobs.JobOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The range of owners' ids that one shard of a job works on. Each range begins after the last id of
 * the one before.
 *
 * @param after below every id of the part
 * @param last at or above every id of the part
 */
public record ShardRange(UUID after, UUID last) {

  private static final String BORDERS = "borders";
  private static final String SEPARATOR = ",";

  /** Nothing has this id (RFC 9562, section 5.9), and in databases it is before all others. */
  public static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Nothing has this id (RFC 9562, section 5.10), and in databases it is after all others. */
  public static final UUID AFTER_ALL = new UUID(-1, -1);

  /** What is left of it after an id. */
  public ShardRange startingAfter(UUID id) {
    return new ShardRange(id, last);
  }

  /** What of it comes up to an id, with that. */
  public ShardRange endingAt(UUID id) {
    return new ShardRange(after, id);
  }

  /** The parameters of a job that is cut at these borders. */
  public static Map<String, String> parameters(List<UUID> borders) {
    return Map.of(
        BORDERS, borders.stream().map(UUID::toString).collect(Collectors.joining(SEPARATOR)));
  }

  /** The part of all ids that a shard has; empty if the job was cut in a way that is no more. */
  public static Optional<ShardRange> of(Map<String, String> parameters, int shard, int shards) {
    List<UUID> ends = new ArrayList<>();
    ends.add(BEFORE_ALL);
    Arrays.stream(parameters.getOrDefault(BORDERS, "").split(SEPARATOR, -1))
        .filter(border -> !border.isEmpty())
        .map(UUID::fromString)
        .forEach(ends::add);
    ends.add(AFTER_ALL);
    return ends.size() == shards + 1
        ? Optional.of(new ShardRange(ends.get(shard), ends.get(shard + 1)))
        : Optional.empty();
  }

  /** What comes of a step of a job that {@link #of} does not know. */
  public static JobOutcome outdated() {
    return new JobOutcome.Fails(
        "job-outdated",
        "the job was cut into parts by another version of the server; cancel it and order it anew");
  }
}
