package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.KeyErasure;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.call.DryRunHandler;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.call.UseWarning;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import org.jdbi.v3.core.Handle;

/** Destroys a deleted key before its time, which purge protection forbids to everyone. */
final class PurgeKey implements DryRunHandler {

  private final KeyServices services;
  private final Vaults vaults;

  PurgeKey(KeyServices services, Vaults vaults) {
    this.services = services;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(KeyCall call) {
    Answer answer =
        call.exchange()
            .commit(
                tx -> {
                  Vault vault = held(tx, call);
                  DeletedKey key = call.deletedKey(tx);
                  // The uses go with the key, so they are looked at first.
                  UseWarning warning =
                      new UseWarning(call, services.uses(), services.clock().instant());
                  Answer done = warning.aboutAll(tx, key.latest().name(), Answer.noContent());
                  if (!vault.purgeableEarly()) {
                    throw KeyErrors.purgeProtected(vault);
                  }
                  if (!KeyErasure.purge(tx, vault.id(), call.name())) {
                    throw call.noDeletedKey(tx);
                  }
                  call.noted(key.latest());
                  return done;
                });
    call.exchange().clearRemains();
    return answer;
  }

  /** The vault, which may have been protected or deleted since the call was let in. */
  private Vault held(Handle tx, KeyCall call) {
    return vaults
        .find(tx, call.vault().name())
        .filter(vault -> vault.id().equals(call.vault().id()))
        .orElseThrow(KeyErrors::noVault);
  }
}
