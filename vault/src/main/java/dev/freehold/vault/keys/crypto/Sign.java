package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;

/** Signs a digest. */
final class Sign implements CallHandler<KeyCall> {

  private final KeyServices services;

  Sign(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, KeyOperation.SIGN, services);
    SignatureRequest request = SignatureRequest.read(call, use.key(), "value");
    byte[] signature =
        use.with(
            services, (engine, key) -> engine.sign(key, request.algorithm(), request.digest()));
    use.remember(services);
    return use.answer(signature);
  }
}
