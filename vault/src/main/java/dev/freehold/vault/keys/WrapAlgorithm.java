package dev.freehold.vault.keys;

import dev.freehold.crypto.RsaOaep;
import dev.freehold.vault.wire.WireError;
import java.util.Arrays;

/** The algorithms that wrap keys under RSA. RSA1_5 is left out: it invites padding oracles. */
enum WrapAlgorithm {
  RSA_OAEP("RSA-OAEP", RsaOaep.Hash.SHA1, 20),
  RSA_OAEP_256("RSA-OAEP-256", RsaOaep.Hash.SHA256, 32);

  private final String word;
  private final RsaOaep.Hash hash;
  private final int hashBytes;

  WrapAlgorithm(String word, RsaOaep.Hash hash, int hashBytes) {
    this.word = word;
    this.hash = hash;
    this.hashBytes = hashBytes;
  }

  String word() {
    return word;
  }

  RsaOaep.Hash hash() {
    return hash;
  }

  /** RFC 8017, 7.1.1: the modulus less twice the hash and two bytes. */
  int maxPlaintextBytes(int modulusBytes) {
    return modulusBytes - 2 * hashBytes - 2;
  }

  static WrapAlgorithm of(String word) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                WireError.badParameter(
                    "Property alg has invalid value: this key takes RSA-OAEP and RSA-OAEP-256."));
  }
}
