package dev.freehold.server.notifications;

import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Occasions in the ledger of the vaults. */
public final class VaultOccasions implements OccasionSource {

  @Override
  public Set<String> operations() {
    return Set.of("KeyNearExpiry");
  }

  @Override
  public Optional<Occasion> of(RecordedEntry recorded) {
    LedgerEntry entry = recorded.entry();
    return Optional.of(
        new Occasion(
            NotificationKind.KEY_EXPIRING,
            entry.tenantId(),
            entry.objectId(),
            Map.of(
                Fact.ROOT,
                entry.objectId(),
                Fact.EXPIRES,
                entry.details().getOrDefault("expires", ""))));
  }
}
