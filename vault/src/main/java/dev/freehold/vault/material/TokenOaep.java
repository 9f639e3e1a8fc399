package dev.freehold.vault.material;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;

/** Takes OAEP padding off what a token decrypted; every fault looks the same. */
final class TokenOaep {

  private TokenOaep() {}

  static Optional<byte[]> unpad(byte[] padded, EncryptionAlgorithm algorithm) {
    Digest hash =
        switch (algorithm.mode()) {
          case OAEP_SHA1 -> new SHA1Digest();
          case OAEP_SHA256 -> new SHA256Digest();
          case GCM, CBC, CBC_PADDED, KEY_WRAP, KEY_WRAP_PADDED ->
              throw KeyEngines.doesNotFit(algorithm.word());
        };
    OAEPEncoding padding = new OAEPEncoding(new Decrypted(padded.length), hash, hash, null);
    padding.init(false, new CipherParameters() {});
    try {
      return Optional.of(padding.processBlock(padded, 0, padded.length));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  /** Stands where the library expects RSA, which the token has done. */
  private record Decrypted(int modulusBytes) implements AsymmetricBlockCipher {

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {}

    @Override
    public int getInputBlockSize() {
      return modulusBytes;
    }

    @Override
    public int getOutputBlockSize() {
      return modulusBytes - 1;
    }

    @Override
    public byte[] processBlock(byte[] in, int offset, int length) {
      // The first byte of a good padding is zero and not part of the number; without a branch.
      int isZero = ((in[offset] & 0xff) - 1) >>> 31;
      return Arrays.copyOfRange(in, offset + isZero, offset + length);
    }
  }
}
