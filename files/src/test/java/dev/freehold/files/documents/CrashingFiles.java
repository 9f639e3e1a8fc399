package dev.freehold.files.documents;

import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process that puts, overwrites, puts together and deletes documents as fast as it can, and waits
 * to be killed. It says what it begins and what it was acknowledged: {@code begin|done name
 * version}, where version 0 is a deletion.
 */
final class CrashingFiles {

  private static final int WRITERS = 4;
  private static final int NAMES = 6;

  private final CrashStore store;

  private CrashingFiles(CrashStore store) {
    this.store = store;
  }

  /** Takes the folder and the number of the first version. */
  public static void main(String[] arguments) throws InterruptedException {
    CrashingFiles files = new CrashingFiles(new CrashStore(Path.of(arguments[0])));
    int first = Integer.parseInt(arguments[1]);
    Thread[] writers = new Thread[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      String prefix = "writer %d/document ".formatted(i);
      writers[i] = Thread.ofVirtual().start(() -> files.writeForever(prefix, first));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    System.exit(1);
  }

  private void writeForever(String prefix, int first) {
    for (int version = first; ; version++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      String name = prefix + random.nextInt(NAMES);
      int kind = random.nextInt(4);
      int becomes = kind == 0 ? 0 : version;
      System.out.println("begin\t%s\t%d".formatted(name, becomes));
      try {
        switch (kind) {
          case 0 -> store.documents.delete(store.site, name, Conditions.NONE, CrashStore.SOMEBODY);
          case 1 -> putTogether(name, version);
          case 2, 3 -> put(name, version);
          default -> throw new IllegalStateException("there are four kinds");
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      System.out.println("done\t%s\t%d".formatted(name, becomes));
    }
  }

  private void put(String name, int version) throws IOException {
    store.documents.put(
        store.site,
        name,
        DocumentProperties.NONE,
        content(name, version),
        Conditions.NONE,
        CrashStore.SOMEBODY);
  }

  /** Of one part, after it was replaced and another one came that is left out. */
  private void putTogether(String name, int version) throws IOException {
    Upload upload =
        store.uploads.start(store.site, name, DocumentProperties.NONE, CrashStore.SOMEBODY);
    putPart(upload, 1, content(name, -version));
    putPart(upload, 2, content(name, -version));
    UploadedPart part = putPart(upload, 1, content(name, version));
    store.uploads.complete(
        store.site,
        upload.id(),
        List.of(new ChosenPart(1, part.etag())),
        Conditions.NONE,
        CrashStore.SOMEBODY);
  }

  private UploadedPart putPart(Upload upload, int number, NewContent content) throws IOException {
    return store.uploads.putPart(store.site, upload.id(), number, content, CrashStore.SOMEBODY);
  }

  private static NewContent content(String name, int version) {
    byte[] content = CrashStore.content(name, version);
    return new NewContent(
        new ByteArrayInputStream(content), OptionalLong.of(content.length), Optional.empty());
  }
}
