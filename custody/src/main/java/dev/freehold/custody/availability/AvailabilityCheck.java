package dev.freehold.custody.availability;

import dev.freehold.custody.availability.AvailabilityFinding.Fault;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Compares an availability database with what the main database knows of it, before a start opens
 * anything. With another service's database, every policy would lack its fallback, and the
 * service's own roots would answer as if customers had refused. For one thread.
 */
public final class AvailabilityCheck {

  private static final String ACTOR = "system:start";

  private final Database main;

  /** Knows what {@code main} knows. */
  public AvailabilityCheck(Database main) {
    this.main = main;
  }

  /** What would be found if there were no availability database. */
  public AvailabilityFinding withoutAny() {
    List<LostKey> lost = CountedOnKeys.missing(main, Optional.empty());
    boolean isKnown = main.read(ConfirmationRows::read).isPresent();
    return new AvailabilityFinding(isKnown || !lost.isEmpty() ? Fault.EMPTY : Fault.NONE, lost);
  }

  /** Looks; changes nothing. Other nodes may change both meanwhile. */
  public AvailabilityFinding look(Database availability) {
    // In this order: what another node confirms between the two only raises the second.
    Optional<AvailabilityIdentity> confirmed = main.read(ConfirmationRows::read);
    Optional<AvailabilityIdentity> present = availability.read(AvailabilityIdentityRows::read);
    List<LostKey> lost = CountedOnKeys.missing(main, Optional.of(availability));
    Fault fault = fault(confirmed, present, lost);
    return fault == Fault.EMPTY && availability.read(IncomingRows::read).isPresent()
        ? new AvailabilityFinding(Fault.UNFINISHED, lost)
        : new AvailabilityFinding(fault, lost);
  }

  private static Fault fault(
      Optional<AvailabilityIdentity> confirmed,
      Optional<AvailabilityIdentity> present,
      List<LostKey> lost) {
    Fault otherwise = lost.isEmpty() ? Fault.NONE : Fault.KEYS_MISSING;
    if (confirmed.isEmpty()) {
      // From before ids were kept, or a first start.
      return otherwise;
    }
    if (present.isEmpty()) {
      return Fault.EMPTY;
    }
    if (!present.get().id().equals(confirmed.get().id())) {
      return Fault.OTHER;
    }
    return present.get().changes() < confirmed.get().changes() ? Fault.OLDER : otherwise;
  }

  /**
   * Makes a sound one this service's own, if that was not written down yet.
   *
   * @return false if another node that started at the same time has made another one the service's
   */
  public boolean adopt(Database availability) {
    Optional<AvailabilityIdentity> confirmed = main.read(ConfirmationRows::read);
    if (confirmed.isEmpty()) {
      AvailabilityIdentity present = availability.write(AvailabilityIdentityRows::change);
      return main.write(tx -> ConfirmationRows.confirm(tx, present));
    }
    return availability
        .read(AvailabilityIdentityRows::read)
        .filter(present -> present.id().equals(confirmed.get().id()))
        .isPresent();
  }

  /**
   * Goes on with what there is: the availability database becomes this service's own as it is, and
   * what it lacks is given up. Each policy's tenant has that in its ledger, the operator's tenant
   * the whole.
   *
   * @param operatorTenantId empty if there is none yet
   */
  public void accept(
      AvailabilityFinding finding,
      Database availability,
      Optional<UUID> operatorTenantId,
      Ledger ledger,
      Clock clock) {
    AvailabilityIdentity present = availability.write(AvailabilityIdentityRows::renew);
    main.write(
        tx -> {
          ConfirmationRows.replace(tx, present);
          finding.lost().forEach(key -> giveUp(tx, key, clock));
          // By tenant, so that two nodes would append in one order.
          finding.lost().stream()
              .sorted(Comparator.comparing(LostKey::tenantId).thenComparing(LostKey::policyId))
              .forEach(key -> ledger.append(tx, entry(key)));
          operatorTenantId.ifPresent(id -> ledger.append(tx, entry(id, finding)));
          return null;
        });
  }

  private static void giveUp(Handle tx, LostKey key, Clock clock) {
    tx.createUpdate(
            """
            INSERT INTO availability_losses (policy_id, lost_id, accepted_at)
            VALUES (:policyId, :lostId, :now) ON CONFLICT (policy_id, lost_id) DO NOTHING\
            """)
        .bind("policyId", key.policyId())
        .bind("lostId", key.keyId())
        .bind("now", clock.instant())
        .execute();
  }

  private static LedgerEntry entry(LostKey key) {
    return new LedgerEntry(
        key.tenantId(),
        ACTOR,
        "AvailabilityKeyLoss",
        key.policyId().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "alert", "a key that the service kept for the policy is lost",
            "lost", key.kind().name().toLowerCase(Locale.ROOT),
            "keyId", key.keyId().toString()));
  }

  private static LedgerEntry entry(UUID operatorTenantId, AvailabilityFinding finding) {
    return new LedgerEntry(
        operatorTenantId,
        ACTOR,
        "AvailabilityLossAccept",
        operatorTenantId.toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "fault", finding.fault().name().toLowerCase(Locale.ROOT),
            "lostKeys", Integer.toString(finding.lost().size())));
  }
}
