package dev.freehold.vault.seals;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.vault.VaultLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports refused rows to the log and the ledger: each refused state once, even across restarts. A
 * refusal happens inside a transaction, so the ledger gets it afterwards. Thread-safe.
 */
public final class SealRefusals {

  private static final Logger LOG = LoggerFactory.getLogger(SealRefusals.class);
  private static final String ACTOR = "system:vault-seals";

  private final SealStates told;
  private final Ledger ledger;
  private final AtomicLong count = new AtomicLong();
  private final Map<SealedThing, Refusal> waiting = new ConcurrentHashMap<>();
  private final Set<SealedThing> known = ConcurrentHashMap.newKeySet();

  SealRefusals(SealStates told, Ledger ledger) {
    this.told = told;
    this.ledger = ledger;
  }

  private record Refusal(SealedState says, VaultSealFinding finding) {}

  /** How often something was refused since the start. */
  public long count() {
    return count.get();
  }

  void refused(SealedState says, Optional<StoredSeal> stored, VaultSealFinding finding) {
    count.incrementAndGet();
    SealedThing alarm = alarm(says, stored, finding);
    if (told.of(alarm).isPresent()
        || known.size() >= VaultLimits.MAX_WAITING_REFUSALS
        || !known.add(alarm)) {
      return;
    }
    LOG.atError()
        .addKeyValue("tenant", says.tenantId())
        .addKeyValue("row", says.describe())
        .addKeyValue("finding", finding.word())
        .log(
            "rows that decide who may use keys are refused: they were not written by these vaults");
    waiting.put(alarm, new Refusal(says, finding));
  }

  private static SealedThing alarm(
      SealedState says, Optional<StoredSeal> stored, VaultSealFinding finding) {
    byte[] state =
        new SealedStatement()
            .text("finding", finding.word())
            .bytes("state", says.encoded(stored.map(StoredSeal::version).orElse(0L)))
            .bytes("seal", stored.map(StoredSeal::seal).orElse(null))
            .encoded();
    return new SealedThing(SealedThingKind.ALARM, SealedThing.digest(state), 0);
  }

  /**
   * Writes into the ledger what it does not have yet; tried again later if it does not take it.
   *
   * @param tenantId whose log has what is not known to be anybody's
   */
  public void write(UUID tenantId) {
    for (SealedThing alarm : List.copyOf(waiting.keySet())) {
      Refusal refusal = waiting.remove(alarm);
      if (refusal != null) {
        write(alarm, refusal, tenantId);
      }
    }
  }

  private void write(SealedThing alarm, Refusal refusal, UUID tenantId) {
    SealedState says = refusal.says();
    try {
      ledger.append(
          new LedgerEntry(
              says.isSomebodys() ? says.tenantId() : tenantId,
              ACTOR,
              "RowRefused",
              says.name(),
              LedgerEntry.Outcome.REFUSED,
              Map.of(
                  "alert", "rows that decide who may use keys were changed outside the vaults",
                  "kind", says.thing().kind().word(),
                  "finding", refusal.finding().word())));
      told.raise(List.of(new Raise(alarm, 1, 0)));
      known.remove(alarm);
    } catch (RuntimeException notTold) {
      LOG.warn("the refusal of a row could not be recorded: {}", notTold.getMessage());
      waiting.put(alarm, refusal);
    }
  }
}
