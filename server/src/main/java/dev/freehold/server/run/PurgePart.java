package dev.freehold.server.run;

import dev.freehold.content.purge.StoredContents;
import dev.freehold.custody.purge.OwnerContents;
import dev.freehold.custody.purge.OwnerNaming;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.custody.purge.PurgeConsents;
import dev.freehold.custody.purge.run.PurgeJob;
import dev.freehold.custody.purge.run.PurgeSettings;
import dev.freehold.server.api.CustodyServices;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Purges, wired over what keeps content.
 *
 * @param cases purges from request to end
 * @param consents of vault administrators
 * @param job what destroys
 */
record PurgePart(PurgeCases cases, PurgeConsents consents, PurgeJob job) {

  /**
   * Wires them.
   *
   * @param naming what people call mailboxes and sites
   * @param ended is told when a purge has ended on this node
   * @param lease how long a node holds a key in memory
   */
  static PurgePart of(
      CustodyPart custody,
      Stores stores,
      OwnerNaming naming,
      Runnable ended,
      Duration lease,
      Clock clock,
      LongSupplier nanoTime) {
    CustodyServices services = custody.services();
    OwnerContents contents =
        new StoredContents(stores.parts(custody.keyAccess(), clock), custody.coldKeys());
    PurgeCases cases =
        new PurgeCases(
            stores.database(),
            custody.permissions(),
            services.holds(),
            contents,
            naming,
            services.jobs(),
            services.ledger(),
            clock);
    return new PurgePart(
        cases,
        new PurgeConsents(stores.database(), cases, services.policies(), services.ledger(), clock),
        new PurgeJob(
            stores.database(),
            custody.availabilityKeys(),
            custody.bundles(),
            contents,
            custody.keyAccess()::forget,
            ended,
            services.ledger(),
            PurgeSettings.withLease(lease),
            clock,
            nanoTime));
  }
}
