package dev.freehold.ledger.publish;

import dev.freehold.ledger.testing.HonestLog;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tenants' logs in memory. */
final class PublishedLogs implements LogView.Logs {

  private final Map<UUID, HonestLog> logs = new HashMap<>();

  HonestLog log(UUID tenantId) {
    return logs.computeIfAbsent(tenantId, id -> HonestLog.of("log of " + id, 0));
  }

  void put(UUID tenantId, HonestLog log) {
    logs.put(tenantId, log);
  }

  @Override
  public LogView of(UUID tenantId) {
    HonestLog log = log(tenantId);
    return new LogView(log.head(log.entries().size()), log);
  }
}
