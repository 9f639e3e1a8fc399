package dev.freehold.files.documents;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.Requester;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Stores incoming content: seals it, makes it durable, hashes and checks it. It does not register
 * it.
 */
public final class ContentIntake {

  private final ObjectStore objects;

  /** Has content sealed in {@code objects}. */
  public ContentIntake(ObjectStore objects) {
    this.objects = objects;
  }

  /** Takes content in; what it returns is durable and not registered yet. */
  public Taken take(Site site, NewContent content, long maxBytes, Requester requester)
      throws IOException {
    try (Md5Input in = new Md5Input(content.stream())) {
      SealedObject sealed =
          objects.seal(SiteScope.of(site).owner(), requester, in, content.sizeBytes(), maxBytes);
      String md5 = in.md5();
      if (content.md5().isPresent() && !same(content.md5().get(), md5)) {
        objects.discard(sealed);
        throw new FilesException(
            FilesError.HASH_MISMATCH,
            "the content does not have the MD5 that came with it; nothing was kept, send it again");
      }
      return new Taken(sealed, md5);
    } catch (ContentException refused) {
      throw refused.error() == ContentError.OBJECT_TOO_LARGE ? tooLarge(maxBytes) : refused;
    }
  }

  /** Reports that content is longer than {@code maxBytes}. */
  public static FilesException tooLarge(long maxBytes) {
    return new FilesException(
        FilesError.DOCUMENT_TOO_LARGE,
        "this has at most %d bytes; send more in parts".formatted(maxBytes));
  }

  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), found.getBytes(StandardCharsets.US_ASCII));
  }

  /** A sealed object and the MD5 of its content as hexadecimal digits. */
  public record Taken(SealedObject sealed, String md5) {}
}
