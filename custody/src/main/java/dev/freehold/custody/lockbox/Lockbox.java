package dev.freehold.custody.lockbox;

import dev.freehold.crypto.RandomSource;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Customer Lockbox with all its parts: an operator asks, a second operator agrees, the tenant
 * decides, and the operator reads what the tenant approved, for as long as the tenant said. The
 * operator has no other way to read a tenant's data.
 *
 * @param requests the operator's side
 * @param decisions the tenant's side
 * @param grants reading under an approved request
 * @param watch ends requests whose time is over
 */
public record Lockbox(
    OperatorRequests requests, TenantDecisions decisions, AccessGrants grants, LockboxWatch watch) {

  /**
   * Keeps requests in {@code database}, which also holds the ledger.
   *
   * @param roster which operators ask and agree
   * @param nanoTime {@link System#nanoTime}, except in tests
   */
  public static Lockbox of(
      Database database,
      Ledger ledger,
      OperatorRoster roster,
      Clock clock,
      LongSupplier nanoTime,
      RandomSource random,
      MeterRegistry meters) {
    AccessEntries entries = new AccessEntries(ledger);
    LockboxRules rules = new LockboxRules(clock);
    RequestTimes times = new RequestTimes(clock, nanoTime);
    CurrentRequests current = new CurrentRequests(database, times, entries);
    return new Lockbox(
        new OperatorRequests(database, current, rules, roster, entries, random, clock),
        new TenantDecisions(database, current, rules, entries),
        new AccessGrants(database, current, rules, entries),
        new LockboxWatch(database, current, times, meters));
  }
}
