package dev.freehold.crypto.publickey;

import dev.freehold.crypto.BigEndian;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The encoding of RSASSA-PSS (RFC 8017, 9.1) for digests made elsewhere: MGF1 with the same hash, a
 * salt as long as the hash.
 */
final class EmsaPss {

  private static final byte TRAILER = (byte) 0xbc;
  private static final int PREFIX_BYTES = 8;

  private final MessageDigest hash;
  private final int hashBytes;

  EmsaPss(MessageDigest hash) {
    this.hash = hash;
    this.hashBytes = hash.getDigestLength();
  }

  /** Step 9.1.1 for a modulus of {@code modulusBits}. */
  byte[] encode(byte[] digest, byte[] salt, int modulusBits) {
    byte[] encoded = new byte[encodedBytes(modulusBits)];
    int maskedBytes = encoded.length - hashBytes - 1;
    byte[] proof = proof(digest, salt);
    encoded[maskedBytes - salt.length - 1] = 1;
    System.arraycopy(salt, 0, encoded, maskedBytes - salt.length, salt.length);
    mask(encoded, maskedBytes, proof);
    encoded[0] &= topMask(modulusBits);
    System.arraycopy(proof, 0, encoded, maskedBytes, hashBytes);
    encoded[encoded.length - 1] = TRAILER;
    return encoded;
  }

  /** Step 9.1.2 for a modulus of {@code modulusBits}. */
  boolean matches(byte[] digest, byte[] encoded, int modulusBits) {
    int maskedBytes = encoded.length - hashBytes - 1;
    byte top = topMask(modulusBits);
    if (encoded.length != encodedBytes(modulusBits)
        || maskedBytes < hashBytes + 1
        || encoded[encoded.length - 1] != TRAILER
        || (encoded[0] & ~top) != 0) {
      return false;
    }
    byte[] proof = Arrays.copyOfRange(encoded, maskedBytes, maskedBytes + hashBytes);
    byte[] block = encoded.clone();
    mask(block, maskedBytes, proof);
    block[0] &= top;
    int saltAt = maskedBytes - hashBytes;
    for (int i = 0; i < saltAt - 1; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    byte[] salt = Arrays.copyOfRange(block, saltAt, maskedBytes);
    return block[saltAt - 1] == 1 && MessageDigest.isEqual(proof, proof(digest, salt));
  }

  /** One bit less than the modulus, so that the number is always smaller. */
  private static int encodedBytes(int modulusBits) {
    return (modulusBits + 6) / 8;
  }

  /** The bits of the first byte that lie within the number. */
  private static byte topMask(int modulusBits) {
    return (byte) (0xff >>> (8 * encodedBytes(modulusBits) - (modulusBits - 1)));
  }

  private byte[] proof(byte[] digest, byte[] salt) {
    hash.update(new byte[PREFIX_BYTES]);
    hash.update(digest);
    return hash.digest(salt);
  }

  /** Masks the first {@code length} bytes with MGF1 (RFC 8017, B.2.1) of {@code seed}. */
  private void mask(byte[] target, int length, byte[] seed) {
    byte[] counter = new byte[Integer.BYTES];
    for (int done = 0, block = 0; done < length; done += hashBytes, block++) {
      BigEndian.putInt(counter, 0, block);
      hash.update(seed);
      byte[] stream = hash.digest(counter);
      for (int i = 0; i < hashBytes && done + i < length; i++) {
        target[done + i] ^= stream[i];
      }
    }
  }
}
