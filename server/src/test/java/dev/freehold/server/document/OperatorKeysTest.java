package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operators of the configuration. */
class OperatorKeysTest {

  @Test
  @DisplayName("Their text is what the configuration has, so that 'config explain' shows them")
  void text() {
    String vkey =
        NoteKey.generate().verifier("sol@lantern.example", VerifierKey.Use.NOTE).toString();
    assertThat(OperatorKeys.of(List.of(vkey))).hasToString(vkey);
    assertThat(OperatorKeys.of(List.of())).hasToString("");
  }
}
