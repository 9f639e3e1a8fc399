package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.SealedSample.Opening;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects of every length that could be special, sealed by one provider and opened by the other.
 */
class FloeLengthsTest {

  @ParameterizedTest
  @ValueSource(ints = {33, 40, 64, 129})
  void everyLengthUpTo200ComesBack(int segmentBytes) throws IOException {
    for (int length = 0; length <= 200; length++) {
      assertComesBack(Suites.bytes(length, length), new FloeParameters(segmentBytes));
    }
  }

  @Test
  void lengthsAtTheEdgesOfSegmentsComeBack() throws IOException {
    for (FloeParameters parameters :
        List.of(FloeParameters.SEGMENT_64_KIB, FloeParameters.SEGMENT_256_KIB)) {
      for (int segments : new int[] {1, 2, 3, 4, 5, 8, 9}) {
        for (int beside = -1; beside <= 1; beside++) {
          int length = segments * parameters.plaintextSegmentBytes() + beside;
          assertComesBack(Suites.bytes(length, length), parameters);
        }
      }
    }
  }

  @Test
  void writesOfAnySizeGiveAnObjectOfTheSameForm() throws IOException {
    FloeParameters parameters = new FloeParameters(64);
    Floe floe = new Floe(Suites.of(CryptoSuite.Choice.AUTO));
    byte[] plaintext = Suites.bytes(7, 200);
    for (int chunk = 1; chunk <= plaintext.length; chunk++) {
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      try (FloeSealer sealer =
          floe.sealTo(sealed, SealedSample.KEY, SealedSample.AAD, parameters)) {
        for (int at = 0; at < plaintext.length; at += chunk) {
          sealer.write(plaintext, at, Math.min(chunk, plaintext.length - at));
        }
        sealer.finish();
      }
      assertThat(sealed.size()).isEqualTo(Floe.sealedLength(plaintext.length, parameters));
      assertThat(Opening.STREAM.open(floe, sealed.toByteArray(), parameters)).isEqualTo(plaintext);
    }
  }

  @Test
  void byteByByteWritesAndReadsWorkToo() throws IOException {
    FloeParameters parameters = new FloeParameters(40);
    Floe floe = new Floe(Suites.of(CryptoSuite.Choice.AUTO));
    byte[] plaintext = Suites.bytes(8, 50);
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (FloeSealer sealer = floe.sealTo(sealed, SealedSample.KEY, SealedSample.AAD, parameters)) {
      for (byte b : plaintext) {
        sealer.write(b);
      }
      sealer.finish();
    }
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    try (var in =
        floe.open(
            new ByteArrayInputStream(sealed.toByteArray()),
            SealedSample.KEY,
            SealedSample.AAD,
            Set.of(parameters))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        opened.write(b);
      }
    }
    assertThat(opened.toByteArray()).isEqualTo(plaintext);
  }

  private static void assertComesBack(byte[] plaintext, FloeParameters parameters)
      throws IOException {
    for (CryptoSuite sealing : Suites.both()) {
      byte[] sealed = SealedSample.seal(new Floe(sealing), plaintext, parameters);
      assertThat(sealed).hasSize((int) Floe.sealedLength(plaintext.length, parameters));
      for (CryptoSuite opening : Suites.both()) {
        for (Opening way : Opening.values()) {
          assertThat(way.open(new Floe(opening), sealed, parameters))
              .as(
                  "%s, %d bytes, sealed by %s, opened by %s",
                  way, plaintext.length, sealing, opening)
              .isEqualTo(plaintext);
        }
      }
    }
  }
}
