package dev.freehold.ledger.testing;

import dev.freehold.ledger.publish.SecretSealer;

/** Turns every bit, so that what was not opened is not the key. */
public final class TurnedBits implements SecretSealer {

  @Override
  public byte[] seal(byte[] secret) {
    byte[] sealed = secret.clone();
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = (byte) ~sealed[i];
    }
    return sealed;
  }

  @Override
  public byte[] open(byte[] sealed) {
    return seal(sealed);
  }
}
