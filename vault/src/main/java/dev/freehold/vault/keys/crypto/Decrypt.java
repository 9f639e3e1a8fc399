package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import java.util.Arrays;

/**
 * Decrypts data, or unwraps a key: the same but for the permission and the algorithms. Every
 * failure looks the same from outside, so that nobody learns how far it got.
 */
final class Decrypt implements CallHandler<KeyCall> {

  private final KeyServices services;
  private final KeyOperation operation;

  Decrypt(KeyServices services, KeyOperation operation) {
    this.services = services;
    this.operation = operation;
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, operation, services);
    CryptoRequest request = CryptoRequest.read(call, operation, use.key());
    byte[] opened =
        use.with(
                services,
                (engine, key) -> engine.decrypt(key, request.algorithm(), request.payload()))
            .orElseThrow(() -> WireError.badParameter("The parameter is incorrect.\r\n"));
    try {
      use.remember(services);
      return use.answer(opened);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }
}
