package dev.freehold.vault.keys;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.RsaOaep;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.WireError;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;

/** Unwraps a key with the private part. Every failure looks the same from outside. */
final class UnwrapKey implements Handler<KeyCall> {

  private final KeyServices services;
  private final RsaOaep oaep;

  UnwrapKey(KeyServices services) {
    this.services = services;
    this.oaep = new RsaOaep(services.crypto());
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, KeyOperation.UNWRAP_KEY, services);
    CryptoRequest request = CryptoRequest.read(call);
    byte[] unwrapped = use.with(services, key -> unwrap(key, request));
    try {
      return use.answer(call, unwrapped);
    } finally {
      Arrays.fill(unwrapped, (byte) 0);
    }
  }

  private byte[] unwrap(RSAPrivateKey key, CryptoRequest request) {
    try {
      return oaep.decrypt(key, request.algorithm().hash(), request.value());
    } catch (CryptoException e) {
      throw WireError.badParameter("The parameter is incorrect.\r\n");
    }
  }
}
