package dev.freehold.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Seals and opens in memory under one key and associated data, in each way there is. */
final class SealedSample {

  static final byte[] AAD = "tenant|key|object".getBytes(StandardCharsets.US_ASCII);
  static final Key256 KEY = Key256.copyOf(Suites.bytes(1, Key256.LENGTH_BYTES));

  private SealedSample() {}

  /** Ways to open a whole object; each must give the same bytes or the same refusal. */
  enum Opening {
    STREAM {
      @Override
      byte[] open(Floe floe, byte[] sealed, Key256 key, byte[] aad, Set<FloeParameters> allowed)
          throws IOException {
        return floe.open(new ByteArrayInputStream(sealed), key, aad, allowed).readAllBytes();
      }
    },
    TRANSFER {
      @Override
      byte[] open(Floe floe, byte[] sealed, Key256 key, byte[] aad, Set<FloeParameters> allowed)
          throws IOException {
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        floe.open(new ByteArrayInputStream(sealed), opened, key, aad, allowed);
        return opened.toByteArray();
      }
    },
    RANDOM_ACCESS {
      @Override
      byte[] open(Floe floe, byte[] sealed, Key256 key, byte[] aad, Set<FloeParameters> allowed)
          throws IOException {
        try (FloeReader reader = floe.openAt(new ArraySource(sealed), key, aad, allowed)) {
          return reader.stream(0, reader.length()).readAllBytes();
        }
      }
    };

    abstract byte[] open(
        Floe floe, byte[] sealed, Key256 key, byte[] aad, Set<FloeParameters> allowed)
        throws IOException;

    byte[] open(Floe floe, byte[] sealed, FloeParameters parameters) throws IOException {
      return open(floe, sealed, KEY, AAD, Set.of(parameters));
    }
  }

  static byte[] seal(Floe floe, byte[] plaintext, FloeParameters parameters) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    floe.seal(new ByteArrayInputStream(plaintext), sealed, KEY, AAD, parameters);
    return sealed.toByteArray();
  }
}
