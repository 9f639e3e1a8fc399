package dev.freehold.server.stores;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.availability.AvailabilityCheck;
import dev.freehold.custody.availability.AvailabilityFinding;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.operators.Operators;
import dev.freehold.ledger.Ledger;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks at a start that the availability database belongs to this service. */
public final class OwnAvailability {

  private static final Logger LOG = LoggerFactory.getLogger(OwnAvailability.class);

  private final Stores stores;
  private final AvailabilityCheck check;
  private final AvailabilityFinding finding;
  private final String place;

  private OwnAvailability(
      Stores stores, AvailabilityCheck check, AvailabilityFinding finding, String place) {
    this.stores = stores;
    this.check = check;
    this.finding = finding;
    this.place = place;
  }

  /**
   * Looks, and changes nothing.
   *
   * @param place the database's name for people
   * @throws CustodyException {@code AVAILABILITY_DATABASE_LOST}, unless a loss is accepted
   */
  public static OwnAvailability check(Stores stores, String place, AvailabilityLoss loss) {
    AvailabilityCheck check = new AvailabilityCheck(stores.database());
    AvailabilityFinding finding = check.look(stores.availability());
    requireSound(finding, place, loss);
    return new OwnAvailability(stores, check, finding, place);
  }

  static void requireSound(AvailabilityFinding finding, String place, AvailabilityLoss loss) {
    boolean goesOn =
        switch (loss) {
          case ACCEPT -> true;
          case REFUSE -> finding.isSound();
        };
    if (!goesOn) {
      throw new CustodyException(
          CustodyError.AVAILABILITY_DATABASE_LOST,
          ("the availability database %s %s; %s. Put the right one back, as new as the database; or"
                  + " start with --accept-availability-loss to go on without them for good")
              .formatted(place, finding.fault().words(), finding.lostPolicies()));
    }
  }

  /**
   * Makes the database the service's own, if it is not yet; what is lost goes into the ledger.
   *
   * @return what was lost, if anything was
   * @throws CustodyException {@code AVAILABILITY_DATABASE_LOST} if another node that started at the
   *     same time has brought another one along
   */
  public Optional<AvailabilityFinding> settle(Tenants tenants, Ledger ledger, Clock clock) {
    if (finding.isSound()) {
      if (!check.adopt(stores.availability())) {
        requireSound(
            new AvailabilityFinding(AvailabilityFinding.Fault.OTHER, finding.lost()),
            place,
            AvailabilityLoss.REFUSE);
      }
      return Optional.empty();
    }
    check.accept(
        finding,
        stores.availability(),
        tenants.findByName(Operators.TENANT).map(Tenant::id),
        ledger,
        clock);
    LOG.atError()
        .addKeyValue("fault", finding.fault())
        .addKeyValue("lostKeys", finding.lost().size())
        .log("the loss of availability keys was accepted: {}", finding.lostPolicies());
    return Optional.of(finding);
  }
}
