package dev.freehold.vault.keys;

import dev.freehold.crypto.RsaOaep;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.WireError;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** Wraps a key under the public part. */
final class WrapKey implements Handler<KeyCall> {

  private final KeyServices services;
  private final RsaOaep oaep;

  WrapKey(KeyServices services) {
    this.services = services;
    this.oaep = new RsaOaep(services.crypto());
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, KeyOperation.WRAP_KEY, services);
    CryptoRequest request = CryptoRequest.read(call);
    try {
      requireFits(use.key(), request);
      RSAPublicKey publicKey = services.rsa().decodePublic(use.key().publicKey().encode());
      byte[] wrapped =
          use.with(
              services,
              proven -> oaep.encrypt(publicKey, request.algorithm().hash(), request.value()));
      return use.answer(call, wrapped);
    } finally {
      Arrays.fill(request.value(), (byte) 0);
    }
  }

  private static void requireFits(KeyVersion key, CryptoRequest request) {
    int max = request.algorithm().maxPlaintextBytes(key.publicKey().modulus().length);
    if (request.value().length > max) {
      throw WireError.badParameter(
          "Invalid length of 'value': %d bytes. %s with this key takes at most %d bytes."
              .formatted(request.value().length, request.algorithm().word(), max));
    }
  }
}
