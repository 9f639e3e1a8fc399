package dev.freehold.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey.Use;
import dev.freehold.server.ServerException;
import dev.freehold.server.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A witness in the configuration")
class WitnessEntryTest {

  private static final NoteKey KEY = NoteKey.generate();
  private static final String VKEY = KEY.verifier("w.test/a", Use.COSIGNATURE).toString();

  @Test
  @DisplayName("is an address and a key, perhaps one tenant's own, perhaps of another authority")
  void read() {
    WitnessEntry plain = WitnessEntry.parse("https://w.test:8446/x " + VKEY);
    assertThat(plain.tenant()).isEmpty();
    assertThat(plain.address()).hasToString("https://w.test:8446/x");
    assertThat(plain.key()).hasToString(VKEY);
    assertThat(plain.authority()).isEmpty();

    WitnessEntry own = WitnessEntry.parse("contoso=https://w.test " + VKEY + " /etc/w.pem");
    assertThat(own.tenant()).contains("contoso");
    assertThat(own.authority()).contains(Path.of("/etc/w.pem"));
    assertThat(WitnessEntry.parse(own.toString())).isEqualTo(own);
    assertThat(WitnessEntry.parse("http://localhost:1 " + VKEY).tenant()).isEmpty();
  }

  @Test
  @DisplayName("is refused without its parts, with another key, or in the clear over a network")
  void refused() {
    String logKey = KEY.verifier("w.test/a", Use.NOTE).toString();
    for (String wrong :
        List.of(
            "",
            "https://w.test",
            VKEY,
            "https://w.test " + logKey,
            "https://w.test " + VKEY + " a b",
            "=https://w.test " + VKEY,
            "http://w.test " + VKEY,
            "ftp://w.test " + VKEY,
            "https://user@w.test " + VKEY,
            "https://w.test?x=y " + VKEY,
            "https:/// " + VKEY)) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> WitnessEntry.parse(wrong));
    }
  }

  @Test
  @DisplayName("stands among others, and none is none")
  void list() {
    Path data = Path.of("data");
    String two = "https://a.test %s, contoso=https://b.test %s".formatted(VKEY, VKEY);
    assertThat(TestServer.settings(data, Map.of()).ledger().witnesses()).isEmpty();
    assertThat(TestServer.settings(data, Map.of("ledger.witnesses", two)).ledger().witnesses())
        .extracting(WitnessEntry::tenant)
        .containsExactly(Optional.empty(), Optional.of("contoso"));
    assertThatThrownBy(() -> TestServer.settings(data, Map.of("ledger.witnesses", "nonsense")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("URL VKEY");
  }
}
