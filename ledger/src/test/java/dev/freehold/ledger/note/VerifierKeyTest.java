package dev.freehold.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {

  @Test
  void keysAreWrittenAsTheyAreRead() {
    assertThat(VerifierKey.parse(NoteVectors.LOG_KEY))
        .hasToString(NoteVectors.LOG_KEY)
        .isEqualTo(NoteVectors.logKey().verifier(NoteVectors.ORIGIN, VerifierKey.Use.NOTE));
    assertThat(VerifierKey.parse(NoteVectors.WITNESS_KEY))
        .hasToString(NoteVectors.WITNESS_KEY)
        .isEqualTo(
            NoteVectors.witnessKey().verifier(NoteVectors.WITNESS, VerifierKey.Use.COSIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name+12345678",
        "name+12345678+",
        "name+12345678+AAAA",
        "name+1234567+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD",
        "+28fce1f1+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD",
        "na me+28fce1f1+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD",
        // the id of another name
        "witness.example.org/w8+28fce1f1+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD",
        "witness.example.org/w7+28FCE1F1+BHShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD",
        // a type that is none of ours
        "witness.example.org/w7+28fce1f1+BnShPkWbog/WQL0OLHyib8pmCKmcCNLFsPKncXQXNOYD"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aKeyPairComesBackFromItsBytesAndNeverShowsThem() {
    NoteKey key = NoteKey.generate();
    NoteKey again = NoteKey.decode(key.encoded());
    assertThat(again.sign("a", "text\n")).isEqualTo(key.sign("a", "text\n"));
    assertThat(key).hasToString("NoteKey[Ed25519]");
  }

  @Test
  void halvesThatDoNotBelongTogetherAreNoPair() {
    byte[] mixed = NoteKey.generate().encoded();
    System.arraycopy(NoteKey.generate().encoded(), 32, mixed, 32, 32);
    assertThatThrownBy(() -> NoteKey.decode(mixed))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining("belong together");
    assertThatThrownBy(() -> NoteKey.decode(Arrays.copyOf(mixed, 63)))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining("64 bytes");
  }
}
