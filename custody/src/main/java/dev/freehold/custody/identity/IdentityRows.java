package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayIn;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The identities table. */
public final class IdentityRows {

  /** What {@link #mapper} reads, the sealed columns first. */
  public static final String COLUMNS = CustodySeals.IDENTITY.columns("i");

  /** How many columns those are. */
  public static final int COLUMN_COUNT = COLUMNS.split(",", -1).length;

  private static final String SELECT = "SELECT " + COLUMNS + " FROM identities i\n";

  private IdentityRows() {}

  /**
   * An identity with its secrets.
   *
   * @param secret null if it has none
   * @param oldSecret null if none was replaced
   * @param oldUntil when the old one stops being valid
   */
  public record Row(
      Identity identity, ClientSecret secret, ClientSecret oldSecret, Instant oldUntil) {

    /** Looks at both secrets in any case, so that the time taken does not tell which was right. */
    boolean isSecret(String presented, Instant now) {
      boolean present = (secret == null ? ClientSecret.OF_NOBODY : secret).matches(presented);
      boolean old = (oldSecret == null ? ClientSecret.OF_NOBODY : oldSecret).matches(presented);
      return (secret != null && present) || (oldSecret != null && old && now.isBefore(oldUntil));
    }
  }

  /** Inserts an identity; the secret is null for whatever has none. */
  public static void insert(Handle tx, Identity identity, ClientSecret secret) {
    tx.createUpdate(
            """
            INSERT INTO identities (object_id, tenant_id, app_id, kind, display_name, roles,
              secret_salt, secret_hash, created_at)
            VALUES (:objectId, :tenantId, :appId, :kind, :displayName, :roles, :salt, :hash,
              :createdAt)\
            """)
        .bindMethods(identity)
        .bind("roles", encode(identity.roles()))
        .bind("salt", secret == null ? null : secret.salt())
        .bind("hash", secret == null ? null : secret.hash())
        .execute();
    RowSeals.of(tx).keep(tx, meaning(identity, secret));
    if (secret != null) {
      WaysIn.begin(tx, secretOf(identity, identity.createdAt()));
    }
  }

  private static WayIn secretOf(Identity identity, Instant madeAt) {
    return WayIn.onlyOne(identity.tenantId(), identity.objectId(), WayKind.SECRET, madeAt);
  }

  private static SealedRow meaning(Identity identity, ClientSecret secret) {
    return CustodySeals.IDENTITY
        .row(identity.tenantId(), identity.objectId())
        .set("app_id", identity.appId())
        .set("kind", identity.kind())
        .set("roles", encode(identity.roles()))
        .set("enabled", identity.enabled())
        .set("sign_outs", identity.signOuts())
        .set("old_secret_until", null)
        .set("created_at", identity.createdAt())
        .set("secret_own_since", null)
        .set("secret_salt", secret == null ? null : secret.salt())
        .set("secret_hash", secret == null ? null : secret.hash())
        .set("old_secret_salt", null)
        .set("old_secret_hash", null)
        .set("display_name", identity.displayName())
        .done();
  }

  static Optional<Row> byAppId(Handle tx, UUID tenantId, UUID appId) {
    return tx.createQuery(SELECT + "WHERE i.tenant_id = :tenantId AND app_id = :appId")
        .bind("tenantId", tenantId)
        .bind("appId", appId)
        .map(mapper(tx))
        .findOne();
  }

  /** The application of this id in whatever tenant; workloads have one id in all of them. */
  static Optional<Row> byAppId(Handle tx, UUID appId) {
    return tx.createQuery(SELECT + "WHERE app_id = :appId AND kind = 'APPLICATION'")
        .bind("appId", appId)
        .map(mapper(tx))
        .findFirst();
  }

