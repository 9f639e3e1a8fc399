package dev.freehold.mail.mailboxes;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.PolicyKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Works out statistics from where mailboxes' keys stand and from what is sealed under them. */
final class MailboxStanding {

  private static final ObjectUsage NOTHING = new ObjectUsage(0, 0, 0, 0);

  private MailboxStanding() {}

  /**
   * Reads sums that are kept, or that an index holds, with a few statements for all mailboxes: no
   * message is looked at. Folders count how many messages share an object with another one, so
   * equal counts of objects mean that none is missing and none is under another key.
   *
   * @param ids at least one, of the tenant's mailboxes, each once
   */
  static Map<UUID, MailboxStatistics> statistics(
      Handle tx, ObjectStore objects, MailboxKeys custody, UUID tenantId, Collection<UUID> ids) {
    Map<UUID, OwnerStanding> standings = custody.standings(tx, tenantId, ids);
    Map<UUID, FolderRows.Totals> totals = FolderRows.totals(tx, tenantId, ids);
    Map<UUID, ObjectUsage> usages =
        objects.usages(
            tx,
            standings.values().stream()
                .flatMap(s -> Stream.concat(Stream.of(s.keyId()), s.retiredKeyIds().stream()))
                .toList());
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    of(
                        totals.getOrDefault(id, FolderRows.Totals.NONE),
                        Optional.ofNullable(standings.get(id)),
                        key -> usages.getOrDefault(key, NOTHING))));
  }

  private static MailboxStatistics of(
      FolderRows.Totals totals,
      Optional<OwnerStanding> standing,
      Function<UUID, ObjectUsage> usages) {
    Left left = standing.map(known -> left(usages, known)).orElse(Left.NONE);
    boolean encrypted =
        standing.filter(OwnerStanding::isSettled).isPresent()
            && usages.apply(standing.get().keyId()).objects() == totals.objects();
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

  private static Left left(Function<UUID, ObjectUsage> usages, OwnerStanding standing) {
    Stream<UUID> present = mustRenew(standing) ? Stream.of(standing.keyId()) : Stream.empty();
    List<UUID> keys = Stream.concat(present, standing.retiredKeyIds().stream()).toList();
    Left sum = Left.NONE;
    for (UUID key : keys) {
      ObjectUsage usage = usages.apply(key);
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

  /** What has to be resealed. */
  private record Left(long items, long bytes) {
    private static final Left NONE = new Left(0, 0);
  }
}
