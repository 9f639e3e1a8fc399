package dev.freehold.ledger.publish;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The signing key and names of the tenants' logs: one Ed25519 key for each ledger, with one name
 * for each log. The origin of a tenant's log is {@code <service name>/<kind>/<tenant id>}, such as
 * {@code files.example/ledger/...}. The service's name is the one at the time when the key was made
 * and never changes in it, because others have noted it. Safe for use by many threads.
 */
public final class LogIdentity {

  private static final UUID SERVICE = new UUID(0, 0);

  private final LogKind kind;
  private final String serviceName;
  private final NoteKey key;

  private LogIdentity(LogKind kind, String serviceName, NoteKey key) {
    this.kind = kind;
    this.serviceName = serviceName;
    this.key = key;
  }

  /**
   * Loads the key, or makes it at the first start and stores it sealed. Nodes that start at once on
   * one database end with the same key.
   *
   * @param kind of the logs in {@code database}, the same at every start
   * @param database the ledger's own
   * @param serviceName a DNS name; counts at the first start only
   * @throws RuntimeException the sealer's own, if the stored key does not open
   */
  public static LogIdentity openOrCreate(
      LogKind kind,
      Database database,
      Ledger ledger,
      SecretSealer sealer,
      String serviceName,
      Clock clock) {
    Optional<Row> stored = database.read(LogIdentity::find);
    return open(
        kind, stored.orElseGet(() -> create(database, ledger, sealer, serviceName, clock)), sealer);
  }

  private static Row create(
      Database database, Ledger ledger, SecretSealer sealer, String serviceName, Clock clock) {
    NoteKey made = NoteKey.generate();
    byte[] encoded = made.encoded();
    try {
      Row row = new Row(serviceName, sealer.seal(encoded));
      String vkey = made.verifier(serviceName, VerifierKey.Use.NOTE).toString();
      return database.write(
          tx -> {
            if (insert(tx, row, clock.millis())) {
              ledger.append(tx, entry(vkey));
            }
            return find(tx).orElseThrow();
          });
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static LedgerEntry entry(String vkey) {
    return new LedgerEntry(
        SERVICE, "system:first-start", "LogKeyCreate", vkey, LedgerEntry.Outcome.DONE, Map.of());
  }

  private static LogIdentity open(LogKind kind, Row row, SecretSealer sealer) {
    byte[] encoded = sealer.open(row.sealedPrivateKey);
    try {
      return new LogIdentity(kind, row.serviceName, NoteKey.decode(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** Whose acts the logs hold. */
  public LogKind kind() {
    return kind;
  }

  /** What names the tenant's log. */
  public String origin(UUID tenantId) {
    return serviceName + "/" + kind.word() + "/" + tenantId;
  }

  /** What others must know to check checkpoints of the tenant's log. */
  public VerifierKey verifierKey(UUID tenantId) {
    return key.verifier(origin(tenantId), VerifierKey.Use.NOTE);
  }

  /** States that the tenant's log has this head. The same head gives the same bytes. */
  SignedNote sign(UUID tenantId, LedgerHead head) {
    String origin = origin(tenantId);
    String text = Checkpoint.of(origin, head).text();
    return new SignedNote(text, List.of(key.sign(origin, text)));
  }

  // Rows are never compared with each other.
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(String serviceName, byte[] sealedPrivateKey) {}

  private static Optional<Row> find(Handle tx) {
    return tx.createQuery(
            "SELECT service_name, sealed_private_key FROM ledger_log_key WHERE id = 1")
        .mapTo(Row.class)
        .findOne();
  }

  /** Whether it was the first. */
  private static boolean insert(Handle tx, Row row, long now) {
    return tx.createUpdate(
                """
                INSERT INTO ledger_log_key (id, service_name, sealed_private_key, created_at)
                VALUES (1, :name, :key, :now) ON CONFLICT (id) DO NOTHING
                """)
            .bind("name", row.serviceName)
            .bind("key", row.sealedPrivateKey)
            .bind("now", now)
            .execute()
        == 1;
  }
}
