package dev.freehold.server.audit.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.audit.AuditFormat;
import dev.freehold.server.audit.RecordType;
import dev.freehold.server.audit.UnifiedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyslogMessageTest {

  private static String frame(String ownName, String operation) {
    SyslogTarget target =
        new SyslogTarget("collector", 6514, null, AuditFormat.JSONL, Optional.empty(), ownName);
    UnifiedRecord unified =
        new UnifiedRecord(
            LogKind.SERVICE,
            new UUID(0x8000, 1L << 63),
            7,
            3,
            RecordType.EXCHANGE_ADMIN,
            Instant.parse("2026-04-02T10:15:30.250Z"),
            operation,
            operation,
            new UUID(1, 2),
            2,
            "somebody",
            "somebody",
            "Exchange",
            Outcome.DONE,
            "object",
            "",
            Map.of());
    return new String(new SyslogMessage(target).frame(unified), StandardCharsets.US_ASCII);
  }

  @Test
  @DisplayName("fault47: nothing that is in a record ends its frame, its line or a parameter")
  void fault47_injection() {
    String frame =
        frame("host\nname", "Evil\" x=\"y\"] <13>1 - - \\\r\n99 <13>1 fake" + "g".repeat(99));
    int space = frame.indexOf(' ');
    String message = frame.substring(space + 1);
    assertThat(Integer.parseInt(frame.substring(0, space))).isEqualTo(message.length());
    assertThat(message.chars()).allMatch(c -> c >= 0x20 && c <= 0x7e);
    assertThat(message)
        .startsWith("<110>1 2026-04-02T10:15:30.250Z host?name freehold - Evil\"?x=\"y\"]?<13>1?")
        .contains("operation=\"Evil\\\" x=\\\"y\\\"\\] <13>1 - - \\\\??99 <13>1 fake");
  }
}
