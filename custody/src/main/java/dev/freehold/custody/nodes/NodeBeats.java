package dev.freehold.custody.nodes;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.policies.EndedPolicies;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What this node does again and again so that others know of it, and it of them: it overwrites the
 * keys of policies that another node has purged, says so, and ends if an operator has removed it.
 * Used by one thread.
 */
public final class NodeBeats {

  /** No mark, and no number of policies either. */
  private static final long NOTHING = -1;

  private final Database database;
  private final AvailabilityKeys availabilityKeys;
  private final Nodes nodes;
  private final Own own;
  private final UUID tenantId;
  private final Consumer<UUID> caches;
  private final Consumer<NodeEnd> ended;
  private final Clock clock;
  private final InstantSource common;
  private final UUID startId = UUID.randomUUID();
  private final Instant startedAt;

  /**
   * Policies that were purged by the last beat. Of those at the start a new process has nothing.
   */
  private EndedPolicies known;

  private long knownMark;
  private String knownTrace;

  /** Those that this node learned of at the last beat. */
  private List<UUID> latest = List.of();

  private long confirmed;

  /** The process before this one, as long as it may still have keys where nobody hears of it. */
  private Optional<NodeBeat> before = Optional.empty();

  private long written = NOTHING;
  private Instant writtenAt = Instant.MIN;

  /**
   * Begins. Nothing has been asked of the caches yet.
   *
   * @param tenantId the operators'
   * @param caches overwrites what this node has in memory of a policy's keys
   * @param ended is told if the node may not go on
   * @param clock this machine's
   * @param common the time by which nodes say that they run
   */
  public NodeBeats(
      Database database,
      AvailabilityKeys availabilityKeys,
      Nodes nodes,
      Own own,
      UUID tenantId,
      Consumer<UUID> caches,
      Consumer<NodeEnd> ended,
      Clock clock,
      InstantSource common) {
    this.database = database;
    this.availabilityKeys = availabilityKeys;
    this.nodes = nodes;
    this.own = own;
    this.tenantId = tenantId;
    this.caches = caches;
    this.ended = ended;
    this.clock = clock;
    this.common = common;
    this.knownTrace = availabilityKeys.endedTrace();
    this.known = availabilityKeys.endedNow();
    this.knownMark = known.mark();
    this.startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * This node.
   *
   * @param version of the program
   * @param lease how long it uses an unwrapped key
   * @param authority the fingerprint of its newest local authority; empty if it shows none
   */
  public record Own(
      UUID id, String version, Duration lease, Supplier<Optional<String>> authority) {}

  /** Overwrites, looks and says, once. */
  public void beat() {
    if (nodes.isRemoved(own.id())) {
      ended.accept(NodeEnd.REMOVED);
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    before = before.filter(process -> now.isBefore(endOfLeases(process)));
    forget();
    if ((confirmed != written || isDue(now)) && write(now)) {
      ended.accept(NodeEnd.TWICE);
    }
  }

  /**
   * At once after the clock was set back: otherwise the node would say nothing until its clock is
   * again where it was at the last beat, and others would take it for silent.
   */
  private boolean isDue(Instant now) {
    return now.isBefore(writtenAt) || !now.isBefore(writtenAt.plus(CustodyLimits.NODE_SEEN_EVERY));
  }

  /**
   * Who was about to use a key when it was overwritten finds none afterwards. That nothing is left
   * is said only after the next time, so nobody has to take a thread's pace on trust.
   */
  private void forget() {
    latest.forEach(caches);
    confirmed = confirmable();
    latest = List.of();
    // What ends between the two is looked for once more, and found known.
    String trace = availabilityKeys.endedTrace();
    if (!trace.equals(knownTrace)) {
      EndedPolicies now = availabilityKeys.endedNow();
      latest = now.since(known);
      latest.forEach(caches);
      known = now;
      knownMark = now.mark();
      knownTrace = trace;
    }
  }

  /** What the process before this one said itself, until its leases have ended. */
  private long confirmable() {
    return before.map(NodeBeat::forgotten).orElse(knownMark);
  }

  private Instant endOfLeases(NodeBeat process) {
    return startedAt.plus(process.lease()).plus(CustodyLimits.NODE_SILENT_AFTER);
  }

  private Duration longestLease() {
    return before
        .map(NodeBeat::lease)
        .filter(lease -> lease.compareTo(own.lease()) > 0)
        .orElse(own.lease());
  }

  /** An SQLite file is used by one process; the one before has ended. */
  private boolean mayRunOnceMore() {
    return switch (database.dialect()) {
      case SQLITE -> false;
      case POSTGRESQL -> true;
    };
  }

  /**
   * Writes that the node runs.
   *
   * @return whether another process, which began before this one, does the same: somebody copied
   *     the data folder
   */
  private boolean write(Instant now) {
    boolean isFirst = written == NOTHING;
    boolean isTwice =
        database.write(
            tx -> {
              Optional<NodeBeat> anothers =
                  NodeBeatRows.of(tx, own.id()).filter(beat -> !beat.startId().equals(startId));
              if (isFirst) {
                before = anothers.filter(_ -> mayRunOnceMore());
                confirmed = confirmable();
              } else if (anothers
                  .filter(beat -> beat.startedAt().isBefore(startedAt))
                  .isPresent()) {
                return true;
              }
              NodeBeatRows.write(
                  tx,
                  tenantId,
                  new NodeBeat(
                      own.id(),
                      startId,
                      startedAt,
                      common.instant().truncatedTo(ChronoUnit.MILLIS),
                      own.version(),
                      longestLease(),
                      confirmed,
                      own.authority().get()));
              return false;
            });
    if (!isTwice) {
      written = confirmed;
      writtenAt = now;
    }
    return isTwice;
  }
}
