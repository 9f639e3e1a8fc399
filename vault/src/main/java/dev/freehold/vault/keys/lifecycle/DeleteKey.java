package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.DeletedKeyRows;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.DryRunHandler;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.UseWarning;
import dev.freehold.vault.wire.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Deletes a key with all its versions; it can be recovered for as long as the vault says. */
final class DeleteKey implements DryRunHandler {

  private final KeyServices services;

  DeleteKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    Instant now = services.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant purgeAt = now.plus(call.vault().retentionDays(), ChronoUnit.DAYS);
    return call.exchange()
        .commit(
            tx -> {
              if (!DeletedKeyRows.delete(tx, call.vault().id(), call.name(), now, purgeAt)) {
                throw KeyErrors.notFound(call.target().describe());
              }
              DeletedKey deleted = call.deletedKey(tx);
              call.noted(deleted.latest());
              return new UseWarning(call, services.uses(), now)
                  .aboutAll(
                      tx, deleted.latest().name(), Answer.ok(DeletedKeyJson.bundle(call, deleted)));
            });
  }
}
