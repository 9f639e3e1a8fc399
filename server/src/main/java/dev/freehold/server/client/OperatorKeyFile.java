package dev.freehold.server.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.passwords.PasswordHash;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The file of an operator who approves purges: the name and the key pair. It is read by its owner
 * alone, belongs on a machine that is not the server, and may be sealed by a passphrase.
 *
 * @param name under which the operator signs
 * @param key the pair
 */
public record OperatorKeyFile(String name, NoteKey key) {

  private static final String IN_CLEAR = "freehold-operator-key-v1";
  private static final String SEALED = "freehold-operator-key-v2";
  private static final int MAX_ITERATIONS = 10_000_000;

  /**
   * Makes a pair and its file, with mode 0600.
   *
   * @param passphrase seals the key, if there is one: PBKDF2 with HMAC-SHA-256, as for passwords
   * @throws ServerException {@code CONNECTION_INVALID} if the name cannot be a key's, or the
   *     passphrase is too easy to guess
   */
  public static OperatorKeyFile create(Path file, String name, Optional<Password> passphrase)
      throws IOException {
    try {
      passphrase.ifPresent(chosen -> chosen.requireGoodFor(name));
    } catch (CustodyException tooEasy) {
      throw new ServerException(ServerError.CONNECTION_INVALID, tooEasy.getMessage(), tooEasy);
    }
    OperatorKeyFile made = new OperatorKeyFile(name, NoteKey.generate());
    byte[] encoded = made.key.encoded();
    try {
      made.verifier();
      SecretJsonFile.write(
          file,
          passphrase.isPresent()
              ? seal(name, encoded, passphrase.get())
              : new Content(IN_CLEAR, name, base64(encoded), null, null, null));
      return made;
    } catch (MalformedNoteException refused) {
      throw new ServerException(ServerError.CONNECTION_INVALID, refused.getMessage(), refused);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /**
   * Reads the file.
   *
   * @param passphrase is asked if the key is sealed
   * @throws ServerException {@code CONNECTION_INVALID} if it is malformed, others can read it, or
   *     the passphrase is another
   */
  public static OperatorKeyFile read(Path file, Supplier<Password> passphrase) {
    SecretJsonFile.requireOwnersOnly(file);
    Content content =
        SecretJsonFile.read(file, Content.class, "'freehold purge operator-key' makes");
    byte[] encoded = {};
    try {
      encoded =
          content.format().equals(SEALED)
              ? open(content, passphrase.get())
              : Base64.getDecoder().decode(content.key());
      return new OperatorKeyFile(content.name(), NoteKey.decode(encoded));
    } catch (CryptoException refused) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "the passphrase is not the one of %s, or the file was changed".formatted(file),
          refused);
    } catch (IllegalArgumentException malformed) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, file + " holds no operator's key", malformed);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static Content seal(String name, byte[] encoded, Password passphrase) {
    CryptoSuite suite = suite();
    byte[] salt = suite.random().bytes(PasswordHash.SALT_BYTES);
    int iterations = CustodyLimits.MIN_PASSWORD_ITERATIONS;
    try (Key256 key = Key256.takeOver(PasswordHash.derive(passphrase, salt, iterations))) {
      byte[] sealed = new Aead(suite).seal(key, purpose(name), encoded);
      return new Content(SEALED, name, null, iterations, base64(salt), base64(sealed));
    }
  }

  private static byte[] open(Content content, Password passphrase) {
    byte[] salt = Base64.getDecoder().decode(content.salt());
    byte[] sealed = Base64.getDecoder().decode(content.sealed());
    try (Key256 key =
        Key256.takeOver(PasswordHash.derive(passphrase, salt, content.iterations()))) {
      return new Aead(suite()).open(key, purpose(content.name()), sealed);
    }
  }

  private static CryptoSuite suite() {
    return CryptoSuite.select(CryptoSuite.Choice.AUTO);
  }

  private static byte[] purpose(String name) {
    return (SEALED + "\n" + name).getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The public half, for the configuration of the server. */
  public VerifierKey verifier() {
    return key.verifier(name, VerifierKey.Use.NOTE);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Content(
      String format, String name, String key, Integer iterations, String salt, String sealed) {
    Content {
      boolean isClear = IN_CLEAR.equals(format) && key != null;
      boolean isSealed =
          SEALED.equals(format)
              && salt != null
              && sealed != null
              && iterations != null
              && iterations > 0
              && iterations <= MAX_ITERATIONS;
      if (name == null || !(isClear || isSealed)) {
        throw new ServerException(
            ServerError.CONNECTION_INVALID,
            "it is neither of the form %s nor of %s".formatted(IN_CLEAR, SEALED));
      }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
      return "Content[" + name + "]";
    }
  }
}
