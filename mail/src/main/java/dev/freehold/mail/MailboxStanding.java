package dev.freehold.mail;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.custody.hierarchy.PolicyKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Works out statistics from where a mailbox's key stands and from what is sealed under it. */
final class MailboxStanding {

  private MailboxStanding() {}

  /**
   * Reads sums that are kept, or that an index holds: no message is looked at. Each message has one
   * object of its own, so equal counts mean that none is missing and none is under another key.
   */
  static MailboxStatistics statistics(
      Handle tx, ObjectStore objects, Mailbox mailbox, Optional<OwnerStanding> standing) {
    FolderRows.Totals totals = FolderRows.totals(tx, mailbox);
    Left left = standing.map(known -> left(tx, objects, known)).orElse(Left.NONE);
    boolean encrypted =
        standing.filter(OwnerStanding::isSettled).isPresent()
            && objects.usage(tx, standing.get().keyId()).objects() == totals.messages();
    return new MailboxStatistics(
        totals.messages(),
        totals.bytes(),
        standing.map(OwnerStanding::policyId),
        standing.map(OwnerStanding::kind),
        standing.flatMap(OwnerStanding::orderedPolicyId),
        encrypted,
        left.items,
        left.bytes);
  }

  private static Left left(Handle tx, ObjectStore objects, OwnerStanding standing) {
    Stream<UUID> present = mustRenew(standing) ? Stream.of(standing.keyId()) : Stream.empty();
    List<UUID> keys = Stream.concat(present, standing.retiredKeyIds().stream()).toList();
    Left sum = Left.NONE;
    for (UUID key : keys) {
      ObjectUsage usage = objects.usage(tx, key);
      sum = new Left(sum.items + usage.objects(), sum.bytes + usage.plaintextBytes());
    }
    return sum;
  }

  /**
   * Leaving the service-managed hierarchy takes a new key, so that no old copy of the wrapped key
   * opens anything new; a tenant has one such hierarchy, so any other policy is outside it.
   */
  private static boolean mustRenew(OwnerStanding standing) {
    return standing.kind() == PolicyKind.SERVICE_MANAGED
        && !standing.targetPolicyId().equals(standing.policyId());
  }

  /** What has to be sealed again. */
  private record Left(long items, long bytes) {
    private static final Left NONE = new Left(0, 0);
  }
}
