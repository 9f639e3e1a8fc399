package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.format.ObjectFormat;
import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.KeyBundle;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Opens one object without any database. Safe for use by many threads.
 *
 * <pre>{@code
 * RootKey root = PemRootKey.read(Path.of("root.pem"), suite);
 * new Rescue(suite).rescue(objectFile, bundleFolder, root, Path.of("message.eml"));
 * }</pre>
 */
public final class Rescue {

  private final ObjectFormat format;
  private final KeyBundle bundle;
  private final RandomSource random;

  /** Uses the ciphers of {@code suite}. */
  public Rescue(CryptoSuite suite) {
    this.format = new ObjectFormatV1(suite);
    this.bundle = new KeyBundle(suite);
    this.random = suite.random();
  }

  /**
   * Tells what an object's file says of itself. Nothing of it is authenticated: that takes the key.
   *
   * @throws ContentException {@code rescue-not-an-object}, {@code rescue-file-failed}
   */
  public static ObjectFacts describe(Path objectFile) {
    try (ObjectFile object = ObjectFile.open(objectFile)) {
      return new ObjectFacts(identify(object), object.length());
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the object", failure);
    }
  }

  /**
   * Opens the object in {@code objectFile} and writes it to {@code target}. Until every byte was
   * authenticated there is no file {@code target}, and none is left if anything fails.
   *
   * @param bundleFolder the tenant's bundle, the folder of all bundles, or the whole blob store
   * @param root unwraps with the one root key that is available
   * @param target must not exist; its folder must
   * @return what was rescued
   * @throws ContentException {@code rescue-not-an-object}, {@code rescue-wrong-bundle}, {@code
   *     rescue-wrong-key}, {@code rescue-file-failed}; {@code object-corrupt} if the object was cut
   *     or changed
   */
  public RescuedObject rescue(Path objectFile, Path bundleFolder, RootKey root, Path target) {
    try (ObjectFile object = ObjectFile.open(objectFile)) {
      ObjectIdentity identity = identify(object);
      Notes notes = new Notes();
      BundleFolder parts = BundleFolder.find(bundleFolder, identity.ownerKeyId(), notes);
      try (OwnerKey owner = new OwnerKeyOpener(bundle, parts, root, notes).open();
          ObjectPlaintext plaintext = open(object, owner, identity)) {
        RescueTarget.write(target, random, out -> copy(plaintext, out));
        return new RescuedObject(owner.tenantId(), identity, plaintext.length(), notes.list());
      }
    } catch (IOException failure) {
      throw RescueFiles.unreadable("the object", failure);
    }
  }

  private static ObjectIdentity identify(ObjectFile object) throws IOException {
    try {
      return ObjectFormatV1.identify(object);
    } catch (CryptoException other) {
      throw new ContentException(
          ContentError.RESCUE_NOT_AN_OBJECT,
          "the file is not an object of Freehold: %s".formatted(other.getMessage()),
          other);
    }
  }

  private ObjectPlaintext open(ObjectFile object, OwnerKey owner, ObjectIdentity identity)
      throws IOException {
    try {
      return format.open(object, owner, identity.blobId());
    } catch (CryptoException | EOFException broken) {
      throw corrupt(broken);
    }
  }

  private static void copy(ObjectPlaintext plaintext, OutputStream out) throws IOException {
    try (InputStream in = plaintext.stream(0, plaintext.length())) {
      in.transferTo(out);
    } catch (CryptoException | EOFException broken) {
      throw corrupt(broken);
    }
  }

  private static ContentException corrupt(Exception broken) {
    return new ContentException(
        ContentError.OBJECT_CORRUPT,
        "the object was cut or changed, so nothing of it was written (%s); take another copy"
            .formatted(broken.getMessage()),
        broken);
  }
}
