package dev.freehold.content.preview;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.holds.LegalHolds;
import dev.freehold.custody.owners.LiveKey;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.purge.ContentTotals;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Counts what would become unreadable if a policy were revoked or purged. It counts by the keys
 * that objects are sealed under, which decide who can read them. It changes nothing but writes to
 * the ledger that somebody looked. Safe for use by many threads.
 */
public final class PolicyPreviews {

  private final Database database;
  private final ObjectStore objects;
  private final LegalHolds holds;
  private final Ledger ledger;

  /** Looks into {@code database}, which also holds custody's tables and the ledger's. */
  public PolicyPreviews(Database database, ObjectStore objects, LegalHolds holds, Ledger ledger) {
    this.database = database;
    this.objects = objects;
    this.holds = holds;
    this.ledger = ledger;
  }

  /**
   * A page of a preview, as of one moment; the first has the totals, which takes time in the number
   * of objects.
   *
   * @param after where it begins; empty for the first
   * @param max 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   * @param actor who looks
   */
  public PreviewPage page(
      Policy policy, Danger danger, Optional<PreviewCursor> after, int max, String actor) {
    PreviewPage page =
        database.read(
            tx -> {
              PreviewPage found = page(tx, policy, danger, after.orElse(PreviewCursor.FIRST), max);
              return after.isPresent()
                  ? found
                  : new PreviewPage(
                      Optional.of(totals(tx, policy, danger)), found.entries(), found.next());
            });
    record(policy, danger, page, after, actor);
    return page;
  }

  private PreviewTotals totals(Handle tx, Policy policy, Danger danger) {
    PreviewTotals totals = PreviewTotals.NONE;
    Optional<PreviewCursor> at = Optional.of(PreviewCursor.FIRST);
    while (at.isPresent()) {
      PreviewPage page = page(tx, policy, danger, at.get(), CustodyLimits.MAX_PAGE_ROWS);
      for (PreviewEntry entry : page.entries()) {
        totals = totals.plus(entry);
      }
      at = page.next();
    }
    return totals;
  }

  /** A page has those of one sort only; what is missing of it is on the next. */
  private PreviewPage page(Handle tx, Policy policy, Danger danger, PreviewCursor at, int max) {
    List<PolicyOwners.Under> found =
        at.isWaiting()
            ? PolicyOwners.waiting(tx, policy, at.after(), max)
            : PolicyOwners.under(tx, policy.id(), at.after(), max);
    Optional<PreviewCursor> next =
        found.size() == max
            ? Optional.of(new PreviewCursor(at.isWaiting(), found.getLast().at()))
            : Optional.of(PreviewCursor.FIRST_WAITING).filter(_ -> !at.isWaiting());
    return new PreviewPage(
        Optional.empty(), entries(tx, policy, danger, found, at.isWaiting()), next);
  }

  private List<PreviewEntry> entries(
      Handle tx, Policy policy, Danger danger, List<PolicyOwners.Under> found, boolean areWaiting) {
    List<UUID> ids = found.stream().map(PolicyOwners.Under::ownerId).toList();
    Map<UUID, List<LiveKey>> keys =
        OwnerLists.liveKeys(tx, policy.tenantId(), ids).stream()
            .collect(Collectors.groupingBy(LiveKey::ownerId));
    Map<UUID, ObjectUsage> usages =
        objects.usages(
            tx, keys.values().stream().flatMap(List::stream).map(LiveKey::keyId).toList());
    Map<UUID, Integer> held = holds.counts(tx, policy.tenantId(), ids);
    List<PreviewEntry> entries = new ArrayList<>();
    for (PolicyOwners.Under owner : found) {
      List<LiveKey> own = keys.getOrDefault(owner.ownerId(), List.of());
      Map<Boolean, List<LiveKey>> byFate =
          own.stream().collect(Collectors.partitioningBy(key -> danger.reaches(policy, key, own)));
      entries.add(
          new PreviewEntry(
              owner.ownerId(),
              owner.kind(),
              sum(byFate.get(true), usages),
              sum(byFate.get(false), usages),
              byFate.get(false).stream()
                  .filter(key -> usages.containsKey(key.keyId()))
                  .map(LiveKey::policyId)
                  .distinct()
                  .sorted()
                  .toList(),
              areWaiting,
              held.getOrDefault(owner.ownerId(), 0)));
    }
    return entries;
  }

  private static ContentTotals sum(List<LiveKey> keys, Map<UUID, ObjectUsage> usages) {
    ContentTotals sum = ContentTotals.NONE;
    for (LiveKey key : keys) {
      ObjectUsage usage = usages.get(key.keyId());
      if (usage != null) {
        sum = sum.plus(new ContentTotals(usage.objects(), usage.plaintextBytes()));
      }
    }
    return sum;
  }

  private void record(
      Policy policy, Danger danger, PreviewPage page, Optional<PreviewCursor> after, String actor) {
    Map<String, String> details = new HashMap<>();
    details.put("policy", policy.name());
    details.put("entries", Integer.toString(page.entries().size()));
    after.ifPresent(at -> details.put("after", at.text()));
    page.totals()
        .ifPresent(
            totals -> {
              details.put("mailboxes", Long.toString(totals.mailboxes()));
              details.put("sites", Long.toString(totals.sites()));
              details.put("objects", Long.toString(totals.unreadable().objects()));
              details.put("bytes", Long.toString(totals.unreadable().bytes()));
              details.put("held", Long.toString(totals.held()));
            });
    ledger.append(
        new LedgerEntry(
            policy.tenantId(),
            actor,
            danger.operation(),
            policy.id().toString(),
            Outcome.DONE,
            details));
  }
}
