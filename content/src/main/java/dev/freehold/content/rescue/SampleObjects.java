package dev.freehold.content.rescue;

import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Tries whether objects of a blob folder can be opened, and keeps nothing of their content. */
public final class SampleObjects {

  private final Path blobs;
  private final ObjectFormat format;

  /**
   * Looks at objects.
   *
   * @param blobs the folder of a blob store
   */
  public SampleObjects(Path blobs, CryptoSuite suite) {
    this.blobs = blobs;
    this.format = new ObjectFormatV1(suite);
  }

  /** The result of one attempt. */
  public enum Outcome {
    /** Plaintext came out, authenticated; of an empty object, that it is empty. */
    OPENED,
    /** The blob is not there. */
    MISSING,
    /** The blob is cut, changed or under another key. */
    BROKEN
  }

  /** Tries to open a blob. */
  public Outcome open(OwnerKey key, UUID blobId) {
    Path file = blobs.resolve(BlobName.object(blobId).path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Outcome.MISSING;
    }
    try (ObjectFile object = ObjectFile.open(file);
        ObjectPlaintext plaintext = format.open(object, key, blobId);
        InputStream first = plaintext.stream(0, Math.min(1, plaintext.length()))) {
      first.readAllBytes();
      return Outcome.OPENED;
    } catch (IOException | CryptoException broken) {
      return Outcome.BROKEN;
    }
  }

  /**
   * One blob of each owner key, for when no database says which. Reads the beginning of every
   * object; takes about 200 bytes of memory for each owner key.
   *
   * @throws dev.freehold.content.ContentException {@code rescue-file-failed}
   */
  public Map<UUID, UUID> oneOfEach() {
    Map<UUID, UUID> found = new HashMap<>();
    Path objects = blobs.resolve(BlobArea.OBJECTS.path());
    if (!Files.isDirectory(objects)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(objects)) {
      files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> identify(file, found));
      return found;
    } catch (UncheckedIOException failure) {
      throw RescueFiles.unreadable("the folder of objects", failure.getCause());
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the folder of objects", failure);
    }
  }

  private static void identify(Path file, Map<UUID, UUID> found) {
    try (ObjectFile object = ObjectFile.open(file)) {
      ObjectIdentity identity = ObjectFormatV1.identify(object);
      found.putIfAbsent(identity.ownerKeyId(), identity.blobId());
    } catch (IOException | CryptoException notAnObject) {
      // It says nothing about any key.
    }
  }
}
