package dev.freehold.custody.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The identities table. */
final class IdentityRows {

  private static final String SELECT =
      """
      SELECT tenant_id, object_id, app_id, kind, display_name, roles, secret_salt, secret_hash,
        created_at
      FROM identities
      """;

  private IdentityRows() {}

  /** An identity with its secret's hash, which is null if it has none. */
  record Row(Identity identity, ClientSecret secret) {}

  static void insert(Handle tx, Identity identity, ClientSecret secret) {
    tx.createUpdate(
            """
            INSERT INTO identities (object_id, tenant_id, app_id, kind, display_name, roles,
              secret_salt, secret_hash, created_at)
            VALUES (:objectId, :tenantId, :appId, :kind, :displayName, :roles, :salt, :hash,
              :createdAt)\
            """)
        .bind("objectId", identity.objectId())
        .bind("tenantId", identity.tenantId())
        .bindByType("appId", identity.appId(), UUID.class)
        .bind("kind", identity.kind().name())
        .bind("displayName", identity.displayName())
        .bind("roles", encode(identity.roles()))
        .bind("salt", secret == null ? null : secret.salt())
        .bind("hash", secret == null ? null : secret.hash())
        .bind("createdAt", identity.createdAt())
        .execute();
  }

  static Optional<Row> byAppId(Handle tx, UUID tenantId, UUID appId) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND app_id = :appId")
        .bind("tenantId", tenantId)
        .bind("appId", appId)
        .map(new Mapper())
        .findOne();
  }

  static Optional<Row> byObjectId(Handle tx, UUID tenantId, UUID objectId) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND object_id = :objectId")
        .bind("tenantId", tenantId)
        .bind("objectId", objectId)
        .map(new Mapper())
        .findOne();
  }

  private static String encode(Set<Role> roles) {
    return roles.stream()
        .sorted(Comparator.naturalOrder())
        .map(Role::name)
        .collect(Collectors.joining(","));
  }

  private static Set<Role> decode(String roles) {
    EnumSet<Role> decoded = EnumSet.noneOf(Role.class);
    if (!roles.isEmpty()) {
      Arrays.stream(roles.split(",", -1)).map(Role::valueOf).forEach(decoded::add);
    }
    return decoded;
  }

  private static final class Mapper implements RowMapper<Row> {
    @Override
    public Row map(ResultSet row, StatementContext context) throws SQLException {
      byte[] salt = row.getBytes("secret_salt");
      Identity identity =
          new Identity(
              uuid(row, "tenant_id", context),
              uuid(row, "object_id", context),
              uuid(row, "app_id", context),
              Identity.Kind.valueOf(row.getString("kind")),
              row.getString("display_name"),
              decode(row.getString("roles")),
              Instant.ofEpochMilli(row.getLong("created_at")));
      return new Row(
          identity, salt == null ? null : new ClientSecret(salt, row.getBytes("secret_hash")));
    }

    private static UUID uuid(ResultSet row, String column, StatementContext context)
        throws SQLException {
      return context.findColumnMapperFor(UUID.class).orElseThrow().map(row, column, context);
    }
  }
}
