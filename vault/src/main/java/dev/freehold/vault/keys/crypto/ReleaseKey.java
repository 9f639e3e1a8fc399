package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;

/** Releases no key, since none is exportable, and says so in the protocol's words. */
final class ReleaseKey implements CallHandler<KeyCall> {

  private static final String OPERATION = "release";

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion key = call.version();
    call.noted(key);
    if (!key.attributes().enabled()) {
      throw KeyErrors.disabled(OPERATION);
    }
    throw KeyErrors.notPermitted(OPERATION);
  }
}
