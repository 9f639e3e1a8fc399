package dev.freehold.vault.keys;

import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.VaultSeals;
import dev.freehold.vault.wire.VaultExchange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables of keys and their versions. */
public final class KeyRows {

  /** What no list shows is not read for one: the sealed part stays out. */
  static final String SELECT = select("");

  private static final String LIVE = SELECT + "AND k.deleted_at IS NULL ";

  private static final FoundVersions<SealedVersion> SEALED = FoundVersions.sealed(SELECT);

  private static final FoundVersions<PrivateVersion> WITH_PRIVATE_PART =
      FoundVersions.withPrivatePart(select(", v.sealed AS private_part"));

  private KeyRows() {}

  private static String select(String more) {
    return "SELECT "
        + SealedVersion.COLUMNS
        + more
        + """

        FROM vault_keys k JOIN vault_key_versions v
          ON v.vault_id = k.vault_id AND v.folded_name = k.folded_name
        WHERE k.vault_id = :vault
        """;
  }

  /**
   * One version of a live key, the latest if none is named.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE; also where rows
   *     that should be there are not
   */
  public static Optional<KeyVersion> find(
      Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    return sealed(tx, vaultId, name, version).map(SealedVersion::key);
  }

  /** The same with its seals. */
  public static Optional<SealedVersion> sealed(
      Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    return one(SEALED, tx, vaultId, name, version);
  }

  /** The same with its sealed private part. */
  public static Optional<PrivateVersion> withPrivatePart(
      Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    return one(WITH_PRIVATE_PART, tx, vaultId, name, version);
  }

  /** As {@link #sealed(Handle, UUID, KeyName, Optional)}, outside of any transaction. */
  public static Optional<SealedVersion> sealed(
      VaultExchange exchange, UUID vaultId, KeyName name, Optional<UUID> version) {
    return one(SEALED, exchange, vaultId, name, version);
  }

  /** As {@link #withPrivatePart(Handle, UUID, KeyName, Optional)}, outside of any transaction. */
  public static Optional<PrivateVersion> withPrivatePart(
      VaultExchange exchange, UUID vaultId, KeyName name, Optional<UUID> version) {
    return one(WITH_PRIVATE_PART, exchange, vaultId, name, version);
  }

  /** The statements by which one version is found. */
  static List<String> statementsForOne() {
    return Stream.of(SEALED, WITH_PRIVATE_PART)
        .flatMap(versions -> versions.statements().stream())
        .toList();
  }

  private static <R> Optional<R> one(
      FoundVersions<R> versions, Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    Optional<R> found = versions.find(tx, vaultId, name, version);
    if (found.isEmpty()) {
      requireAllVersions(tx, vaultId, name);
    }
    return found;
  }

  /** A row that is there needs no transaction; whether it must be there takes several reads. */
  private static <R> Optional<R> one(
      FoundVersions<R> versions,
      VaultExchange exchange,
      UUID vaultId,
      KeyName name,
      Optional<UUID> version) {
    return versions
        .find(exchange, vaultId, name, version)
        .or(() -> exchange.read(tx -> one(versions, tx, vaultId, name, version)));
  }

  /**
   * Versions go with their key only: one that is not there must never have been. Nothing is asked
   * of a key that is not live.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE if a version is
   *     refused or missing
   */
  public static void requireAllVersions(Handle tx, UUID vaultId, KeyName name) {
    Optional<KeyHead> head = KeyHeads.find(tx, vaultId, name.folded()).filter(KeyHead::isLive);
    head.ifPresent(key -> requireAllVersions(tx, key));
  }

  private static void requireAllVersions(Handle tx, KeyHead head) {
    VaultSeals seals = VaultSeals.current();
    SealedThing thing = SealedThing.key(head.seals());
    String what = head.describe() + " and its versions";
    List<SealedVersion> all =
        seals.readable(thing, what, () -> raw(tx, head.vaultId(), head.foldedName()));
    all.forEach(version -> seals.require(version.statement(), version.seal()));
    if (all.size() != head.lastOrdinal()) {
      seals.require(SealedState.none(thing, what), head.seal());
    }
  }

  /** The latest versions of the keys whose names come after {@code after}. */
  public static List<KeyVersion> keys(Handle tx, UUID vaultId, String after, int max) {
    return list(
        tx.createQuery(
                LIVE
                    + """
                    AND v.ordinal = k.last_ordinal AND k.folded_name > :after
                    ORDER BY k.folded_name LIMIT :max
                    """)
            .bind("vault", vaultId)
            .bind("after", after)
            .bind("max", max));
  }

  /** The versions of one key after {@code afterOrdinal}; none for a key that does not exist. */
  public static List<KeyVersion> versions(
      Handle tx, UUID vaultId, KeyName name, int afterOrdinal, int max) {
    return list(
        tx.createQuery(
                LIVE
                    + """
                    AND k.folded_name = :name AND v.ordinal > :after ORDER BY v.ordinal LIMIT :max
                    """)
            .bind("vault", vaultId)
            .bind("name", name.folded())
            .bind("after", afterOrdinal)
            .bind("max", max));
  }

