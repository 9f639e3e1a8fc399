package dev.freehold.vault.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationPolicyJsonTest {

  private static final String ACTION = "{'trigger':{%s},'action':{'type':'%s'}}";

  @Test
  void aPolicyIsWrittenAsItWasReadButForCaseAndNulls() {
    RotationPolicy policy =
        read(
            "'timeAfterCreate':'P18M','timeBeforeExpiry':null", "'timeBeforeExpiry':'P30D'", "P2Y");
    StoredRotationPolicy stored =
        new StoredRotationPolicy(policy, Instant.ofEpochSecond(1), Instant.ofEpochSecond(2));
    assertThat(stored.text())
        .isEqualTo(
            "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P18M\"},"
                + "\"action\":{\"type\":\"Rotate\"}},{\"trigger\":{\"timeBeforeExpiry\":\"P30D\"},"
                + "\"action\":{\"type\":\"Notify\"}}],"
                + "\"attributes\":{\"expiryTime\":\"P2Y\",\"created\":1,\"updated\":2}}");
    assertThat(StoredRotationPolicy.parse(stored.text())).isEqualTo(stored);
  }

  @Test
  void whatKeysWithoutAPolicyAreSaidToHaveCanBeSentBack() {
    RotationPolicy policy = read(RotationPolicyJson.none().toString());
    assertThat(policy.notifyBeforeExpiry()).contains(CalendarSpan.parse("P30D").orElseThrow());
    assertThat(policy.expiry()).isEmpty();
    assertThat(policy.due(Instant.EPOCH, Optional.of(Instant.EPOCH))).isEmpty();
  }

  @Test
  void aNoticeOnceAskedForStays() {
    RotationPolicy before = read(RotationPolicyJson.none().toString());
    RotationPolicy after = read("'timeAfterCreate':'P90D'", "", "").replacing(before);
    assertThat(after.notifyBeforeExpiry()).isEqualTo(before.notifyBeforeExpiry());
    assertThat(after.rotateAfterCreate()).contains(CalendarSpan.parse("P90D").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'timeAfterCreate':'P6D' | `` | ``",
        "'timeAfterCreate':'P22D' | `` | P28D",
        "'timeBeforeExpiry':'P30D' | `` | ``",
        "'timeBeforeExpiry':'P6D' | `` | P28D",
        "'timeBeforeExpiry':'P22D' | `` | P28D",
        "'timeAfterCreate':'P90D','timeBeforeExpiry':'P30D' | `` | P1Y",
        "'timeAfterCreate':null | `` | P1Y",
        "`` | 'timeAfterCreate':'P30D' | P1Y",
        "`` | 'timeBeforeExpiry':'P1Y' | P1Y",
        "'timeAfterCreate':'P90D' | `` | P27D",
        "'timeAfterCreate':'P90D' | `` | P0D",
        "'timeAfterCreate':'P90D' | `` | P",
        "'timeAfterCreate':'P90D' | `` | 90",
        "'timeAfterCreate':'PT90H' | `` | ``",
        "'timeAfterCreate':'P-90D' | `` | ``",
        "'timeAfterCreate':'P99999999D' | `` | ``",
        "'timeAfterCreate':90 | `` | ``"
      })
  void whatBreaksARuleIsRefused(String rotate, String notify, String expiry) {
    assertThatThrownBy(() -> read(rotate, notify, expiry))
        .isInstanceOfSatisfying(
            WireError.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.code()).isEqualTo("BadParameter");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'lifetimeActions':[{'trigger':{'timeAfterCreate':'P90D'},'action':{'type':'Destroy'}}]}",
        "{'lifetimeActions':[{'trigger':{'timeAfterCreate':'P90D'}}]}",
        "{'lifetimeActions':[{'action':{'type':'Rotate'}}]}",
        "{'lifetimeActions':{}}",
        "{'lifetimeActions':[1]}"
      })
  void whatIsNoPolicyIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(WireError.class);
  }

  @Test
  void anActionComesOnce() {
    String twice = ACTION.formatted("'timeAfterCreate':'P90D'", "Rotate");
    assertThatThrownBy(() -> read("{'lifetimeActions':[%s,%s]}".formatted(twice, twice)))
        .isInstanceOf(WireError.class);
  }

  @ParameterizedTest
  @CsvSource({
    "P1M, 2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z",
    "P1Y, 2024-02-29T00:00:00Z, 2025-02-28T00:00:00Z",
    "P1Y2M3D, 2026-01-01T00:00:01Z, 2027-03-04T00:00:01Z",
    "P9999Y, 2026-01-01T00:00:00Z, 9999-12-31T23:59:59Z"
  })
  void spansAreCountedByTheCalendar(String span, String start, String end) {
    assertThat(CalendarSpan.parse(span).orElseThrow().after(Instant.parse(start))).isEqualTo(end);
  }

  private static RotationPolicy read(String rotate, String notify, String expiry) {
    String actions = rotate.isEmpty() ? "" : ACTION.formatted(rotate, "rotate");
    if (!notify.isEmpty()) {
      actions += (actions.isEmpty() ? "" : ",") + ACTION.formatted(notify, "NOTIFY");
    }
    String attributes = expiry.isEmpty() ? "null" : "{'expiryTime':'%s'}".formatted(expiry);
    return read("{'lifetimeActions':[%s],'attributes':%s}".formatted(actions, attributes));
  }

  private static RotationPolicy read(String json) {
    return RotationPolicyJson.read(
        JsonBody.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