  /** A tenant's applications by object id, after the one named. */
  static List<Identity> applications(Handle tx, UUID tenantId, UUID after, int max) {
    return ListedRows.of(
            tx.createQuery(
                    SELECT
                        + """
                        WHERE i.tenant_id = :tenantId AND kind = 'APPLICATION'
                          AND object_id > :after
                        ORDER BY object_id LIMIT :max\
                        """)
                .bind("tenantId", tenantId)
                .bind("after", after)
                .bind("max", max),
            mapper(tx))
        .map(Row::identity)
        .toList();
  }

  /** Since when only the program itself has known its secret; empty if it has none. */
  public static Optional<Instant> secretOwnSince(Handle tx, UUID tenantId, UUID objectId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.IDENTITY, objectId)
        .filter(row -> row.tenantId().equals(tenantId))
        .flatMap(row -> row.time("secret_own_since"));
  }

  /** The tenant's identities by object id; of one whose row is not authentic only that. */
  static Stream<HeldRole> roles(Handle tx, UUID tenantId) {
    RowMapper<Row> mapper = mapper(tx);
    return tx
        .createQuery(SELECT + "WHERE i.tenant_id = :tenantId ORDER BY object_id")
        .bind("tenantId", tenantId)
        .map(
            (row, context) -> {
              UUID objectId = uuid(row, "object_id", context);
              try {
                Identity identity = mapper.map(row, context).identity();
                return new HeldRole(
                    objectId, identity.displayName(), Optional.of(identity.roles()));
              } catch (CustodyException notAuthentic) {
                return new HeldRole(objectId, objectId.toString(), Optional.empty());
              }
            })
        .stream();
  }

  /**
   * Puts a new secret in the place of the present one of an application, whose row is locked. What
   * browsers go on with after a sign-in by the former secret ends.
   *
   * @param now when that is
   * @param ownSince from when on nobody but the program knows it; null if somebody else made it
   */
  static void replaceSecret(
      Handle tx,
      Row application,
      ClientSecret secret,
      Instant now,
      Instant oldUntil,
      Instant ownSince) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = forUpdate(tx, application.identity().objectId());
    ClientSecret old = application.secret();
    seals.update(
        tx,
        before,
        before
            .with("old_secret_salt", old == null ? null : old.salt())
            .with("old_secret_hash", old == null ? null : old.hash())
            .with("old_secret_until", old == null ? null : oldUntil)
            .with("secret_own_since", ownSince)
            .with("secret_salt", secret.salt())
            .with("secret_hash", secret.hash()));
    WaysIn.renew(tx, secretOf(application.identity(), now));
    WaysIn.endAll(tx, application.identity().objectId(), WayKind::isSignIn, WayEnd.SIGNED_OUT, now);
  }

  /** Deletes the present secret and the one before it. */
  public static void forgetSecrets(Handle tx, UUID objectId) {
    SealedRow before = forUpdate(tx, objectId);
    RowSeals.of(tx)
        .update(
            tx,
            before,
            before
                .with("old_secret_salt", null)
                .with("old_secret_hash", null)
                .with("old_secret_until", null)
                .with("secret_own_since", null)
                .with("secret_salt", null)
                .with("secret_hash", null));
  }

  /**
   * Locks the row until the transaction ends, so that two changes of an identity do not undo each
   * other; if the tenant has none nothing happens, and the row of another one is not looked at. Who
   * locks the password too does that afterwards.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static void lock(Handle tx, UUID tenantId, UUID objectId) {
    if (isThere(tx, tenantId, objectId)) {
      RowSeals.of(tx).forUpdate(tx, CustodySeals.IDENTITY, objectId);
    }
  }

  private static boolean isThere(Handle tx, UUID tenantId, UUID objectId) {
    return tx.createQuery(
            "SELECT 1 FROM identities WHERE object_id = :objectId AND tenant_id = :tenantId")
        .bind("objectId", objectId)
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static SealedRow forUpdate(Handle tx, UUID objectId) {
    return RowSeals.of(tx)
        .forUpdate(tx, CustodySeals.IDENTITY, objectId)
        .orElseThrow(() -> new IllegalStateException("the identity was there a moment ago"));
  }

  /** Makes the row say what may be changed of {@code identity}; the row is locked. */
  public static void update(Handle tx, Identity identity) {
    SealedRow before = forUpdate(tx, identity.objectId());
    RowSeals.of(tx)
        .update(
            tx,
            before,
            before
                .with("roles", encode(identity.roles()))
                .with("enabled", identity.enabled())
                .with("sign_outs", identity.signOuts()));
  }

  static boolean deleteApplication(Handle tx, UUID tenantId, UUID appId) {
    return tx.createUpdate(
                """
                DELETE FROM identities
                WHERE tenant_id = :tenantId AND app_id = :appId AND kind = 'APPLICATION'\
                """)
            .bind("tenantId", tenantId)
            .bind("appId", appId)
            .execute()
        == 1;
  }

  /** A tenant's identities of some kinds and a name, by object id after the one given. */
  public static List<Identity> named(
      Handle tx, UUID tenantId, SoughtName name, Set<Identity.Kind> kinds, UUID after, int max) {
    return ListedRows.of(
            name.bindTo(
                tx.createQuery(
                        SELECT
                            + "WHERE i.tenant_id = :tenantId AND object_id > :after"
                            + " AND kind IN (<kinds>) AND "
                            + name.condition("display_name")
                            + " ORDER BY object_id LIMIT :max")
                    .bind("tenantId", tenantId)
                    .bindList("kinds", kinds.stream().map(Identity.Kind::name).toList())
                    .bind("after", after)
                    .bind("max", max)),
            mapper(tx))
        .map(Row::identity)
        .toList();
  }

  /** Those of the tenant's identities that have these object ids. */
  public static List<Identity> byObjectIds(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return ListedRows.of(
            tx.createQuery(
                    SELECT
                        + "WHERE i.tenant_id = :tenantId AND object_id IN (<ids>) ORDER BY"
                        + " object_id")
                .bind("tenantId", tenantId)
                .bindList("ids", List.copyOf(objectIds)),
            mapper(tx))
        .map(Row::identity)
        .toList();
  }

  /** The identity of this object id in the tenant. */
  public static Optional<Row> byObjectId(Handle tx, UUID tenantId, UUID objectId) {
    return tx.createQuery(SELECT + "WHERE i.tenant_id = :tenantId AND object_id = :objectId")
        .bind("tenantId", tenantId)
        .bind("objectId", objectId)
        .map(mapper(tx))
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

  /** The identity in the columns of its table. */
  public static Identity identity(ResultSet row, StatementContext context) throws SQLException {
    return new Identity(
        uuid(row, "tenant_id", context),
        uuid(row, "object_id", context),
        uuid(row, "app_id", context),
        Identity.Kind.valueOf(row.getString("kind")),
        row.getString("display_name"),
        decode(row.getString("roles")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getInt("enabled") != 0,
        row.getLong("sign_outs"));
  }

  /** Null stays null. */
  private static UUID uuid(ResultSet row, String column, StatementContext context)
      throws SQLException {
    return context.findColumnMapperFor(UUID.class).orElseThrow().map(row, column, context);
  }

  /** Reads rows that begin with {@link #COLUMNS}, whose seals it checks. */
  private static RowMapper<Row> mapper(Handle tx) {
    return RowSeals.of(tx).checking(CustodySeals.IDENTITY, 1, IdentityRows::row);
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        identity(row, context),
        secret(row.getBytes("secret_salt"), row.getBytes("secret_hash")),
        secret(row.getBytes("old_secret_salt"), row.getBytes("old_secret_hash")),
        Instant.ofEpochMilli(row.getLong("old_secret_until")));
  }

  private static ClientSecret secret(byte[] salt, byte[] hash) {
    return salt == null ? null : new ClientSecret(salt, hash);
  }
}
