package dev.freehold.custody.passwords;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes keys from passphrases, with as many rounds as for passwords and within the same limits on
 * processor time and attempts. Nothing of a passphrase is stored: whether it was right shows when
 * what the key sealed opens. Thread-safe.
 */
public final class PassphraseKeys {

  private final RandomSource random;
  private final PasswordWork work;
  private final SignInBounds bounds;

  /** Shares the processors of {@code work} with people's passwords. */
  public PassphraseKeys(RandomSource random, PasswordWork work, AttemptCounts attempts) {
    this.random = random;
    this.work = work;
    this.bounds = new SignInBounds(attempts, "passphrase");
  }

  /**
   * How a passphrase becomes a key.
   *
   * @param iterations of PBKDF2 with HMAC-SHA-256
   * @param salt 16 random bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Copied both ways, and never compared.
  public record Derivation(int iterations, byte[] salt) {
    /** Copies the salt. */
    public Derivation {
      salt = salt.clone();
    }

    @Override
    public byte[] salt() {
      return salt.clone();
    }
  }

  /**
   * Uses a key of a passphrase that somebody chose just now.
   *
   * @param tenantId whose person it is
   * @param userPrincipalName the passphrase has to be good enough for this person
   * @param sealing is lent the key
   * @throws CustodyException {@code PASSWORD_UNACCEPTABLE} or {@code SIGN_INS_BUSY}
   */
  public <T> T choose(
      UUID tenantId, Password passphrase, String userPrincipalName, Sealing<T> sealing) {
    passphrase.requireGoodFor(userPrincipalName);
    Derivation derivation =
        new Derivation(work.iterations(), random.bytes(PasswordHash.SALT_BYTES));
    try (Key256 key = work.runFor(tenantId, () -> derive(passphrase, derivation))) {
      return sealing.seal(derivation, key);
    }
  }

  /**
   * Uses the key of a passphrase that somebody presents.
   *
   * @param account what attempts are counted by
   * @param address where the attempt comes from
   * @param opening is lent the key; empty if the passphrase was wrong
   * @throws CustodyException {@code PASSPHRASE_WRONG}, {@code TOO_MANY_SIGN_INS} or {@code
   *     SIGN_INS_BUSY}
   */
  public <T> T open(
      Password passphrase,
      Derivation derivation,
      String account,
      String address,
      Function<Key256, Optional<T>> opening) {
    SignInBounds.Attempt attempt = bounds.take(account, address);
    if (!passphrase.isInBounds()) {
      throw wrong();
    }
    Key256 derived;
    try {
      derived = work.runFrom(address, () -> derive(passphrase, derivation));
    } catch (CustodyException busy) {
      attempt.giveBack();
      throw busy;
    }
    try (Key256 key = derived) {
      T opened = opening.apply(key).orElseThrow(PassphraseKeys::wrong);
      attempt.succeeded();
      return opened;
    }
  }

  private static Key256 derive(Password passphrase, Derivation derivation) {
    return Key256.takeOver(
        PasswordHash.derive(passphrase, derivation.salt(), derivation.iterations()));
  }

  private static CustodyException wrong() {
    return new CustodyException(
        CustodyError.PASSPHRASE_WRONG,
        "the signing passphrase is wrong; it is not the password for signing in");
  }

  /** Work with a key and the parameters by which it was made. */
  @FunctionalInterface
  public interface Sealing<T> {
    /** Uses {@code key}, which is overwritten afterwards. */
    T seal(Derivation derivation, Key256 key);
  }
}
