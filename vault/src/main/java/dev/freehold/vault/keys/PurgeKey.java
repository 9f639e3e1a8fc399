package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;

/** Destroys a deleted key before its time, which purge protection forbids to everyone. */
final class PurgeKey implements DryRunHandler {

  private final KeyServices services;

  PurgeKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    Answer answer =
        call.exchange()
            .commit(
                tx -> {
                  DeletedKey key = GetDeletedKey.find(tx, call);
                  // The uses go with the key, so they are looked at first.
                  UseWarning warning =
                      new UseWarning(call, services.uses(), services.clock().instant());
                  Answer done = warning.aboutAll(tx, key.latest().name(), Answer.noContent());
                  if (!KeyDestruction.purge(tx, call.vault().id(), call.name())) {
                    GetDeletedKey.find(tx, call);
                    throw KeyErrors.purgeProtected(call.vault());
                  }
                  call.noted(key.latest());
                  return done;
                });
    call.exchange().clearRemains();
    return answer;
  }
}
