package dev.freehold.ledger.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes, a parser gives what is written back the same, or says that it is malformed. */
class NoteParsersPropertyTest {

  private static final byte[] NOTE = NoteVectors.NOTE.getBytes(UTF_8);
  private static final byte[] PROOF =
      ("c2sp.org/tlog-proof@v1\nextra AQID\nindex 17\n"
              + "ULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n\n"
              + NoteVectors.NOTE)
          .getBytes(UTF_8);

  @Property
  void notesWithOneByteChanged(@ForAll @IntRange(max = 5000) int at, @ForAll byte value) {
    sameOrMalformed(changed(NOTE, at, value), bytes -> SignedNote.parse(bytes).bytes());
  }

  @Property
  void proofsWithOneByteChanged(@ForAll @IntRange(max = 5000) int at, @ForAll byte value) {
    sameOrMalformed(changed(PROOF, at, value), bytes -> TlogProof.parse(bytes).bytes());
  }

  @Property
  void checkpointsWithOneByteChanged(@ForAll @IntRange(max = 5000) int at, @ForAll byte value) {
    sameOrMalformed(
        changed(NoteVectors.TEXT.getBytes(UTF_8), at, (byte) (value & 0x7f)),
        bytes -> Checkpoint.parse(new String(bytes, UTF_8)).text().getBytes(UTF_8));
  }

  @Property
  void keysWithOneByteChangedAreNone(@ForAll @IntRange(max = 5000) int at, @ForAll byte value) {
    String key = NoteVectors.LOG_KEY;
    String other = new String(changed(key.getBytes(UTF_8), at, value), UTF_8);
    Optional<VerifierKey> read = tried(other, VerifierKey::parse);
    assertThat(read.isPresent()).isEqualTo(other.equals(key));
  }

  @Property
  void anyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    sameOrMalformed(bytes, any -> SignedNote.parse(any).bytes());
    sameOrMalformed(bytes, any -> TlogProof.parse(any).bytes());
  }

  private static void sameOrMalformed(byte[] bytes, Function<byte[], byte[]> parser) {
    tried(bytes, parser).ifPresent(read -> assertThat(read).isEqualTo(bytes));
  }

  private static <T, R> Optional<R> tried(T input, Function<T, R> parser) {
    try {
      return Optional.of(parser.apply(input));
    } catch (MalformedNoteException expected) {
      return Optional.empty();
    }
  }

  private static byte[] changed(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    copy[at % copy.length] = value;
    return copy;
  }
}
