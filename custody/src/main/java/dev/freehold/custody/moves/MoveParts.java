package dev.freehold.custody.moves;

import dev.freehold.custody.jobs.JobOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How many owners a move has, and where their ids are cut into parts of about the same size. It is
 * found before the move is ordered, so that nobody waits for the counting: together the parts have
 * all ids, whoever comes or goes meanwhile.
 *
 * @param owners how many there are now
 * @param borders the last id of every part but the last one, in order
 */
record MoveParts(long owners, List<UUID> borders) {

  /** More than two nodes keep busy. */
  private static final int MAX_PARTS = 16;

  private static final String BORDERS = "borders";
  private static final String SEPARATOR = ",";

  MoveParts {
    borders = List.copyOf(borders);
  }

  /**
   * Counts and cuts a scope that does not depend on a job, which all but {@link MoveScope.Named} do
   * not.
   */
  static MoveParts of(Handle tx, UUID tenantId, MoveScope scope) {
    long owners = MoveRows.count(tx, tenantId, ShardRange.BEFORE_ALL, scope);
    long partOwners = Math.max(1, Math.ceilDiv(owners, MAX_PARTS));
    return new MoveParts(
        owners, MoveRows.everyNth(tx, tenantId, ShardRange.BEFORE_ALL, scope, partOwners, owners));
  }

  /** How many parts there are. */
  int count() {
    return borders.size() + 1;
  }

  /** The parameters of a job, from which {@link #part} reads. */
  Map<String, String> parameters() {
    return Map.of(
        BORDERS, borders.stream().map(UUID::toString).collect(Collectors.joining(SEPARATOR)));
  }

  /** The part of all ids that a shard has; empty if the job was cut in a way that is no more. */
  static Optional<ShardRange> part(Map<String, String> parameters, int shard, int shards) {
    List<UUID> ends = new ArrayList<>();
    ends.add(ShardRange.BEFORE_ALL);
    Arrays.stream(parameters.getOrDefault(BORDERS, "").split(SEPARATOR, -1))
        .filter(border -> !border.isEmpty())
        .map(UUID::fromString)
        .forEach(ends::add);
    ends.add(ShardRange.AFTER_ALL);
    return ends.size() == shards + 1
        ? Optional.of(new ShardRange(ends.get(shard), ends.get(shard + 1)))
        : Optional.empty();
  }

  /** What comes of a step of a job that {@link #part} does not know. */
  static JobOutcome outdated() {
    return new JobOutcome.Fails(
        "job-outdated",
        "the job was cut into parts by another version of the server; cancel it and order it anew");
  }
}
