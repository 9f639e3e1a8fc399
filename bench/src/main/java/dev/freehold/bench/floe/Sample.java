package dev.freehold.bench.floe;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What every contestant seals: the same 256 MiB that no compressor can shrink. */
final class Sample {

  static final int LENGTH_BYTES = 256 * 1024 * 1024;

  /** Whole megabytes (10^6 bytes) of the sample: JMH's operations, so that its score is MB/s. */
  static final int LENGTH_MB = 268;

  static final byte[] AAD = "tenant|owner key|object".getBytes(StandardCharsets.US_ASCII);

  /** Enough for the framing of any contestant. */
  private static final int SEALED_ROOM_BYTES = LENGTH_BYTES + 4 * 1024 * 1024;

  private Sample() {}

  static byte[] plaintext() {
    byte[] plaintext = new byte[LENGTH_BYTES];
    new Random(1).nextBytes(plaintext);
    return plaintext;
  }

  static ArraySink sink() {
    return new ArraySink(SEALED_ROOM_BYTES);
  }
}
