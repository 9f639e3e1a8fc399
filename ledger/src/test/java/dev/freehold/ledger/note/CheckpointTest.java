package dev.freehold.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  @Test
  void checkpointsAreWrittenAsTheyAreRead() {
    Checkpoint checkpoint = Checkpoint.parse(NoteVectors.TEXT);
    assertThat(checkpoint.origin()).isEqualTo(NoteVectors.ORIGIN);
    assertThat(checkpoint.size()).isEqualTo(4711);
    assertThat(checkpoint.root().toString()).startsWith("50b312f5");
    assertThat(checkpoint.extensions()).isEmpty();
    assertThat(checkpoint.text()).isEqualTo(NoteVectors.TEXT);
    assertThat(Checkpoint.parse(NoteVectors.TEXT + "more\n").extensions()).containsExactly("more");
    assertThat(Checkpoint.parse(NoteVectors.TEXT + "more\n").text())
        .isEqualTo(NoteVectors.TEXT + "more\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "origin\n1\n",
        "origin\n1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=",
        "\n1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n01\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n-1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n+1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n9223372036854775808\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n18446744073709551617\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n",
        "origin\n1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo\n",
        "origin\n1\nULMS\n",
        "origin\n1\nULMS9cvHFnWfViDXOnzBFBVwc0n0Gwzgt897eAfsMdo=\n\n"
      })
  void whatIsNoCheckpointIsRefused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedNoteException.class);
  }
}
