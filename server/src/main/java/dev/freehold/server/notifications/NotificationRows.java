package dev.freehold.server.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The statements on {@code notifications}, each in the caller's transaction. */
final class NotificationRows {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> NAMED = new TypeReference<>() {};
  private static final String COLUMNS =
      "id, tenant_id, kind, subject, facts, occasions, created_at, last_at";

  private NotificationRows() {}

  static void insert(Handle tx, Notification notification) {
    tx.createUpdate(
            """
            INSERT INTO notifications (id, tenant_id, kind, subject, facts, occasions, created_at,
              last_at)
            VALUES (:id, :tenantId, :kind, :subject, :facts, :occasions, :createdAt, :lastAt)
            """)
        .bind("id", notification.id())
        .bind("tenantId", notification.tenantId())
        .bind("kind", notification.kind().word())
        .bind("subject", notification.subject())
        .bind("facts", json(notification.facts()))
        .bind("occasions", notification.occasions())
        .bind("createdAt", notification.createdAt())
        .bind("lastAt", notification.lastAt())
        .execute();
  }

  /** The newest of a subject that was made after {@code since} and before {@code until}. */
  static Optional<UUID> latest(Handle tx, Occasion occasion, Instant since, Instant until) {
    return tx.createQuery(
            """
            SELECT id FROM notifications
            WHERE tenant_id = :tenantId AND kind = :kind AND subject = :subject
              AND created_at > :since AND created_at < :until
            ORDER BY created_at DESC, id DESC LIMIT 1
            """)
        .bind("tenantId", occasion.tenantId())
        .bind("kind", occasion.kind().word())
        .bind("subject", occasion.subject())
        .bind("since", since)
        .bind("until", until)
        .mapTo(UUID.class)
        .findOne();
  }

  /** It happened once more. */
  static void again(Handle tx, UUID id, Instant now) {
    tx.createUpdate(
            "UPDATE notifications SET occasions = occasions + 1, last_at = :now WHERE id = :id")
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  static Optional<Notification> find(Handle tx, UUID id) {
    return tx.createQuery("SELECT " + COLUMNS + " FROM notifications WHERE id = :id")
        .bind("id", id)
        .map(NotificationRows::row)
        .findOne();
  }

  /** A tenant's, the newest first, those before {@code before}. */
  static List<Notification> list(Handle tx, UUID tenantId, UUID before, int max) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM notifications WHERE tenant_id = :tenantId AND id < :before"
                + " ORDER BY id DESC LIMIT :max")
        .bind("tenantId", tenantId)
        .bind("before", before)
        .bind("max", max)
        .map(NotificationRows::row)
        .list();
  }

  /** Deletes some that are older; their deliveries go with them. */
  static int deleteBefore(Handle tx, Instant time, int max) {
    return tx.createUpdate(
            """
            DELETE FROM notifications WHERE id IN
              (SELECT id FROM notifications WHERE created_at < :time ORDER BY created_at LIMIT :max)
            """)
        .bind("time", time)
        .bind("max", max)
        .execute();
  }

  private static Notification row(RowView row) {
    return new Notification(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        NotificationKind.of(row.getColumn("kind", String.class)).orElseThrow(),
        row.getColumn("subject", String.class),
        facts(row.getColumn("facts", String.class)),
        row.getColumn("occasions", Long.class),
        row.getColumn("created_at", Instant.class),
        row.getColumn("last_at", Instant.class));
  }

  private static String json(Map<Fact, String> facts) {
    Map<String, String> named = new TreeMap<>();
    facts.forEach((fact, value) -> named.put(fact.word(), value));
    try {
      return JSON.writeValueAsString(named);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can be written as JSON", impossible);
    }
  }

  private static Map<Fact, String> facts(String json) {
    try {
      Map<String, String> named = JSON.readValue(json, NAMED);
      Map<Fact, String> facts = new EnumMap<>(Fact.class);
      for (Fact fact : Fact.values()) {
        Optional.ofNullable(named.get(fact.word())).ifPresent(value -> facts.put(fact, value));
      }
      return facts;
    } catch (JsonProcessingException changed) {
      return Map.of();
    }
  }
}
