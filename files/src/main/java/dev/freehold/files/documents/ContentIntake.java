package dev.freehold.files.documents;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.custody.Requester;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.keys.SiteTasks;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Takes content in: sealed and durable, hashed and checked; then registers it on its site. */
public final class ContentIntake {

  private final ObjectStore objects;
  private final SiteTasks tasks;

  /** Has content sealed in {@code objects} and registered by {@code tasks}. */
  public ContentIntake(ObjectStore objects, SiteTasks tasks) {
    this.objects = objects;
    this.tasks = tasks;
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
      return new Taken(sealed, md5, content.atEnd());
    } catch (ContentException refused) {
      throw refused.error() == ContentError.OBJECT_TOO_LARGE ? tooLarge(maxBytes) : refused;
    }
  }

  /**
   * Registers what was taken in, together with {@code change}, in one transaction on its site. Just
   * before each attempt it runs the content's {@link NewContent#atEnd}: if the key was renewed
   * meanwhile, the attempts are as far apart as it takes to reseal the content. If it is refused,
   * nothing is kept.
   */
  public <R> R register(Taken taken, Site site, Requester requester, Change<R> change) {
    return objects.registerFresh(
        taken.sealed(),
        SiteScope.of(site).owner(),
        requester,
        fresh -> {
          try {
            taken.atEnd().run();
            return tasks.change(
                site,
                fresh.ownerKeyId(),
                requester,
                work -> {
                  objects.register(work.tx(), fresh, requester);
                  return change.run(work, fresh);
                });
          } catch (FilesException refused) {
            objects.discard(fresh);
            throw refused;
          }
        });
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

  /** What is changed on a site besides; it may run several times. */
  @FunctionalInterface
  public interface Change<R> {

    /** Changes the site in the transaction of {@code work}; {@code fresh} is registered in it. */
    R run(SiteTasks.Work work, SealedObject fresh);
  }

  /**
   * Content that is sealed and not registered.
   *
   * @param md5 the MD5 of the content as hexadecimal digits
   * @param atEnd as {@link NewContent#atEnd}
   */
  public record Taken(SealedObject sealed, String md5, Runnable atEnd) {}
}
