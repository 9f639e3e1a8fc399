package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireJson;

/** Checks a signature; a wrong one is an answer, not an error. */
final class Verify implements CallHandler<KeyCall> {

  private final KeyServices services;

  Verify(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, KeyOperation.VERIFY, services);
    SignatureRequest request = SignatureRequest.read(call, use.key(), "digest");
    byte[] signature = request.signature();
    boolean good =
        use.with(
            services,
            (engine, key) -> engine.verify(key, request.algorithm(), request.digest(), signature));
    use.remember(services);
    return Answer.ok(WireJson.object().put("value", good));
  }
}
