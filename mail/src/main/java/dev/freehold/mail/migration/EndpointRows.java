package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInKind;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_migration_endpoints}, each in the caller's transaction. */
final class EndpointRows {

  private static final String COLUMNS =
      "id, tenant_id, name, server, port, security, accept_untrusted, certificate_authority,"
          + " certificate_pin, sign_in, sign_in_name, user_form, token_uri, token_scope,"
          + " max_concurrent, messages_per_hour, created_at";

  private EndpointRows() {}

  /** An endpoint as it is kept, without its secret. Public for {@code bindMethods}. */
  public record Row(
      UUID id,
      UUID tenantId,
      String name,
      String server,
      int port,
      ConnectionSecurity security,
      boolean acceptUntrusted,
      String certificateAuthority,
      String certificatePin,
      SignInKind signIn,
      String signInName,
      String userForm,
      String tokenUri,
      String tokenScope,
      int maxConcurrent,
      int messagesPerHour,
      Instant createdAt) {

    static Row of(MigrationEndpoint endpoint) {
      return new Row(
          endpoint.id(),
          endpoint.tenantId(),
          endpoint.name(),
          endpoint.server(),
          endpoint.port(),
          endpoint.security(),
          endpoint.trust().any(),
          endpoint.trust().authority(),
          endpoint.trust().pin(),
          endpoint.signIn().kind(),
          endpoint.signIn().name(),
          endpoint.signIn().userForm(),
          endpoint.signIn().tokenUri(),
          endpoint.signIn().scope(),
          endpoint.maxConcurrent(),
          endpoint.messagesPerHour(),
          endpoint.createdAt());
    }

    MigrationEndpoint endpoint() {
      return new MigrationEndpoint(
          id,
          tenantId,
          name,
          server,
          port,
          security,
          new CertificateTrust(acceptUntrusted, certificateAuthority, certificatePin),
          new SignInMethod(signIn, signInName, userForm, tokenUri, tokenScope),
          maxConcurrent,
          messagesPerHour,
          createdAt);
    }
  }

  /** Inserts unless the tenant has an endpoint of this name. */
  static boolean insert(Handle tx, MigrationEndpoint endpoint, Optional<Ciphertext> secret) {
    return tx.createUpdate(
                """
                INSERT INTO mail_migration_endpoints (id, tenant_id, name, name_key, server, port,
                  security, accept_untrusted, certificate_authority, certificate_pin, sign_in,
                  sign_in_name, user_form, token_uri, token_scope, sealed_secret, max_concurrent,
                  messages_per_hour, created_at)
                VALUES (:id, :tenantId, :name, :nameKey, :server, :port, :security,
                  :acceptUntrusted, :certificateAuthority, :certificatePin, :signIn,
                  :signInName, :userForm, :tokenUri, :tokenScope, :secret, :maxConcurrent,
                  :messagesPerHour, :createdAt)
                ON CONFLICT (tenant_id, name_key) DO NOTHING
                """)
            .bindMethods(Row.of(endpoint))
            .bind("secret", secret.map(Ciphertext::bytes).orElse(null))
            .bind("nameKey", MigrationNames.key(endpoint.name()))
            .execute()
        == 1;
  }

  static int count(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM mail_migration_endpoints WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<MigrationEndpoint> find(Handle tx, UUID tenantId, String nameOrId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_endpoints"
                + " WHERE tenant_id = :tenantId AND (name_key = :key OR id = :id)")
        .bind("tenantId", tenantId)
        .bind("key", MigrationNames.key(nameOrId))
        .bind("id", MigrationNames.id(nameOrId))
        .mapTo(Row.class)
        .findFirst()
        .map(Row::endpoint);
  }

  /** The secret of an endpoint, if it has one. */
  static Optional<Ciphertext> sealedSecret(Handle tx, MigrationEndpoint endpoint) {
    return tx.createQuery(
            """
            SELECT sealed_secret FROM mail_migration_endpoints
            WHERE tenant_id = :tenantId AND id = :id AND sealed_secret IS NOT NULL
            """)
        .bind("tenantId", endpoint.tenantId())
        .bind("id", endpoint.id())
        .mapTo(byte[].class)
        .findOne()
        .map(Ciphertext::of);
  }

  static List<MigrationEndpoint> list(Handle tx, UUID tenantId) {
    return tx
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_endpoints WHERE tenant_id = :tenantId ORDER BY name_key")
        .bind("tenantId", tenantId)
        .mapTo(Row.class)
        .stream()
        .map(Row::endpoint)
        .toList();
  }

  /**
   * Holds the endpoint until the end of the transaction: nobody else begins a mailbox of it or
   * deletes it. PostgreSQL locks the row for an update that changes nothing.
   */
  static boolean lock(Handle tx, UUID tenantId, UUID id) {
    return tx.createUpdate(
                """
                UPDATE mail_migration_endpoints SET name_key = name_key
                WHERE tenant_id = :tenantId AND id = :id
                """)
            .bind("tenantId", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  /**
   * Counts messages of the hour that began with the first of them, up to the endpoint's limit; the
   * caller holds the endpoint.
   */
  static int takeOfHour(Handle tx, MigrationEndpoint endpoint, int wanted, Instant now) {
    Instant hourAgo = now.minus(Duration.ofHours(1));
    long used =
        tx.createQuery(
                """
                SELECT hour_messages FROM mail_migration_endpoints
                WHERE id = :id AND hour_began > :hourAgo
                """)
            .bind("id", endpoint.id())
            .bind("hourAgo", hourAgo)
            .mapTo(Long.class)
            .findOne()
            .orElse(0L);
    int taken = Math.clamp(endpoint.messagesPerHour() - used, 0, wanted);
    tx.createUpdate(
            """
            UPDATE mail_migration_endpoints SET hour_messages = :messages,
              hour_began = CASE WHEN hour_began > :hourAgo THEN hour_began ELSE :now END
            WHERE id = :id
            """)
        .bind("id", endpoint.id())
        .bind("messages", used + taken)
        .bind("hourAgo", hourAgo)
        .bind("now", now)
        .execute();
    return taken;
  }

  /** Takes messages back that were counted and not fetched, unless another hour has begun since. */
  static void giveBackOfHour(Handle tx, UUID id, int messages, Instant takenAt) {
    tx.createUpdate(
            """
            UPDATE mail_migration_endpoints SET hour_messages =
              CASE WHEN hour_messages > :messages THEN hour_messages - :messages ELSE 0 END
            WHERE id = :id AND hour_began <= :takenAt
            """)
        .bind("id", id)
        .bind("takenAt", takenAt)
        .bind("messages", messages)
        .execute();
  }

  static boolean isUsed(Handle tx, UUID id) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_migration_batches WHERE endpoint_id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM mail_migration_endpoints WHERE id = :id").bind("id", id).execute();
  }
}
