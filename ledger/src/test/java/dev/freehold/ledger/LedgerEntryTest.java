package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.ledger.LedgerEntry.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ledger entry")
class LedgerEntryTest {

  private static LedgerEntry entry(String actor, Map<String, String> details) {
    return new LedgerEntry(new UUID(0, 1), actor, "KeyUnwrap", "key", Outcome.FAILED, details);
  }

  private static void assertRefused(String actor, Map<String, String> details) {
    assertThatIllegalArgumentException().isThrownBy(() -> entry(actor, details));
  }

  @Test
  void hasOneFormInBytes() {
    byte[] bytes =
        EntryFormat.write(
            42,
            Instant.parse("2026-11-24T12:00:00Z"),
            entry("jos\u00e9", Map.of("b", "2", "a", "1")));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"actor":"jos\u00e9","details":{"a":"1","b":"2"},"objectId":"key",\
            "operation":"KeyUnwrap","outcome":"FAILED","sequence":42,\
            "tenantId":"00000000-0000-0000-0000-000000000001",\
            "time":"2026-11-24T12:00:00.000Z","v":1}\
            """);
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
