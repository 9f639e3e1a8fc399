package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;

/** Releases no key, since none is exportable, and says so in the protocol's words. */
final class ReleaseKey implements Handler<KeyCall> {

  private static final String OPERATION = "release";

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion key = call.exchange().read(GetKey.find(call));
    call.noted(key);
    if (!key.attributes().enabled()) {
      throw KeyErrors.disabled(OPERATION);
    }
    throw KeyErrors.notPermitted(OPERATION);
  }
}
