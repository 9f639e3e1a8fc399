package dev.freehold.custody.service;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.persistence.Database;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** The table of the service's own root keys. Those that were read stay in memory. Thread-safe. */
final class ServiceRootStore {

  private static final int MODULUS_BITS = 3072;
  private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;
  private static final int VERSION_CHARS = 32;

  private final Database database;
  private final ServiceMasterKey master;
  private final RsaKeys rsa;
  private final Clock clock;
  private final Map<Named, ServiceRoot> opened = new ConcurrentHashMap<>();

  ServiceRootStore(Database database, ServiceMasterKey master, CryptoSuite suite, Clock clock) {
    this.database = database;
    this.master = master;
    this.rsa = new RsaKeys(suite);
    this.clock = clock;
  }

  /** The newest version of a key, made if there is none. */
  ServiceRoot current(int slot) {
    return database
        .read(tx -> newest(tx, slot))
        .or(() -> make(slot))
        .map(row -> open(slot, row))
        .orElseThrow(() -> new IllegalStateException("a service root that was made is there"));
  }

  /** This version of a key, if there is one. */
  Optional<ServiceRoot> find(int slot, String version) {
    if (version.length() != VERSION_CHARS) {
      return Optional.empty();
    }
    ServiceRoot known = opened.get(new Named(slot, version));
    return known != null
        ? Optional.of(known)
        : database.read(tx -> byVersion(tx, slot, idOf(version))).map(row -> open(slot, row));
  }

  /** Two nodes that come at once make one key: the second node reads the key of the first. */
  private Optional<Row> make(int slot) {
    KeyPair pair = rsa.generate(MODULUS_BITS, EXPONENT);
    UUID id = UUID.randomUUID();
    byte[] encoded = pair.getPrivate().getEncoded();
    byte[] sealed;
    try {
      sealed = master.seal(Purpose.SERVICE_ROOT_KEY, id, encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
    return database.write(
        tx -> {
          tx.createUpdate(
                  """
                  INSERT INTO service_roots (slot, id, sealed_private_key, created_at)
                  VALUES (:slot, :id, :sealed, :now) ON CONFLICT (slot) DO NOTHING\
                  """)
              .bind("slot", slot)
              .bind("id", id)
              .bind("sealed", sealed)
              .bind("now", clock.instant())
              .execute();
          return newest(tx, slot);
        });
  }

  private ServiceRoot open(int slot, Row row) {
    return opened.computeIfAbsent(
        new Named(slot, versionOf(row.id())),
        named -> {
          byte[] encoded = master.open(Purpose.SERVICE_ROOT_KEY, row.id(), row.sealed().bytes());
          try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.decodePrivate(encoded);
            KeyPair pair =
                rsa.fromNumbers(
                    new RSAPrivateCrtKeySpec(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
            return new ServiceRoot(named.version(), key, (RSAPublicKey) pair.getPublic());
          } finally {
            Arrays.fill(encoded, (byte) 0);
          }
        });
  }

  private static Optional<Row> newest(Handle tx, int slot) {
    return tx.createQuery("SELECT id, sealed_private_key FROM service_roots WHERE slot = :slot")
        .bind("slot", slot)
        .map(
            row ->
                new Row(
                    row.getColumn("id", UUID.class),
                    Ciphertext.of(row.getColumn("sealed_private_key", byte[].class))))
        .findOne();
  }

  private static Optional<Row> byVersion(Handle tx, int slot, UUID id) {
    return newest(tx, slot).filter(row -> row.id().equals(id));
  }

  private static String versionOf(UUID id) {
    return id.toString().replace("-", "");
  }

  static UUID idOf(String version) {
    return new UUID(
        Long.parseUnsignedLong(version, 0, VERSION_CHARS / 2, 16),
        Long.parseUnsignedLong(version, VERSION_CHARS / 2, VERSION_CHARS, 16));
  }

  /** A row as it is stored. */
  private record Row(UUID id, Ciphertext sealed) {}

  /** A version of one of the two keys. */
  private record Named(int slot, String version) {}
}
