package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;

/** Shows the public part of a deleted key, and until when it can be recovered. */
final class GetDeletedKey implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    DeletedKey key = call.exchange().read(call::deletedKey);
    call.noted(key.latest());
    return Answer.ok(DeletedKeyJson.bundle(call, key));
  }
}
