package dev.freehold.mail.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.MailLimits;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An encoded envelope")
class EnvelopeCodecTest {

  private static final AddressField ALICE =
      new AddressField("A <a@b.example>", List.of(new EnvelopeAddress("A", "a", "b.example")));

  private static final Envelope SAMPLE =
      envelope(ALICE, List.of("r1@x", "r2@x"), Optional.of(new SentDate(-1, -18_000)));

  /** The bytes that version 1 has: a stored envelope is read for ever. */
  private static final String SAMPLE_HEX =
      "0107019f99020153010141016109622e6578616d706c650000000000000000000000036d40690002047231"
          + "407804723240780a746578742f706c61696e0548656c6c6f";

  private static Envelope envelope(
      AddressField from, List<String> references, Optional<SentDate> date) {
    return new Envelope(
        true,
        "S",
        from,
        AddressField.NONE,
        AddressField.NONE,
        AddressField.NONE,
        AddressField.NONE,
        AddressField.NONE,
        date,
        "m@i",
        List.of(),
        references,
        "text/plain",
        true,
        "Hello");
  }

  @Test
  void isDecodedAgain() {
    assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(SAMPLE))).contains(SAMPLE);
    AddressField other = new AddressField("a@b.example (A)", ALICE.addresses());
    Envelope differing = envelope(other, List.of(), Optional.empty());
    assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(differing))).contains(differing);
  }

  @Test
  void hasTheBytesOfVersionOne() {
    assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(SAMPLE))).contains(SAMPLE);
    assertThat(HexFormat.of().formatHex(EnvelopeCodec.encode(SAMPLE))).isEqualTo(SAMPLE_HEX);
  }

  @Test
  void isBounded() {
    String id = "\u20ac".repeat(MailLimits.MAX_MESSAGE_ID_CHARS);
    EnvelopeAddress address = new EnvelopeAddress(id, id, id);
    AddressField field = new AddressField(id, Collections.nCopies(32, address));
    Envelope huge = envelope(field, Collections.nCopies(64, id), Optional.empty());
    byte[] encoded = EnvelopeCodec.encode(huge);
    assertThat(encoded).hasSizeLessThanOrEqualTo(MailLimits.MAX_ENVELOPE_BYTES);
    assertThat(EnvelopeCodec.decode(encoded))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.isWhole()).isFalse();
              assertThat(kept.from().text()).isEqualTo(id);
              assertThat(kept.references()).isEmpty();
            });
  }

  @Test
  void ofAnotherVersionIsNone() {
    byte[] encoded = EnvelopeCodec.encode(SAMPLE);
    encoded[0] = 2;
    assertThat(EnvelopeCodec.decode(encoded)).isEmpty();
  }

  @Test
  void isNoneIfAByteIsMissingOrTooMany() {
    byte[] encoded = EnvelopeCodec.encode(SAMPLE);
    for (int length = 0; length < encoded.length; length++) {
      assertThat(EnvelopeCodec.decode(Arrays.copyOf(encoded, length))).isEmpty();
    }
    assertThat(EnvelopeCodec.decode(Arrays.copyOf(encoded, encoded.length + 1))).isEmpty();
  }

  @Property
  void ofAnyBytesIsAnEnvelopeOrNone(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] encoded = EnvelopeCodec.encode(SAMPLE);
    for (int change = 0; change < 3; change++) {
      encoded[1 + random.nextInt(encoded.length - 1)] = (byte) random.nextInt();
    }
    EnvelopeCodec.decode(encoded)
        .ifPresent(changed -> assertThat(EnvelopeCodec.encode(changed)).isNotEmpty());
  }
}
