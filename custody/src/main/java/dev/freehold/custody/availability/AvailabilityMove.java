package dev.freehold.custody.availability;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves an availability database into another one, with its id and its count. At no time are both
 * good for a start, whenever the move is killed: while rows are copied, the new one has no id. Then
 * the main database confirms one change more than the old one has, which makes that one older than
 * it should be. Only then the new one gets the id, with that count. A move that was killed is run
 * again. For one thread, while no node runs.
 */
public final class AvailabilityMove {

  private static final String ACTOR = "system:move";

  private final Database main;
  private final Database target;
  private final AvailabilityCheck check;

  /**
   * Moves into {@code target}, which has all tables.
   *
   * @param main the database of the service whose availability database is moved
   */
  public AvailabilityMove(Database main, Database target) {
    this.main = main;
    this.target = target;
    this.check = new AvailabilityCheck(main);
  }

  /** What the target is before a move. */
  public enum Target {
    /** Empty, or left by a move that was killed. */
    FREE,
    /** This service's own already: the move is done. */
    OWN,
    /** Another service's, or an older copy of this one's. */
    TAKEN
  }

  /** Looks at the target. */
  public Target target() {
    Optional<AvailabilityIdentity> present = target.read(AvailabilityIdentityRows::read);
    Optional<AvailabilityIdentity> confirmed = main.read(ConfirmationRows::read);
    if (present.isPresent()) {
      boolean isOwn =
          confirmed.isPresent()
              && confirmed.get().id().equals(present.get().id())
              && confirmed.get().changes() <= present.get().changes();
      return isOwn ? Target.OWN : Target.TAKEN;
    }
    Optional<AvailabilityIdentity> incoming = target.read(IncomingRows::read);
    boolean isFree =
        incoming.isPresent()
            ? confirmed.isPresent() && confirmed.get().id().equals(incoming.get().id())
            : target.read(tx -> MovedTable.ALL.stream().allMatch(table -> table.isEmpty(tx)));
    return isFree ? Target.FREE : Target.TAKEN;
  }

  /** What a start would find in the target. */
  public AvailabilityFinding look() {
    return check.look(target);
  }

  /** What a start would find in {@code source}; sound too where a killed move made it older. */
  public AvailabilityFinding look(Database source) {
    AvailabilityFinding finding = check.look(source);
    boolean isLeft =
        finding.fault() == AvailabilityFinding.Fault.OLDER
            && finding.lost().isEmpty()
            && isOlderByTheMove(source);
    return isLeft ? new AvailabilityFinding(AvailabilityFinding.Fault.NONE, List.of()) : finding;
  }

  private boolean isOlderByTheMove(Database source) {
    Optional<AvailabilityIdentity> moved =
        source.read(AvailabilityIdentityRows::read).map(AvailabilityMove::next);
    return moved.equals(main.read(ConfirmationRows::read))
        && moved.equals(target.read(IncomingRows::read));
  }

  /**
   * Moves. The target has to be {@link Target#FREE}, and {@link #look(Database)} sound. Nothing in
   * {@code source} is changed that a start would notice.
   *
   * @param place the target's name for people
   * @param operatorTenantId whose ledger gets it; empty if there is none yet
   * @return how many rows were moved
   */
  public long run(Database source, String place, Optional<UUID> operatorTenantId, Ledger ledger) {
    requireOwn(check.adopt(source));
    AvailabilityIdentity moved =
        source
            .read(AvailabilityIdentityRows::read)
            .map(AvailabilityMove::next)
            .orElseThrow(() -> new IllegalStateException("a sound one has an id"));
    long rows =
        target.write(
            tx -> {
              IncomingRows.put(tx, moved);
              MovedTable.ALL.forEach(table -> table.clear(tx));
              return source.read(from -> copy(from, tx));
            });
    requireOwn(
        main.write(
            tx -> {
              boolean isFirst = !ConfirmationRows.read(tx).equals(Optional.of(moved));
              boolean isOwn = ConfirmationRows.confirm(tx, moved);
              if (isOwn && isFirst) {
                operatorTenantId.ifPresent(id -> ledger.append(tx, entry(id, place, rows)));
              }
              return isOwn;
            }));
    target.<Void>write(
        tx -> {
          IncomingRows.remove(tx);
          AvailabilityIdentityRows.put(tx, moved);
          return null;
        });
    return rows;
  }

  private static LedgerEntry entry(UUID operatorTenantId, String place, long rows) {
    return new LedgerEntry(
        operatorTenantId,
        ACTOR,
        "AvailabilityMove",
        operatorTenantId.toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("to", place, "rows", Long.toString(rows)));
  }

  private static void requireOwn(boolean isOwn) {
    if (!isOwn) {
      throw new CustodyException(
          CustodyError.AVAILABILITY_DATABASE_LOST,
          "another availability database became the service's meanwhile; stop all nodes and find"
              + " out which one is right");
    }
  }

  private static long copy(Handle from, Handle to) {
    return MovedTable.ALL.stream().mapToLong(table -> table.copy(from, to)).sum();
  }

  private static AvailabilityIdentity next(AvailabilityIdentity identity) {
    return new AvailabilityIdentity(identity.id(), identity.changes() + 1);
  }
}
