package dev.freehold.custody.approvers;

import dev.freehold.crypto.Aead;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.PassphraseKeys;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordVeto;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.UUID;

/**
 * Refuses a password that is the passphrase of the person's signing key: whoever learnt one of the
 * two would have both. Only trying the key tells, so each try counts as an attempt to sign.
 * Thread-safe.
 */
public final class PassphraseVeto implements PasswordVeto {

  /** The registration in effect, and the one that will be. */
  private static final int MAX_KEYS = 2;

  private final Database database;
  private final Aead aead;

  /** Tries the keys in {@code database}. */
  public PassphraseVeto(Database database, Aead aead) {
    this.database = database;
    this.aead = aead;
  }

  @Override
  public void check(PassphraseKeys keys, User user, Password wanted, String address) {
    UUID tenantId = user.identity().tenantId();
    UUID objectId = user.identity().objectId();
    List<Approver> own =
        database.read(tx -> ApproverRows.withKey(tx, tenantId, objectId, MAX_KEYS));
    for (Approver one : own) {
      if (opens(new ApproverKeys(keys, aead), one, wanted, address)) {
        throw same("the new password is the passphrase of your signing key");
      }
    }
  }

  private boolean opens(ApproverKeys keys, Approver one, Password wanted, String address) {
    SealedKey sealed = database.read(tx -> ApproverRows.key(tx, one.id())).orElseThrow();
    try {
      keys.open(one, sealed, wanted, address);
      return true;
    } catch (CustodyException refused) {
      if (refused.error() == CustodyError.PASSPHRASE_WRONG) {
        return false;
      }
      throw refused;
    }
  }

  static CustodyException same(String what) {
    return new CustodyException(
        CustodyError.PASSWORD_UNACCEPTABLE,
        what + "; choose another one, so that who learns the one does not have the other");
  }
}
