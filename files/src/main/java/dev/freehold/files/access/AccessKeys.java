package dev.freehold.files.access;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.identity.ways.WayEnd;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WayScope;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.Principals;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * The access keys of users and applications. A key of another tenant is answered exactly like one
 * that does not exist. The caller has to check that the person who asks may do so. A key that is
 * disabled, deleted or ended, or whose identity is deleted or disabled, is refused on every node
 * within {@link FilesLimits#ACCESS_KEY_REREAD}; on the node where it was disabled usually at once.
 * Safe for use by many threads.
 */
public final class AccessKeys {

  private final Database database;
  private final Principals principals;
  private final SealedSecrets secrets;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final LongSupplier ticker;
  private final HolderCache cache;
  private final LastUses lastUses;

  /**
   * Keeps access keys in {@code database}, which also holds custody's and the ledger's tables.
   *
   * @param master seals the secrets
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public AccessKeys(
      Database database,
      Principals principals,
      ServiceMasterKey master,
      Ledger ledger,
      RandomSource random,
      Clock clock,
      LongSupplier ticker) {
    this.database = database;
    this.principals = principals;
    this.secrets = new SealedSecrets(master);
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.ticker = ticker;
    this.cache = new HolderCache(FilesLimits.MAX_OPEN_ACCESS_KEYS, FilesLimits.ACCESS_KEY_REREAD);
    this.lastUses = new LastUses(database, clock);
  }

  /**
   * Makes an access key. Its secret is in the result and can never be seen again; the caller closes
   * it.
   *
   * @param actor who does it, for the ledger
   * @throws FilesException {@code principal-not-found}, {@code access-key-limit-reached}
   */
  public NewAccessKey create(UUID tenantId, UUID principalId, String actor) {
    AccessKey key =
        new AccessKey(
            AccessKeyId.generate(random),
            tenantId,
            principalId,
            true,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    AccessSecret secret = AccessSecret.generate(random);
    try {
      keep(key, secrets.seal(key, secret), actor);
      return new NewAccessKey(key, secret);
    } catch (RuntimeException refused) {
      secret.close();
      throw refused;
    }
  }

  private void keep(AccessKey key, Ciphertext sealed, String actor) {
    database.write(
        tx -> {
          principals.require(tx, key.tenantId(), key.principalId());
          insert(tx, key, sealed);
          return record(tx, key, "AccessKeyCreate", actor);
        });
  }

  private static void insert(Handle tx, AccessKey key, Ciphertext sealed) {
    for (int slot = 1; slot <= FilesLimits.MAX_ACCESS_KEYS_PER_IDENTITY; slot++) {
      if (AccessKeyRows.insert(tx, key, slot, sealed)) {
        return;
      }
    }
    throw new FilesException(
        FilesError.ACCESS_KEY_LIMIT_REACHED,
        "an identity has at most %d access keys, disabled ones too; delete one first"
            .formatted(FilesLimits.MAX_ACCESS_KEYS_PER_IDENTITY));
  }

  /** An identity's access keys, without their secrets. */
  public List<AccessKey> list(UUID tenantId, UUID principalId) {
    return database.read(tx -> AccessKeyRows.list(tx, tenantId, principalId));
  }

  /**
   * An access key of the tenant, without its secret.
   *
   * @throws FilesException {@code access-key-not-found}
   */
  public AccessKey require(UUID tenantId, String id) {
    return database.read(tx -> require(tx, tenantId, id));
  }

  /**
   * Enables or disables an access key.
   *
   * @return the key as it is now
   * @throws FilesException {@code access-key-not-found}
   */
  public AccessKey setEnabled(UUID tenantId, String id, boolean enabled, String actor) {
    AccessKey changed =
        database.write(
            tx -> {
              boolean isChange = AccessKeyRows.setEnabled(tx, tenantId, id, enabled);
              AccessKey key = require(tx, tenantId, id);
              if (isChange) {
                record(tx, key, enabled ? "AccessKeyEnable" : "AccessKeyDisable", actor);
              }
              return key;
            });
    cache.forget(id);
    return changed;
  }

  /**
   * Deletes an access key.
   *
   * @throws FilesException {@code access-key-not-found}
   */
  public void delete(UUID tenantId, String id, String actor) {
    database.write(
        tx -> {
          AccessKey key = require(tx, tenantId, id);
          if (!AccessKeyRows.delete(tx, tenantId, id)) {
            throw notFound();
          }
          WaysIn.end(tx, AccessKeyId.wayOf(id), WayEnd.DELETED, clock.instant());
          return record(tx, key, "AccessKeyDelete", actor);
        });
    cache.forget(id);
  }

  /**
   * Who signs with this access key; the caller closes it.
   *
   * @return empty for a key that is unknown or disabled, or whose identity is no more or disabled:
   *     which of them is nobody's business
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if the row was
   *     changed, or this server has another master key
   */
  public Optional<KeyHolder> find(String accessKeyId) {
    if (!AccessKeyId.isPossible(accessKeyId)) {
      return Optional.empty();
    }
    long now = ticker.getAsLong();
    return cache.find(accessKeyId, now).or(() -> read(accessKeyId, now));
  }

  /** A request that this access key has signed was answered. */
  public void used(String accessKeyId) {
    lastUses.note(AccessKeyId.wayOf(accessKeyId));
  }

  /**
   * Overwrites what was read of keys longer ago than {@link FilesLimits#ACCESS_KEY_REREAD}; called
   * as often as that, so that no secret stays in memory for more than twice as long.
   */
  public void closeOld() {
    cache.closeOld(ticker.getAsLong());
  }

  private Optional<KeyHolder> read(String accessKeyId, long nowNanos) {
    Optional<KeyHolder> read = database.read(tx -> holder(tx, accessKeyId));
    read.ifPresent(holder -> cache.put(accessKeyId, holder.copy(), nowNanos));
    return read;
  }

  private Optional<KeyHolder> holder(Handle tx, String accessKeyId) {
    Optional<AccessKeyRows.Row> row =
        AccessKeyRows.enabled(tx, accessKeyId).filter(found -> isOpen(tx, found.key()));
    return row.flatMap(
        found ->
            principals
                .find(tx, found.key().tenantId(), found.key().principalId())
                .filter(Identity::enabled)
                .map(identity -> holder(found, identity)));
  }

  private boolean isOpen(Handle tx, AccessKey key) {
    UUID way = AccessKeyId.wayOf(key.id());
    return WaysIn.open(tx, WayKind.ACCESS_KEY, way, key.principalId(), clock.instant())
        .filter(found -> found.scope() == WayScope.FILES)
        .isPresent();
  }

  private KeyHolder holder(AccessKeyRows.Row row, Identity identity) {
    return new KeyHolder(
        identity.tenantId(),
        identity.objectId(),
        identity.roles(),
        secrets.open(row.key(), row.sealedSecret()));
  }

  private static AccessKey require(Handle tx, UUID tenantId, String id) {
    return AccessKeyRows.byId(tx, tenantId, id).orElseThrow(AccessKeys::notFound);
  }

  private LedgerEntry record(Handle tx, AccessKey key, String operation, String actor) {
    return ledger.append(
        tx,
        new LedgerEntry(
                key.tenantId(), actor, operation, key.id(), LedgerEntry.Outcome.DONE, Map.of())
            .withPersonal(Map.of("principal", key.principalId().toString())));
  }

  /** What is answered for an access key that is not there, or is not the caller's to know of. */
  public static FilesException notFound() {
    return new FilesException(
        FilesError.ACCESS_KEY_NOT_FOUND, "there is no such access key; list the identity's");
  }
}
