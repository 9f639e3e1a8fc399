package dev.freehold.custody.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.CpuPool;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.passwords.PasswordWork;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign tokens. The newest signs; those before it are published until every token that
 * they signed has ended. A key is replaced by itself when it is old, and on demand. Nodes that
 * share a database learn of each other's keys within a minute, and at once when they meet one. Safe
 * for use by many threads.
 */
final class SigningKeys {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration REREAD_FOR_UNKNOWN = Duration.ofSeconds(1);

  /** After this long no node signs with a replaced key any more, and no token of it is alive. */
  private static final Duration RETENTION =
      CustodyLimits.MAX_TOKEN_LIFETIME
          .plus(CustodyLimits.MAX_CLOCK_SKEW)
          .plus(CustodyLimits.SIGNING_KEYS_REREAD);

  private final Database database;
  private final Ledger ledger;
  private final ServiceMasterKey master;
  private final Supplier<KeyPair> pairs;
  private final Clock clock;
  private final CpuPool work =
      new CpuPool(
          "token",
          new CpuPool.Bounds(
              Runtime.getRuntime().availableProcessors(),
              CustodyLimits.MAX_WAITING_TOKENS_OF_CALLER,
              CustodyLimits.MAX_WAITING_TOKENS,
              CustodyLimits.MAX_TOKEN_WAIT));
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Ring ring;

  private SigningKeys(
      Database database,
      Ledger ledger,
      ServiceMasterKey master,
      Supplier<KeyPair> pairs,
      Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.master = master;
    this.pairs = pairs;
    this.clock = clock;
    List<SigningKeyRows.Row> rows = database.read(SigningKeyRows::all);
    this.ring = rows.isEmpty() ? replace(Instant.EPOCH, "system:first-start") : ring(rows);
  }

  /** Loads the keys, or makes and stores the first one. */
  static SigningKeys openOrCreate(
      Database database,
      Ledger ledger,
      ServiceMasterKey master,
      Supplier<KeyPair> pairs,
      Clock clock) {
    return new SigningKeys(database, ledger, master, pairs, clock);
  }

  /** What signs now. */
  private Signer current() {
    Instant now = clock.instant();
    Ring known = ring;
    if (known.newestMadeAt.plus(CustodyLimits.SIGNING_KEY_AGE).isBefore(now)) {
      changeOnce(() -> replace(now.minus(CustodyLimits.SIGNING_KEY_AGE), "system:key-age"));
    } else if (known.isOlder(CustodyLimits.SIGNING_KEYS_REREAD, now)) {
      changeOnce(this::reread);
    }
    return ring.signer;
  }

  /**
   * Signs a token with the present key, whose id the header has. Each subject has its own share: a
   * subject that asks for many tokens takes nothing from the service's own parts.
   *
   * @throws CustodyException {@code SIGN_INS_BUSY} if too many wait to be signed
   */
  String sign(JWTClaimsSet claims) {
    Signer key = current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(key.kid()).build();
    try {
      return work.run(claims.getSubject(), () -> signed(new SignedJWT(header, claims), key));
    } catch (BusyException tooMany) {
      throw PasswordWork.busy(tooMany);
    }
  }

  private static String signed(SignedJWT token, Signer key) {
    try {
      token.sign(key.signer());
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("an RSA key signs", e);
    }
  }

  /** The public key of this id. */
  Optional<JWK> find(String kid) {
    JWK known = ring.published.getKeyByKeyId(kid);
    if (known == null && ring.isOlder(REREAD_FOR_UNKNOWN, clock.instant())) {
      changeOnce(this::reread);
      known = ring.published.getKeyByKeyId(kid);
    }
    return Optional.ofNullable(known);
  }

  JWKSet published() {
    return ring.published;
  }

  /**
   * Makes a new key that signs from now on; does nothing if the present one is younger than a
   * minute.
   *
   * @return the id of the key that signs now
   */
  String rotate(String actor) {
    changing.lock();
    try {
      ring = replace(clock.instant().minus(CustodyLimits.SIGNING_KEYS_REREAD), actor);
      return ring.signer.kid;
    } finally {
      changing.unlock();
    }
  }

  /** One thread changes the ring; the others go on with the one there is. */
  private void changeOnce(Change change) {
    if (changing.tryLock()) {
      try {
        ring = change.make();
      } catch (PersistenceException | LedgerException | BusyException notNow) {
        // The key that there is signs on.
        LOG.warn("signing keys are not up to date: {}", notNow.getMessage());
      } finally {
        changing.unlock();
      }
    }
  }

  private Ring reread() {
    return ring(database.read(SigningKeyRows::all));
  }

  private Ring replace(Instant since, String actor) {
    Instant now = clock.instant();
    SigningKeyRows.Row made = work.run(this, () -> SigningKeyRows.Row.of(pairs.get(), master, now));
    return ring(
        database.write(
            tx -> {
              if (SigningKeyRows.insertUnlessNewer(tx, made, since)) {
                ledger.append(tx, entry(made, actor));
              }
              SigningKeyRows.removeReplaced(tx, now.minus(RETENTION));
              return SigningKeyRows.all(tx);
            }));
  }

  private static LedgerEntry entry(SigningKeyRows.Row made, String actor) {
    return new LedgerEntry(
        new UUID(0, 0), actor, "SigningKeyCreate", made.kid(), LedgerEntry.Outcome.DONE, Map.of());
  }

  private Ring ring(List<SigningKeyRows.Row> rows) {
    List<Opened> opened = opened(rows);
    Opened newest = opened.getFirst();
    try {
      Signer signer = new Signer(newest.row.kid(), new RSASSASigner(newest.key));
      JWKSet published =
          new JWKSet(opened.stream().<JWK>map(one -> one.key.toPublicJWK()).toList());
      return new Ring(signer, published, newest.row.createdAt(), clock.instant());
    } catch (JOSEException e) {
      throw new IllegalStateException("an RSA key signs", e);
    }
  }

  /**
   * The keys that this service made. What is published of a key is taken out of what is sealed: a
   * public key in a column could be anybody's. A row that does not open is skipped, so that one
   * that was put in stops nobody's sign-in.
   *
   * @throws CustodyException {@code MASTER_KEY_MISMATCH} if none opens
   */
  private List<Opened> opened(List<SigningKeyRows.Row> rows) {
    List<Opened> opened = new ArrayList<>();
    Optional<CustodyException> refusal = Optional.empty();
    for (SigningKeyRows.Row row : rows) {
      try {
        opened.add(new Opened(row, row.open(master)));
      } catch (CustodyException refused) {
        LOG.error(
            "the token signing key {} was not made by this service; it is not used", row.kid());
        refusal = Optional.of(refused);
      }
    }
    if (opened.isEmpty()) {
      throw refusal.orElseThrow();
    }
    return opened;
  }

  private record Opened(SigningKeyRows.Row row, RSAKey key) {}

  /** The newest key, ready to sign. */
  record Signer(String kid, RSASSASigner signer) {}

  private record Ring(Signer signer, JWKSet published, Instant newestMadeAt, Instant readAt) {

    /** One that was read later than now is from before the clock was set back. */
    boolean isOlder(Duration age, Instant now) {
      return now.isBefore(readAt) || readAt.plus(age).isBefore(now);
    }
  }

  @FunctionalInterface
  private interface Change {
    Ring make();
  }
}
