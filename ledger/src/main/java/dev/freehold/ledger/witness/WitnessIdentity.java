package dev.freehold.ledger.witness;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The name and key of a witness, in a file of mode 0600: a line that names the format, the name and
 * the key pair in base64.
 */
public final class WitnessIdentity {

  private static final String FORMAT = "freehold witness key 1";
  private static final int MAX_FILE_BYTES = 4096;
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final String name;
  private final NoteKey key;

  private WitnessIdentity(String name, NoteKey key) {
    this.name = name;
    this.key = key;
  }

  /**
   * Reads the identity.
   *
   * @throws WitnessException if it cannot be read or understood, or others than the owner have any
   *     right on the file
   */
  static WitnessIdentity open(Path file) {
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw failure(
            file, "must have mode 0600; run chmod 600, and think whether it leaked", null);
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw failure(file, "is larger than a key file can be", null);
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() != 3 || !lines.getFirst().equals(FORMAT)) {
        throw failure(file, "is no key file of format 1; restore it from a backup", null);
      }
      byte[] encoded = Base64.getDecoder().decode(lines.get(2));
      try {
        return named(lines.get(1), NoteKey.decode(encoded));
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    } catch (IOException unreadable) {
      throw failure(file, "cannot be read", unreadable);
    } catch (IllegalArgumentException malformed) {
      throw failure(file, "holds no key pair; restore it from a backup", malformed);
    }
  }

  /**
   * Makes a new key and the file, durably.
   *
   * @param name a URL without scheme, such as {@code witness.example.org/main}
   * @throws MalformedNoteException if the name cannot be a key's
   */
  static WitnessIdentity create(Path file, String name, DurableFile disk) {
    WitnessIdentity made = named(name, NoteKey.generate());
    byte[] encoded = made.key.encoded();
    try {
      String content = FORMAT + "\n" + name + "\n" + Base64.getEncoder().encodeToString(encoded);
      disk.write(file, (content + "\n").getBytes(StandardCharsets.UTF_8));
      return made;
    } catch (IOException unwritable) {
      throw failure(file, "cannot be written; check the folder and the space left", unwritable);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static WitnessIdentity named(String name, NoteKey key) {
    WitnessIdentity identity = new WitnessIdentity(name, key);
    identity.verifierKey();
    return identity;
  }

  private static WitnessException failure(Path file, String what, Exception cause) {
    return new WitnessException("the witness's key file %s %s".formatted(file, what), cause);
  }

  /** What others must know to trust the witness. */
  public VerifierKey verifierKey() {
    return key.verifier(name, VerifierKey.Use.COSIGNATURE);
  }

  /** The name under which the witness cosigns. */
  public String name() {
    return name;
  }

  NoteSignature cosign(String text, Instant time) {
    return key.cosign(name, text, time);
  }
}
