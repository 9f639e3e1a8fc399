package dev.freehold.ledger.note;

import static dev.freehold.ledger.note.NoteVectors.LOG_KEY;
import static dev.freehold.ledger.note.NoteVectors.LOG_LINE;
import static dev.freehold.ledger.note.NoteVectors.NOTE;
import static dev.freehold.ledger.note.NoteVectors.ORIGIN;
import static dev.freehold.ledger.note.NoteVectors.TEXT;
import static dev.freehold.ledger.note.NoteVectors.WITNESS;
import static dev.freehold.ledger.note.NoteVectors.WITNESS_KEY;
import static dev.freehold.ledger.note.NoteVectors.WITNESS_LINE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

  private final VerifierKey log = VerifierKey.parse(LOG_KEY);
  private final VerifierKey witness = VerifierKey.parse(WITNESS_KEY);
  private final SignedNote note = SignedNote.parse(NOTE.getBytes(UTF_8));

  @Test
  void aNoteOfAnotherProgramIsReadAndVerified() {
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.signatures()).extracting(NoteSignature::name).containsExactly(ORIGIN, WITNESS);
    assertThat(note.isSignedBy(log)).isTrue();
    assertThat(note.cosignedAt(witness)).contains(Instant.ofEpochSecond(NoteVectors.COSIGNED_AT));
  }

  @Test
  void ourSignaturesAreByteForByteThoseOfTheOtherProgram() {
    SignedNote made =
        new SignedNote(TEXT, List.of(NoteVectors.logKey().sign(ORIGIN, TEXT)))
            .with(
                List.of(
                    NoteVectors.witnessKey()
                        .cosign(WITNESS, TEXT, Instant.ofEpochSecond(NoteVectors.COSIGNED_AT))));
    assertThat(new String(made.bytes(), UTF_8)).isEqualTo(NOTE);
  }

  @Test
  void keysThatAreNotNamedBySignaturesSignedNothing() {
    NoteKey other = NoteKey.generate();
    assertThat(note.isSignedBy(other.verifier(ORIGIN, VerifierKey.Use.NOTE))).isFalse();
    assertThat(note.isSignedBy(NoteVectors.logKey().verifier("else", VerifierKey.Use.NOTE)))
        .isFalse();
    // The same key for another use has another id.
    assertThat(note.isSignedBy(NoteVectors.logKey().verifier(ORIGIN, VerifierKey.Use.COSIGNATURE)))
        .isFalse();
  }

  @Test
  void aWrongSignatureInTheKeysNameBesideARightOneIsNone() {
    NoteSignature wrong = NoteVectors.logKey().sign(ORIGIN, "another text\n");
    assertThat(note.with(List.of(wrong)).isSignedBy(log)).isFalse();
    assertThat(note.with(List.of(wrong)).isSignedBy(witness)).isTrue();
  }

  @Test
  void everyByteOfTheTextIsSigned() {
    for (int i = 0; i < TEXT.length() - 1; i++) {
      char changed = TEXT.charAt(i) == 'x' ? 'y' : 'x';
      SignedNote forged =
          new SignedNote(TEXT.substring(0, i) + changed + TEXT.substring(i + 1), note.signatures());
      assertThat(forged.isSignedBy(log)).isFalse();
      assertThat(forged.isSignedBy(witness)).isFalse();
    }
  }

  @Test
  void theTimeOfACosignatureIsSignedToo() {
    NoteSignature cosignature = note.signatures().getLast();
    byte[] bytes = cosignature.bytes();
    bytes[7] ^= 1;
    NoteSignature moved = new NoteSignature(WITNESS, cosignature.keyId(), bytes);
    assertThat(new SignedNote(TEXT, List.of(moved)).cosignedAt(witness)).isEmpty();
  }

  @Test
  void emptyLinesInTheTextBelongToTheText() {
    String text = "first\n\nlast\n";
    SignedNote made = new SignedNote(text, List.of(NoteVectors.logKey().sign(ORIGIN, text)));
    SignedNote read = SignedNote.parse(made.bytes());
    assertThat(read.text()).isEqualTo(text);
    assertThat(read.isSignedBy(log)).isTrue();
  }

  @Test
  void whatIsNoNoteIsRefusedWithTheFormThatWasExpected() {
    refused(TEXT, "an empty line");
    refused(TEXT + "\n", "ends in a line feed");
    refused(TEXT + "\n" + LOG_LINE.stripTrailing(), "each ended by a line feed");
    refused(TEXT + LOG_LINE, "an empty line");
    refused(TEXT + "\n" + LOG_LINE + "more\n", "em dash");
    refused(TEXT + "\n" + LOG_LINE.replace('\u2014', '-'), "em dash");
    refused(TEXT + "\n" + LOG_LINE.replace("g5yZ", " g5yZ"), "em dash");
    refused(TEXT + "\n" + LOG_LINE.replace("=", ""), "its only spelling");
    refused(TEXT + "\n" + LOG_LINE.replace("Kgg=", "Kgh="), "its only spelling");
    refused(TEXT + "\n\u2014 name AAAA\n", "em dash");
    refused(TEXT.replace("4711", "47\r11") + "\n" + LOG_LINE, "control characters");
    refused(TEXT + "\n" + LOG_LINE.repeat(NoteLimits.MAX_SIGNATURES + 1), "1 to 64 signatures");
    refused("x".repeat(NoteLimits.MAX_NOTE_BYTES) + "\n\n" + LOG_LINE, "at most 65536 bytes");
    assertThatThrownBy(() -> SignedNote.parse("\u00e4\n\n".getBytes(ISO_8859_1)))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> SignedNote.parseSignatures("\n".getBytes(UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
    assertThat(SignedNote.parseSignatures(WITNESS_LINE.getBytes(UTF_8))).hasSize(1);
  }

  private static void refused(String note, String expected) {
    assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining(expected);
  }
}
