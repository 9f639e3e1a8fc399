package dev.freehold.vault.masterkey;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.token.HardwareToken;
import dev.freehold.vault.token.TokenWrappingKey;
import dev.freehold.web.files.StateFile;
import java.nio.file.Path;
import java.util.Optional;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * The master key in a file, wrapped by a key that never leaves a PKCS #11 token. An attacker with
 * the file still needs the token and its PIN. While the server runs the key is in its memory.
 */
public final class TokenMasterKey implements MasterKeySource {

  private final Path path;
  private final StateFile file;
  private final HardwareToken token;
  private final RandomSource random;

  /** The wrapped key at {@code path}; {@code random} is used if it has to be made. */
  public TokenMasterKey(Path path, HardwareToken token, RandomSource random) {
    this.path = path;
    this.file = StateFile.secret(path);
    this.token = token;
    this.random = random;
  }

  @Override
  public Optional<Key256> load() {
    if (!file.exists()) {
      return Optional.empty();
    }
    byte[] wrapped = file.read();
    return Optional.of(token.with((session, wrapping) -> unwrap(session, wrapping, wrapped)));
  }

  @Override
  public Key256 create() {
    if (file.exists()) {
      throw new VaultException(
          VaultError.MASTER_KEY,
          "the file %s is there already; it is never replaced".formatted(path));
    }
    Key256 key = Key256.random(random);
    try {
      file.write(key.use(secret -> token.with((session, by) -> wrap(session, by, secret))));
      return key;
    } catch (RuntimeException | Error failed) {
      key.close();
      throw failed;
    }
  }

  private static byte[] wrap(Session session, TokenWrappingKey wrapping, byte[] secret)
      throws PKCS11Exception {
    long object = session.createObject(passing().value(secret));
    try {
      return wrapping.wrap(session, object);
    } finally {
      session.destroyObject(object);
    }
  }

  private static Key256 unwrap(Session session, TokenWrappingKey wrapping, byte[] wrapped)
      throws PKCS11Exception {
    long object = wrapping.unwrap(session, wrapped, passing());
    try {
      return Key256.takeOver(session.getAttrValues(object, CKA_VALUE).value());
    } finally {
      session.destroyObject(object);
    }
  }

  /** An object that is in the token for the moment between in and out. */
  private static AttributeVector passing() {
    return new AttributeVector()
        .class_(CKO_SECRET_KEY)
        .keyType(CKK_GENERIC_SECRET)
        .token(false)
        .private_(true)
        .sensitive(false)
        .extractable(true);
  }
}