  /** What is refused is left out and reported. */
  private static List<KeyVersion> list(Query query) {
    return query.map(SealedVersion::ifSound).stream()
        .flatMap(Optional::stream)
        .map(SealedVersion::key)
        .toList();
  }

  /** The versions of a key, unchecked. */
  static List<SealedVersion> raw(Handle tx, UUID vaultId, String foldedName) {
    return tx.createQuery(SELECT + "AND k.folded_name = :name ORDER BY v.ordinal")
        .bind("vault", vaultId)
        .bind("name", foldedName)
        .map(SealedVersion::read)
        .list();
  }

  /** The sealed private parts of a live key's versions, oldest first. */
  public static List<byte[]> allSealed(Handle tx, UUID vaultId, KeyName name, int max) {
    return tx.createQuery(
            """
            SELECT sealed FROM vault_key_versions
            WHERE vault_id = :vault AND folded_name = :name ORDER BY ordinal LIMIT :max
            """)
        .bind("vault", vaultId)
        .bind("name", name.folded())
        .bind("max", max)
        .mapTo(byte[].class)
        .list();
  }

  /** A live key's rotation policy, as JSON. */
  public static Optional<String> rotationPolicy(Handle tx, UUID vaultId, KeyName name) {
    return KeyHeads.find(tx, vaultId, name.folded())
        .filter(KeyHead::isLive)
        .flatMap(KeyHead::rotationPolicy);
  }

  /** Adds a key without versions; false if its name is a live or a deleted key's. */
  public static boolean addEmpty(Handle tx, KeyVersion key, String rotationPolicy) {
    UUID vaultId = key.place().vaultId();
    String folded = key.place().foldedName();
    return KeyHead.fresh(vaultId, folded, key.name())
        .withRotationPolicy(Optional.of(rotationPolicy).filter(policy -> !policy.isEmpty()))
        .inserted(tx)
        .isPresent();
  }

  /**
   * Adds a version, and the key with it if it is the first; the ordinal is given here.
   *
   * @throws dev.freehold.vault.wire.WireError 409 if the name is a deleted key's
   */
  public static KeyVersion add(Handle tx, KeyVersion key, byte[] sealed) {
    KeyHead head = withOneMore(tx, key);
    int ordinal = head.lastOrdinal();
    tx.createUpdate(
            """
            INSERT INTO vault_key_versions
              (vault_id, folded_name, ordinal, version, kind, hardware, engine, public_key, sealed,
               operations, enabled, not_before, expires, tags, created_at, updated_at)
            VALUES
              (:vault, :folded, :ordinal, :version, :kind, :hardware, :engine, :public, :sealed,
               :operations, :enabled, :notBefore, :expires, :tags, :created, :updated)
            """)
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("ordinal", ordinal)
        .bind("version", key.version())
        .bind("kind", key.form().kind().word())
        .bind("hardware", key.form().hardware())
        .bind("engine", key.form().engine())
        .bind("public", key.form().publicPart().encode())
        .bind("sealed", sealed)
        .bind("created", key.created())
        .bindMap(KeyRowMapper.changeable(key))
        .execute();
    VersionSealFields.write(tx, head.seals(), key.numbered(ordinal), Optional.empty());
    KeyName name = new KeyName(key.name());
    RotationRows.reschedule(tx, key.place().vaultId(), name);
    return find(tx, key.place().vaultId(), name, Optional.of(key.version())).orElseThrow();
  }

  /**
   * Stores what may change about a version.
   *
   * @param present as this transaction found it while it held the key
   */
  public static void update(Handle tx, SealedVersion present, KeyVersion key) {
    tx.createUpdate(
            """
            UPDATE vault_key_versions SET operations = :operations, enabled = :enabled,
              not_before = :notBefore, expires = :expires, tags = :tags, updated_at = :updated
            WHERE vault_id = :vault AND folded_name = :folded AND ordinal = :ordinal
            """)
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("ordinal", key.ordinal())
        .bindMap(KeyRowMapper.changeable(key))
        .execute();
    VersionSealFields.write(tx, present.head().seals(), key, present.seal());
    RotationRows.reschedule(tx, key.place().vaultId(), new KeyName(key.name()));
  }

  private static KeyHead withOneMore(Handle tx, KeyVersion key) {
    UUID vaultId = key.place().vaultId();
    String folded = key.place().foldedName();
    Optional<KeyHead> held = KeyHeads.hold(tx, vaultId, folded);
    if (held.isEmpty()) {
      Optional<KeyHead> made =
          KeyHead.fresh(vaultId, folded, key.name()).withLastOrdinal(1).inserted(tx);
      if (made.isPresent()) {
        return made.get();
      }
      held = KeyHeads.hold(tx, vaultId, folded);
    }
    KeyHead head =
        held.filter(KeyHead::isLive).orElseThrow(() -> KeyErrors.deletedButRecoverable(key.name()));
    return head.withLastOrdinal(head.lastOrdinal() + 1).stored(tx);
  }
}
