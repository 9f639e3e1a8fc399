package dev.freehold.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the sizes of writes, segments and ranges, what comes out is what went in. */
class FloePropertyTest {

  private final Floe floe = new Floe(Suites.of(CryptoSuite.Choice.AUTO));

  @Property
  void anyRangeOfAnyWritesComesBack(
      @ForAll @IntRange(min = 33, max = 300) int segmentBytes,
      @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> writes,
      @ForAll @IntRange(max = 4800) int from,
      @ForAll @IntRange(max = 4800) int to)
      throws IOException {
    FloeParameters parameters = new FloeParameters(segmentBytes);
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (FloeSealer sealer = floe.sealTo(sealed, SealedSample.KEY, SealedSample.AAD, parameters)) {
      for (int write : writes) {
        byte[] chunk = Suites.bytes(write + plaintext.size(), write);
        plaintext.write(chunk);
        sealer.write(chunk);
      }
      sealer.finish();
    }
    int end = Math.min(Math.max(from, to), plaintext.size());
    int start = Math.min(Math.min(from, to), end);

    assertThat(sealed.size()).isEqualTo(Floe.sealedLength(plaintext.size(), parameters));
    try (FloeReader reader =
        floe.openAt(
            new ArraySource(sealed.toByteArray()),
            SealedSample.KEY,
            SealedSample.AAD,
            Set.of(parameters))) {
      assertThat(reader.stream(start, end - start).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(plaintext.toByteArray(), start, end));
    }
  }
}
