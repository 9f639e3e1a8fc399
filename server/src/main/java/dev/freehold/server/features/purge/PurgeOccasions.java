package dev.freehold.server.features.purge;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.server.notifications.Fact;
import dev.freehold.server.notifications.NotificationKind;
import dev.freehold.server.notifications.Occasion;
import dev.freehold.server.notifications.OccasionSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Notifies whoever does the next step of a purge, which {@link PurgeTurns} tells. */
final class PurgeOccasions implements OccasionSource {

  private static final String ASKED = "PolicyPurgeRequest";

  private final PurgeCases cases;
  private final PurgeTurns turns;

  PurgeOccasions(PurgeCases cases, PurgeTurns turns) {
    this.cases = cases;
    this.turns = turns;
  }

  @Override
  public Set<String> operations() {
    return Set.of(
        ASKED, "PolicyPurgeConsent", "PolicyPurgeInventory", "PolicyPurgeAuthorise", "PolicyPurge");
  }

  @Override
  public Optional<Occasion> of(RecordedEntry recorded) {
    LedgerEntry entry = recorded.entry();
    if (entry.outcome() != Outcome.DONE) {
      return Optional.empty();
    }
    UUID id = UUID.fromString(entry.objectId());
    return entry.operation().equals(ASKED)
        ? underWay(entry.tenantId(), id).flatMap(this::next)
        : next(cases.get(entry.tenantId(), id));
  }

  /** A request is recorded under its policy. */
  private Optional<PurgeCase> underWay(UUID tenantId, UUID policyId) {
    return cases.list(tenantId).stream()
        .filter(purge -> purge.policyId().equals(policyId) && purge.state() != PolicyState.PURGED)
        .findFirst();
  }

  private Optional<Occasion> next(PurgeCase purge) {
    PurgeStep step = turns.next(purge);
    return kind(step)
        .map(
            kind ->
                new Occasion(
                    kind,
                    purge.tenantId(),
                    purge.id().toString(),
                    kind == NotificationKind.PURGE_CONSENT ? missing(purge) : Set.of(),
                    Map.of(
                        Fact.POLICY,
                        purge.policyName(),
                        Fact.WHAT,
                        step.what(),
                        Fact.COMMANDS,
                        String.join("\n", step.commands()))));
  }

  private static Optional<NotificationKind> kind(PurgeStep step) {
    return switch (step.step()) {
      case "consents" -> Optional.of(NotificationKind.PURGE_CONSENT);
      case "document" -> Optional.of(NotificationKind.PURGE_DOCUMENT);
      case "signature" -> Optional.of(NotificationKind.PURGE_SIGNATURE);
      case "approvals" -> Optional.of(NotificationKind.PURGE_APPROVAL);
      case "receipt" -> Optional.of(NotificationKind.PURGE_RECEIPT);
      default -> Optional.empty();
    };
  }

  private static Set<UUID> missing(PurgeCase purge) {
    return purge.consents().stream()
        .filter(consent -> consent.givenAt().isEmpty())
        .map(Consent::objectId)
        .collect(Collectors.toSet());
  }
}
