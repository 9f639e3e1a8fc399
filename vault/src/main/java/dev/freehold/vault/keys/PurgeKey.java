package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;

/** Destroys a deleted key before its time, which purge protection forbids to everyone. */
final class PurgeKey implements Handler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    Answer answer =
        call.exchange()
            .commit(
                tx -> {
                  DeletedKey key = GetDeletedKey.find(tx, call);
                  if (!KeyDestruction.purge(tx, call.vault().id(), call.name())) {
                    GetDeletedKey.find(tx, call);
                    throw KeyErrors.purgeProtected(call.vault());
                  }
                  call.noted(key.latest());
                  return Answer.noContent();
                });
    call.exchange().clearRemains();
    return answer;
  }
}
