package dev.freehold.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A ledger entry")
class LedgerEntryTest {

  private static LedgerEntry entry(String actor, Map<String, String> details) {
    return new LedgerEntry(new UUID(0, 1), actor, "KeyUnwrap", "key", Outcome.FAILED, details);
  }

  private static void assertRefused(String actor, Map<String, String> details) {
    assertThatIllegalArgumentException().isThrownBy(() -> entry(actor, details));
  }

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static String written(LedgerEntry entry) {
    PreparedEntry prepared = PreparedEntry.of(entry, target -> Arrays.fill(target, (byte) 7));
    return new String(prepared.bytes(41, 42, NOON), StandardCharsets.UTF_8);
  }

  @Test
  void hasOneFormInBytes() throws IOException {
    String form = written(entry("system:caf\u00e9", Map.of("b", "2", "a", "1")));
    assertThat(form)
        .isEqualTo(
            """
            {"actor":"system:caf\u00e9","details":{"a":"1","b":"2"},"index":41,"objectId":"key",\
            "operation":"KeyUnwrap","outcome":"FAILED","personal":{},"sequence":42,\
            "tenantId":"00000000-0000-0000-0000-000000000001",\
            "time":"2026-11-24T12:00:00.000Z","v":2}\
            """);
    assertRewritten(form);
  }

  /** The commitments were made with another program: openssl dgst -sha256 -mac hmac. */
  @Test
  void commitsToWhatNamesAPerson() throws IOException {
    String form =
        written(
            entry("jos\u00e9", Map.of("root", "1"))
                .withPersonal(Map.of("mail", "jose@harbour.example", "clientIp", "192.0.2.7")));
    assertThat(form)
        .isEqualTo(
            """
            {"details":{"root":"1"},"index":41,"objectId":"key",\
            "operation":"KeyUnwrap","outcome":"FAILED","personal":{\
            "actor":"57375e02bae3c78b49e95b0dc1dd24d2c2e535c6c762886a3f3438645afb8fae",\
            "clientIp":"582c73df44497cbbf7f461a638f1d9a63a9666343ab2d0fbbf5cfc6c7e9d2d46",\
            "mail":"e369db9a7601ea8e75866625b5b7eb0c157d93ff7c6378e862e37f4f752054eb"},\
            "sequence":42,"tenantId":"00000000-0000-0000-0000-000000000001",\
            "time":"2026-11-24T12:00:00.000Z","v":2}\
            """);
    assertRewritten(form);
  }

  private static void assertRewritten(String form) throws IOException {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    assertThat(EntryContent.read(bytes).canonical()).isEqualTo(bytes);
  }

  @Test
  void isReadInItsFirstForm() throws IOException {
    byte[] bytes =
        """
        {"actor":"ann@harbour.example","details":{"root":"1"},"objectId":"key",\
        "operation":"KeyUnwrap","outcome":"DONE","sequence":42,\
        "tenantId":"00000000-0000-0000-0000-000000000001",\
        "time":"2026-11-24T12:00:00.000Z","v":1}\
        """
            .getBytes(StandardCharsets.UTF_8);
    EntryContent content = EntryContent.read(bytes);
    assertThat(content.canonical()).isEqualTo(bytes);
    assertThat(content.index()).isEmpty();
    assertThat(content.entry(PersonalValues.NONE))
        .isEqualTo(
            new LedgerEntry(
                new UUID(0, 1),
                "ann@harbour.example",
                "KeyUnwrap",
                "key",
                Outcome.DONE,
                Map.of("root", "1")));
    assertThat(content.erased(PersonalValues.NONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "null", "[]", "{\"v\":1}", "{\"v\":2}", "{\"v\":3}", ",\"v\":1}", ""})
  void isRefusedInAnyOtherForm(String text) {
    assertThatThrownBy(() -> EntryContent.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void isRefusedWithAnActorAndACommitmentToIt() {
    String form = written(entry("ann", Map.of())).replaceFirst("\\{", "{\"actor\":\"bob\",");
    assertThatThrownBy(() -> EntryContent.read(form.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void hasNoTwoFactsOfOneName() {
    LedgerEntry entry = entry("ann", Map.of("why", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> entry.withPersonal(Map.of("why", "b")));
    assertThatIllegalArgumentException().isThrownBy(() -> entry.withPersonal(Map.of("actor", "b")));
    assertThat(entry.withPersonal(Map.of("who", "b")).facts())
        .isEqualTo(Map.of("why", "a", "who", "b"));
  }

  @Test
  void isRefusedWhenItIsLongerThanALogHolds() {
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i < 31; i++) {
      details.put("detail" + i, "\u00e9".repeat(900));
    }
    LedgerEntry longest =
        entry("system:" + "\u20ac".repeat(1017), details)
            .withPersonal(Map.of("mail", "jose@harbour.example"));
    assertThat(written(longest).getBytes(StandardCharsets.UTF_8).length).isBetween(55_000, 65_535);
    details.put("detail0", "\u0001".repeat(1000));
    assertRefused("ann", details);
  }

  @Test
  void takesTextUpToItsBound() {
    assertThat(entry("a".repeat(1024), Map.of("why", "b".repeat(1024)))).isNotNull();
    assertRefused("a".repeat(1025), Map.of());
    assertRefused("a", Map.of("why", "b".repeat(1025)));
  }

  @Test
  void takesAsManyDetailsAsItsBound() {
    assertThat(entry("a", details(32)).details()).hasSize(32);
    assertRefused("a", details(33));
  }

  private static Map<String, String> details(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "detail" + i, i -> "value"));
  }

  @Test
  void refusesNamesOnTwoLinesBrokenUnicodeAndOddDetailNames() {
    assertRefused("two\nlines", Map.of());
    assertRefused("half \ud83d pair", Map.of());
    assertRefused("a", Map.of("why", "half \udc00 pair"));
    assertRefused("a", Map.of("Not-Camel", "value"));
  }
}
