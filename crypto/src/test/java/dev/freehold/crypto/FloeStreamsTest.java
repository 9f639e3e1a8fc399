package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.crypto.SealedSample.Opening;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FloeStreamsTest {

  private static final FloeParameters PARAMETERS = new FloeParameters(48);
  private static final int SEGMENT_PLAINTEXT_BYTES = PARAMETERS.plaintextSegmentBytes();

  private final CryptoSuite suite = Suites.of(CryptoSuite.Choice.AUTO);
  private final Floe floe = new Floe(suite);
  private final byte[] plaintext = Suites.bytes(5, 4 * SEGMENT_PLAINTEXT_BYTES + 1);

  @Test
  void whatComesIsSealedWhateverLengthWasExpected() throws IOException {
    int segment = SEGMENT_PLAINTEXT_BYTES;
    for (int length : new int[] {0, 1, segment - 1, segment, segment + 1, 4 * segment + 1}) {
      byte[] content = Arrays.copyOf(plaintext, length);
      for (long expected : new long[] {0, 1, segment, segment + 1, 2L * segment, 1L << 40}) {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        long bytes =
            floe.seal(
                new ByteArrayInputStream(content),
                sealed,
                SealedSample.KEY,
                SealedSample.AAD,
                PARAMETERS,
                expected);

        assertThat(bytes).isEqualTo(length);
        assertThat(Opening.STREAM.open(floe, sealed.toByteArray(), PARAMETERS)).isEqualTo(content);
      }
    }
  }

  @Nested
  @DisplayName("A sealer")
  class Sealer {

    private final WatchedStream sealed = new WatchedStream();

    @Test
    void closedWithoutFinishLeavesAnObjectThatNobodyOpens() throws IOException {
      try (FloeSealer sealer = start(floe)) {
        sealer.write(plaintext);
      }
      assertThat(sealed.closed).isTrue();
      assertThatExceptionOfType(CryptoException.class)
          .isThrownBy(() -> Opening.STREAM.open(floe, sealed.toByteArray(), PARAMETERS))
          .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.TRUNCATED));
    }

    @Test
    void finishesOnceAndTakesNothingAfterwards() throws IOException {
      FloeSealer sealer = start(floe);
      sealer.write(plaintext);
      sealer.finish();
      int length = sealed.size();
      sealer.finish();

      assertThat(sealed.size()).isEqualTo(length);
      assertThat(sealed.closed).isFalse();
      assertThatIOException().isThrownBy(() -> sealer.write(1));
      sealer.close();
      assertThat(sealed.closed).isTrue();
      assertThatIOException().isThrownBy(() -> sealer.write(1));
    }

    @Test
    void thatFailedToWriteCannotBeFinished() throws IOException {
      FloeSealer sealer = start(floe);
      sealer.write(plaintext);
      sealed.full = true;
      assertThatIOException().isThrownBy(sealer::flush);
      sealed.full = false;

      assertThatIOException().isThrownBy(sealer::finish).withMessageContaining("start the object");
      assertThatIOException().isThrownBy(() -> sealer.write(1));
    }

    @Test
    void passesOnWhatIsSealedWhenFlushed() throws IOException {
      FloeSealer sealer = start(floe);
      sealer.write(plaintext, 0, 2 * SEGMENT_PLAINTEXT_BYTES + 1);
      sealer.flush();

      assertThat(sealed.size())
          .isEqualTo(Floe.HEADER_BYTES + 2 * PARAMETERS.encryptedSegmentBytes());
      sealer.finish();
      sealer.flush();
      sealer.close();
      assertThat(Opening.STREAM.open(floe, sealed.toByteArray(), PARAMETERS))
          .hasSize(2 * SEGMENT_PLAINTEXT_BYTES + 1);
    }

    @Test
    void stopsAtTheLimitOfSegments() throws IOException {
      Floe threeSegments = new Floe(suite, new FloeRules(1 << 20, 3));
      FloeSealer fits = start(threeSegments);
      fits.write(plaintext, 0, 3 * SEGMENT_PLAINTEXT_BYTES);
      fits.finish();
      byte[] whole = sealed.toByteArray();
      FloeSealer tooLong = start(threeSegments);
      tooLong.write(plaintext, 0, 3 * SEGMENT_PLAINTEXT_BYTES);
      tooLong.write(1);

      assertThat(Opening.STREAM.open(threeSegments, whole, PARAMETERS))
          .hasSize(3 * SEGMENT_PLAINTEXT_BYTES);
      assertThatExceptionOfType(CryptoException.class)
          .isThrownBy(tooLong::finish)
          .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.TOO_LONG));
    }

    @Test
    void refusesAssociatedDataBeyondItsBound() {
      byte[] tooMuch = new byte[CryptoLimits.MAX_ASSOCIATED_DATA_BYTES + 1];

      assertThatIllegalArgumentException()
          .isThrownBy(() -> floe.sealTo(sealed, SealedSample.KEY, tooMuch, PARAMETERS).close());
    }

    private FloeSealer start(Floe with) throws IOException {
      sealed.reset();
      return with.sealTo(sealed, SealedSample.KEY, SealedSample.AAD, PARAMETERS);
    }
  }

  @Nested
  @DisplayName("An opened stream")
  class Opened {

    @Test
    void fault01_releasesWhatComesBeforeADamagedSegmentAndNotAByteOfIt() throws IOException {
      byte[] sealed = SealedSample.seal(floe, plaintext, PARAMETERS);
      for (int segment = 0; segment < 5; segment++) {
        byte[] damaged = sealed.clone();
        damaged[Floe.HEADER_BYTES + segment * PARAMETERS.encryptedSegmentBytes() + 16] ^= 1;
        ByteArrayOutputStream released = new ByteArrayOutputStream();

        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(() -> stream(damaged).transferTo(released))
            .withMessageContaining("segment " + segment);
        assertThat(released.toByteArray())
            .isEqualTo(Arrays.copyOf(plaintext, segment * SEGMENT_PLAINTEXT_BYTES));
      }
    }

    @Test
    void failsEachTimeOnceItFailed() throws IOException {
      byte[] sealed = SealedSample.seal(floe, plaintext, PARAMETERS);
      InputStream cut = stream(Arrays.copyOf(sealed, sealed.length - 1));
      for (int round = 0; round < 3; round++) {
        assertThatExceptionOfType(CryptoException.class)
            .isThrownBy(cut::readAllBytes)
            .satisfies(e -> assertThat(e.error()).isEqualTo(CryptoError.TRUNCATED));
      }
    }

    @Test
    void closesWhatItReadsFromAndIsRefusedAfterwards() throws IOException {
      boolean[] closed = new boolean[1];
      InputStream sealed =
          new ByteArrayInputStream(SealedSample.seal(floe, plaintext, PARAMETERS)) {
            @Override
            public void close() {
              closed[0] = true;
            }
          };
      InputStream opened =
          floe.open(sealed, SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS));
      assertThat(opened.read()).isEqualTo(plaintext[0] & 0xFF);
      assertThat(opened.available()).isEqualTo(SEGMENT_PLAINTEXT_BYTES - 1);
      opened.close();

      assertThat(closed[0]).isTrue();
      assertThatIOException().isThrownBy(opened::read);
    }

    @Test
    void readsFromASourceThatGivesOneByteAtATime() throws IOException {
      InputStream trickle =
          new FilterInputStream(
              new ByteArrayInputStream(SealedSample.seal(floe, plaintext, PARAMETERS))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              return super.read(target, offset, Math.min(length, 1));
            }
          };
      ByteArrayOutputStream opened = new ByteArrayOutputStream();

      assertThat(floe.open(trickle, opened, SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS)))
          .isEqualTo(plaintext.length);
      assertThat(opened.toByteArray()).isEqualTo(plaintext);
    }

    private InputStream stream(byte[] sealed) throws IOException {
      return floe.open(
          new ByteArrayInputStream(sealed), SealedSample.KEY, SealedSample.AAD, Set.of(PARAMETERS));
    }
  }

  /** Remembers what was written, can be full, and knows whether it was closed. */
  private static final class WatchedStream extends OutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean full;
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (full) {
        throw new IOException("no space left");
      }
      written.write(source, offset, length);
    }

    @Override
    public void close() {
      closed = true;
    }

    int size() {
      return written.size();
    }

    byte[] toByteArray() {
      return written.toByteArray();
    }

    void reset() {
      written.reset();
    }
  }
}
