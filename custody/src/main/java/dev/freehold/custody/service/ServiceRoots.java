package dev.freehold.custody.service;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Two RSA keys of the service's own, made when they are first needed, sealed under the service
 * master key in the database of the availability keys. They answer as vaults do, so that what the
 * service manages is wrapped, leased, rolled and checked like what customers manage. Their
 * addresses are in a domain that no vault can have (RFC 6761, {@code .invalid}). Safe for use by
 * many threads.
 */
public final class ServiceRoots implements RootVaults {

  private static final String DOMAIN = ".service-managed.invalid";
  private static final String HOST_PREFIX = "root-";
  private static final String KEY_NAME = "service-root";
  private static final int HTTPS_PORT = 443;
  private static final int KEPT_DAYS = 90;
  private static final List<Integer> SLOTS = List.of(1, 2);

  private final ServiceRootStore store;
  private final RsaOaep oaep;

  /**
   * Keeps the keys in {@code database}; none is made yet.
   *
   * @param database that of the availability keys
   */
  public ServiceRoots(Database database, ServiceMasterKey master, CryptoSuite suite, Clock clock) {
    this.store = new ServiceRootStore(database, master, suite, clock);
    this.oaep = new RsaOaep(suite);
  }

  /** The addresses of both keys with their versions; makes the keys if there are none. */
  public List<RootKeyUri> current() {
    return SLOTS.stream().map(slot -> uri(slot, store.current(slot).version())).toList();
  }

  /** Tells whether {@code key} is one of these. */
  public static boolean isOurs(RootKeyUri key) {
    return key.host().endsWith(DOMAIN);
  }

  /** The id by which the store has this version of one of the keys. */
  public static UUID idOf(RootKeyUri keyVersion) {
    return ServiceRootStore.idOf(keyVersion.version());
  }

  @Override
  public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
    return find(key)
        .<RootAnswer<RootKeyFacts>>map(
            root ->
                new Given<>(
                    new RootKeyFacts(
                        uri(slotOf(key), root.version()),
                        "RSA",
                        root.publicKey().getModulus().bitLength(),
                        true,
                        null,
                        null,
                        Set.of("wrapKey", "unwrapKey"),
                        "Recoverable+ProtectedSubscription",
                        KEPT_DAYS)))
        .orElseGet(ServiceRoots::absent);
  }

  @Override
  public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
    return find(keyVersion)
        .<RootAnswer<byte[]>>map(
            root ->
                new Given<>(
                    secret.use(raw -> oaep.encrypt(root.publicKey(), RsaOaep.Hash.SHA256, raw))))
        .orElseGet(ServiceRoots::absent);
  }

  @Override
  public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
    Optional<ServiceRoot> found = find(keyVersion);
    if (found.isEmpty()) {
      return absent();
    }
    try {
      byte[] raw = oaep.decrypt(found.get().privateKey(), RsaOaep.Hash.SHA256, wrapped);
      if (raw.length != Key256.LENGTH_BYTES) {
        Arrays.fill(raw, (byte) 0);
        return wrong("wrong-length", "an unwrapped key does not have 32 bytes");
      }
      return new Given<>(Key256.takeOver(raw));
    } catch (CryptoException e) {
      return wrong("BadParameter", e.getMessage());
    }
  }

  private Optional<ServiceRoot> find(RootKeyUri key) {
    int slot = slotOf(key);
    if (!SLOTS.contains(slot) || !key.name().equals(KEY_NAME)) {
      return Optional.empty();
    }
    return key.hasVersion() ? store.find(slot, key.version()) : Optional.of(store.current(slot));
  }

  private static int slotOf(RootKeyUri key) {
    String host = key.host();
    return SLOTS.stream()
        .filter(slot -> host.equals(HOST_PREFIX + slot + DOMAIN))
        .findFirst()
        .orElse(0);
  }

  private static RootKeyUri uri(int slot, String version) {
    return new RootKeyUri(HOST_PREFIX + slot + DOMAIN, HTTPS_PORT, KEY_NAME, version);
  }

  /**
   * Nobody refuses: the service has lost its key. As a refusal it would lock the policy, and its
   * users would be told that a customer wants it so.
   */
  private static <T> RootAnswer<T> absent() {
    return new NotGiven<>(
        new RootFailure(
            RootFailure.Kind.DID_NOT_ANSWER,
            "service-root-missing",
            "the availability database does not have this root key of the service's own"));
  }

  private static <T> RootAnswer<T> wrong(String code, String detail) {
    return new NotGiven<>(new RootFailure(RootFailure.Kind.WRONG_ANSWER, code, detail));
  }
}
