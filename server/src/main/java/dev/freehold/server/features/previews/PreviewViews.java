package dev.freehold.server.features.previews;

import dev.freehold.content.preview.Danger;
import dev.freehold.content.preview.PreviewCursor;
import dev.freehold.content.preview.PreviewEntry;
import dev.freehold.content.preview.PreviewPage;
import dev.freehold.content.preview.PreviewTotals;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerNames;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How previews look on the wire. */
final class PreviewViews {

  private PreviewViews() {}

  /**
   * A page. {@code systemWorkGoesOn} says that what nobody may read the service still moves and
   * delivers by the availability key; {@code sharingVaults} which other policies lose access as
   * well if it is taken in the vaults; {@code blockedByHolds} that a purge would be refused.
   */
  record Preview(
      UUID policyId,
      String policyName,
      String policyState,
      String preview,
      boolean alreadyRefused,
      boolean systemWorkGoesOn,
      List<Under> sharingVaults,
      Totals totals,
      List<Entry> entries,
      String next) {

    static Preview of(
        Policy policy,
        Danger danger,
        PreviewPage page,
        OwnerNames.Page names,
        Map<UUID, Policy> policies,
        List<Policy> sharingVaults) {
      return new Preview(
          policy.id(),
          policy.name(),
          Wire.word(policy.state()),
          Wire.word(danger),
          policy.isLocked(),
          danger == Danger.REVOCATION && policy.kind() != PolicyKind.FILE,
          sharingVaults.stream().map(Under::of).toList(),
          page.totals().map(totals -> Totals.of(totals, danger)).orElse(null),
          page.entries().stream().map(entry -> Entry.of(entry, names, policies)).toList(),
          page.next().map(PreviewCursor::text).orElse(null));
    }
  }

  /** Of all pages. */
  record Totals(
      long mailboxes,
      long sites,
      long waiting,
      long objects,
      long bytes,
      long readableObjects,
      long readableBytes,
      long held,
      boolean blockedByHolds) {
    static Totals of(PreviewTotals totals, Danger danger) {
      return new Totals(
          totals.mailboxes(),
          totals.sites(),
          totals.waiting(),
          totals.unreadable().objects(),
          totals.unreadable().bytes(),
          totals.readable().objects(),
          totals.readable().bytes(),
          totals.held(),
          danger == Danger.PURGE && totals.held() > 0);
    }
  }

  /** One mailbox or site: what of it is lost, and what stays readable under which policies. */
  record Entry(
      UUID id,
      String kind,
      String name,
      String displayName,
      long objects,
      long bytes,
      long readableObjects,
      long readableBytes,
      List<Under> readableUnder,
      boolean waiting,
      int legalHolds) {
    static Entry of(PreviewEntry entry, OwnerNames.Page names, Map<UUID, Policy> policies) {
      return new Entry(
          entry.ownerId(),
          Wire.word(entry.kind()),
          names.name(entry.ownerId()).orElse(null),
          names.displayName(entry.ownerId()).orElse(null),
          entry.unreadable().objects(),
          entry.unreadable().bytes(),
          entry.readable().objects(),
          entry.readable().bytes(),
          entry.readableUnder().stream().map(id -> Under.of(policies.get(id))).toList(),
          entry.isWaiting(),
          entry.legalHolds());
    }
  }

  /** Another policy that has to do with it. */
  record Under(UUID policyId, String policyName, String policyKind) {
    static Under of(Policy policy) {
      return new Under(policy.id(), policy.name(), Wire.word(policy.kind()));
    }
  }
}
