package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;

/** Shows the public part of a version; of a disabled one as well. */
final class GetKey implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion key = call.version();
    call.noted(key);
    return Answer.ok(KeyJson.bundle(call, key));
  }
}
