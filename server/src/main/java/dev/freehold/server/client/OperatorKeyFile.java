package dev.freehold.server.client;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/**
 * The file of an operator who approves purges: the name and the key pair. It is read by its owner
 * alone and belongs on a machine that is not the server.
 *
 * @param name under which the operator signs
 * @param key the pair
 */
public record OperatorKeyFile(String name, NoteKey key) {

  private static final String FORMAT = "freehold-operator-key-v1";

  /**
   * Makes a pair and its file, with mode 0600.
   *
   * @throws ServerException {@code CONNECTION_INVALID} if the name cannot be a key's
   */
  public static OperatorKeyFile create(Path file, String name) throws IOException {
    OperatorKeyFile made = new OperatorKeyFile(name, NoteKey.generate());
    byte[] encoded = made.key.encoded();
    try {
      made.verifier();
      SecretJsonFile.write(
          file, new Content(FORMAT, name, Base64.getEncoder().encodeToString(encoded)));
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
   * @throws ServerException {@code CONNECTION_INVALID} if it is malformed, or others can read it
   */
  public static OperatorKeyFile read(Path file) {
    SecretJsonFile.requireOwnersOnly(file);
    Content content =
        SecretJsonFile.read(file, Content.class, "'freehold purge operator-key' makes");
    byte[] encoded = {};
    try {
      encoded = Base64.getDecoder().decode(content.key());
      return new OperatorKeyFile(content.name(), NoteKey.decode(encoded));
    } catch (IllegalArgumentException malformed) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID, file + " holds no operator's key", malformed);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** The public half, for the configuration of the server. */
  public VerifierKey verifier() {
    return key.verifier(name, VerifierKey.Use.NOTE);
  }

  private record Content(String format, String name, String key) {
    Content {
      if (!FORMAT.equals(format) || name == null || key == null) {
        throw new ServerException(
            ServerError.CONNECTION_INVALID, "it is not of the form " + FORMAT);
      }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
      return "Content[" + name + "]";
    }
  }
}
