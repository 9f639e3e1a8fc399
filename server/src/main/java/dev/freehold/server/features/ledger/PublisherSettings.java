package dev.freehold.server.features.ledger;

import dev.freehold.custody.purge.PurgeBackups;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.TenantLog;
import dev.freehold.ledger.publish.Checkpoints;
import dev.freehold.ledger.publish.LedgerProofs;
import dev.freehold.ledger.publish.LogIdentity;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.publish.LogView;
import dev.freehold.ledger.publish.LogWitness;
import dev.freehold.ledger.publish.WitnessRounds;
import dev.freehold.ledger.receipt.ReceiptAddenda;
import dev.freehold.ledger.receipt.Receipts;
import dev.freehold.persistence.Database;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.server.records.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the logs of a ledger are published, whichever ledger of the process it is.
 *
 * @param witnesses that logs are shown to
 * @param interval from one round of theirs to the next
 * @param watch told of what they say
 */
record PublisherSettings(
    List<LogWitness> witnesses, Duration interval, WitnessWatch watch, Clock clock) {

  private static final int TENANTS_PER_PAGE = 1_000;

  /** Publishes a log; {@code closer} ends the rounds. */
  LedgerServices start(LogSource source, Closer closer) {
    LogIdentity identity = source.identity();
    Database database = source.database();
    Ledger ledger = source.ledger();
    LogView.Logs logs =
        tenantId -> {
          TenantLog log = ledger.log(tenantId);
          return new LogView(log.head(), log.hashes());
        };
    Checkpoints checkpoints = new Checkpoints(database, identity, logs, witnesses);
    LedgerProofs proofs = new LedgerProofs(checkpoints, logs);
    if (!witnesses.isEmpty()) {
      WitnessRounds rounds = new WitnessRounds(database, ledger, checkpoints, logs, clock);
      WitnessRounds.Listener listener = watch.of(identity.kind());
      closer.add(
          new Recurring(
              "checkpoints-" + identity.kind().word(),
              interval,
              () -> round(ledger, rounds, listener)));
    }
    Receipts receipts =
        new Receipts(ledger, checkpoints, proofs, addenda(identity.kind(), database));
    return new LedgerServices(ledger, checkpoints, proofs, receipts, new Turns());
  }

  private static ReceiptAddenda addenda(LogKind kind, Database database) {
    return switch (kind) {
      case SERVICE -> purge -> PurgeBackups.entries(database, UUID.fromString(purge));
      case VAULTS -> ReceiptAddenda.NONE;
    };
  }

  private static void round(Ledger ledger, WitnessRounds rounds, WitnessRounds.Listener listener) {
    Optional<UUID> last = Optional.empty();
    List<UUID> page;
    do {
      page = ledger.tenants(last, TENANTS_PER_PAGE);
      rounds.run(page, listener);
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (page.size() == TENANTS_PER_PAGE);
  }
}
