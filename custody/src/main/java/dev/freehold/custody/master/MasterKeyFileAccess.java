package dev.freehold.custody.master;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Makes and reads the file of a master key: a line that says what it is, then the key in base64url
 * on its own line.
 */
final class MasterKeyFileAccess {

  private static final byte[] HEADER = "freehold-service-master-key-v1\n".getBytes(US_ASCII);
  private static final int ENCODED_KEY_BYTES = 43;
  private static final int FILE_BYTES = HEADER.length + ENCODED_KEY_BYTES + 1;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;

  MasterKeyFileAccess(Path file) {
    this.file = file.toAbsolutePath();
  }

  Key256 readOrCreate(RandomSource random) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        create(random);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    return readExisting();
  }

  Key256 readExisting() {
    try {
      return read();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Does not look at who else may read it. */
  Key256 readCopy() {
    try {
      return readKey();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private CustodyException unusable(IOException e) {
    return new CustodyException(
        CustodyError.MASTER_KEY_UNUSABLE,
        "the service master key file %s cannot be read or made; check the folder and its rights"
            .formatted(file.getFileName()),
        e);
  }

  private void create(RandomSource random) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    byte[] content = encode(random.bytes(Key256.LENGTH_BYTES));
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
    try {
      // A link, unlike a rename, never replaces a key that another process just made.
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // The other process was first; its key is read.
    } finally {
      Files.delete(temporary);
    }
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private Key256 read() throws IOException {
    Set<PosixFilePermission> extra =
        EnumSet.copyOf(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    extra.removeAll(OWNER_ONLY);
    if (!extra.isEmpty()) {
      throw new CustodyException(
          CustodyError.MASTER_KEY_EXPOSED,
          "the service master key file %s must have mode 0600, but also grants %s; run chmod 600 and"
                  .formatted(file.getFileName(), extra)
              + " find out who has read it");
    }
    return readKey();
  }

  private Key256 readKey() throws IOException {
    if (Files.size(file) != FILE_BYTES) {
      throw malformed();
    }
    byte[] content = Files.readAllBytes(file);
    try {
      return decode(content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private Key256 decode(byte[] content) {
    boolean framed =
        content.length == FILE_BYTES
            && Arrays.equals(content, 0, HEADER.length, HEADER, 0, HEADER.length)
            && content[FILE_BYTES - 1] == '\n';
    if (!framed) {
      throw malformed();
    }
    byte[] encoded = Arrays.copyOfRange(content, HEADER.length, FILE_BYTES - 1);
    try {
      return Key256.takeOver(Base64.getUrlDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw malformed();
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static byte[] encode(byte[] key) {
    byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(key);
    byte[] content = Arrays.copyOf(HEADER, FILE_BYTES);
    System.arraycopy(encoded, 0, content, HEADER.length, encoded.length);
    content[FILE_BYTES - 1] = '\n';
    Arrays.fill(encoded, (byte) 0);
    Arrays.fill(key, (byte) 0);
    return content;
  }

  private CustodyException malformed() {
    return new CustodyException(
        CustodyError.MASTER_KEY_UNUSABLE,
        "the service master key file %s is not of the form this program writes; restore it from"
                .formatted(file.getFileName())
            + " its backup, because a new key opens nothing that the old one sealed");
  }
}
