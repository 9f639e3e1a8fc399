package dev.freehold.crypto;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Makes the JIT compile the JDK's AES-GCM before the first user waits for it.
 *
 * <p>Cold, the JDK's AES-GCM runs interpreted at about 110 MB/s until the loop inside one call is
 * hot: 1.6 s of 256 KiB segments. Many calls of 16 KiB get it compiled in under half a second.
 */
final class JdkWarmUp {

  private static final int CALLS = 60_000;
  private static final int CALL_BYTES = 16 * 1024;

  @GuardedBy("JdkWarmUp.class")
  private static boolean done;

  private JdkWarmUp() {}

  /** Runs the warm-up if this process has not yet; others wait for it. */
  static synchronized void once(CryptoSuite suite) {
    if (done) {
      return;
    }
    GcmCipher cipher = new GcmCipher(suite);
    byte[] plaintext = new byte[CALL_BYTES];
    byte[] sealed = new byte[CALL_BYTES + GcmCipher.TAG_BYTES];
    byte[] nonce = new byte[GcmCipher.NONCE_BYTES];
    byte[] associatedData = new byte[SegmentCipher.ASSOCIATED_DATA_BYTES];
    try (ErasableKey key = ErasableKey.takeOverAes(suite.random().bytes(ErasableKey.AES_BYTES))) {
      for (int call = 0; call < CALLS; call++) {
        BigEndian.putInt(nonce, 0, call);
        cipher.seal(key, nonce, 0, associatedData, plaintext, 0, CALL_BYTES, sealed, 0);
      }
    }
    done = true;
  }
}
