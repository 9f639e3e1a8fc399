package dev.freehold.files.s3;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.Requester;
import dev.freehold.files.ChosenPart;
import dev.freehold.files.Conditions;
import dev.freehold.files.Document;
import dev.freehold.files.DocumentPage;
import dev.freehold.files.DocumentProperties;
import dev.freehold.files.DocumentSelection;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.NewContent;
import dev.freehold.files.Site;
import dev.freehold.files.Upload;
import dev.freehold.files.UploadedPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Documents in memory, for tests of the protocol. */
final class MemoryFiles implements SiteFiles {

  private static final Comparator<String> ORDER =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Map<UUID, Map<String, Stored>> documents = new HashMap<>();
  private final Map<UUID, Parts> uploads = new TreeMap<>();
  private final AtomicReference<Supplier<RuntimeException>> refusal = new AtomicReference<>();
  private final AtomicReference<UnaryOperator<InputStream>> reading =
      new AtomicReference<>(UnaryOperator.identity());

  private record Stored(Document document, ByteBuffer content) {}

  private record Parts(UUID siteId, Upload upload, Map<Integer, StoredPart> parts) {}

  private record StoredPart(UploadedPart part, ByteBuffer content) {}

  /** From now on every call is refused with this; null for no longer. */
  void refuse(Supplier<RuntimeException> how) {
    refusal.set(how);
  }

  /** From now on contents are read through this. */
  void reading(UnaryOperator<InputStream> how) {
    reading.set(how);
  }

  private Map<String, Stored> of(Site site) {
    Supplier<RuntimeException> how = refusal.get();
    if (how != null) {
      throw how.get();
    }
    return documents.computeIfAbsent(site.id(), id -> new TreeMap<>(ORDER));
  }

  @Override
  public Document put(
      Site site,
      String name,
      DocumentProperties properties,
      NewContent content,
      Conditions conditions,
      Requester requester)
      throws IOException {
    byte[] bytes = read(content);
    synchronized (this) {
      return store(site, name, properties, bytes, md5(bytes), conditions);
    }
  }

  private Document store(
      Site site,
      String name,
      DocumentProperties properties,
      byte[] content,
      String etag,
      Conditions conditions) {
    if (name.getBytes(StandardCharsets.UTF_8).length > FilesLimits.MAX_NAME_BYTES) {
      throw new FilesException(FilesError.DOCUMENT_NAME_INVALID, "at most 1024 bytes");
    }
    require(conditions, of(site).get(name));
    Document document =
        new Document(
            site.id(), name, UUID.randomUUID(), content.length, etag, Instant.now(), properties);
    of(site).put(name, new Stored(document, ByteBuffer.wrap(content)));
    return document;
  }

  private static void require(Conditions conditions, Stored there) {
    if (conditions.ifMatch().isPresent() && there == null) {
      throw missing();
    }
    boolean matches = conditions.ifMatch().isEmpty() || has(conditions.ifMatch().get(), there);
    boolean differs =
        conditions.ifNoneMatch().isEmpty() || !has(conditions.ifNoneMatch().get(), there);
    if (!matches || !differs) {
      throw new FilesException(FilesError.PRECONDITION_FAILED, "another state");
    }
  }

  private static boolean has(String wanted, Stored there) {
    return there != null && (wanted.equals("*") || wanted.equals(there.document().etag()));
  }

  private static FilesException missing() {
    return new FilesException(FilesError.DOCUMENT_NOT_FOUND, "no such document");
  }

  private static byte[] read(NewContent content) throws IOException {
    byte[] bytes = content.stream().readAllBytes();
    if (content.sizeBytes().isPresent() && content.sizeBytes().getAsLong() != bytes.length) {
      throw new ContentException(ContentError.OBJECT_LENGTH_MISMATCH, "another length");
    }
    if (content.md5().isPresent() && !content.md5().get().equals(md5(bytes))) {
      throw new FilesException(FilesError.HASH_MISMATCH, "another hash");
    }
    return bytes;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  @Override
  public synchronized Document require(Site site, String name, Requester requester) {
    return stored(site, name).document();
  }

  private Stored stored(Site site, String name) {
    Stored stored = of(site).get(name);
    if (stored == null) {
      throw missing();
    }
    return stored;
  }

  @Override
  public synchronized Opened open(Site site, String name, Requester requester) {
    Stored stored = stored(site, name);
    return new Opened() {
      @Override
      public Document document() {
        return stored.document();
      }

      @Override
      public InputStream stream(long from, long length) {
        return reading
            .get()
            .apply(new ByteArrayInputStream(stored.content().array(), (int) from, (int) length));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized DocumentPage list(
      Site site, DocumentSelection selection, Requester requester) {
    List<Document> found = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = selection.after();
    for (Stored stored : of(site).values()) {
      String name = stored.document().name();
      String entry = entry(name, selection);
      if (!name.startsWith(selection.prefix())
          || ORDER.compare(entry, selection.after()) <= 0
          || (entry.equals(last) && !entry.equals(name))) {
        continue;
      }
      if (found.size() + prefixes.size() == selection.max()) {
        return new DocumentPage(found, prefixes, Optional.of(last));
      }
      if (entry.equals(name)) {
        found.add(stored.document());
      } else {
        prefixes.add(entry);
      }
      last = entry;
    }
    return new DocumentPage(found, prefixes, Optional.empty());
  }

  private static String entry(String name, DocumentSelection selection) {
    if (selection.delimiter().isEmpty() || !name.startsWith(selection.prefix())) {
      return name;
    }
    String delimiter = selection.delimiter().get();
    int at = name.indexOf(delimiter, selection.prefix().length());
    return at < 0 ? name : name.substring(0, at + delimiter.length());
  }

  @Override
  public synchronized boolean delete(
      Site site, String name, Conditions conditions, Requester requester) {
    require(conditions, of(site).get(name));
    return of(site).remove(name) != null;
  }

  @Override
  public synchronized Upload startUpload(
      Site site, String name, DocumentProperties properties, Requester requester) {
    of(site);
    Upload upload = new Upload(UUID.randomUUID(), name, properties, Instant.now());
    uploads.put(upload.id(), new Parts(site.id(), upload, new TreeMap<>()));
    return upload;
  }

  @Override
  public synchronized Upload requireUpload(Site site, UUID uploadId, Requester requester) {
    return partsOf(site, uploadId).upload();
  }

  private Parts partsOf(Site site, UUID uploadId) {
    Parts parts = uploads.get(uploadId);
    if (parts == null || !parts.siteId().equals(site.id())) {
      throw new FilesException(FilesError.UPLOAD_NOT_FOUND, "no such upload");
    }
    return parts;
  }

  @Override
  public synchronized List<Upload> uploads(Site site, Requester requester) {
    return uploads.values().stream()
        .filter(parts -> parts.siteId().equals(site.id()))
        .map(Parts::upload)
        .toList();
  }

  @Override
  public UploadedPart putPart(
      Site site, UUID uploadId, int number, NewContent content, Requester requester)
      throws IOException {
    byte[] bytes = read(content);
    UploadedPart part = new UploadedPart(number, bytes.length, md5(bytes), Instant.now());
    synchronized (this) {
      partsOf(site, uploadId).parts().put(number, new StoredPart(part, ByteBuffer.wrap(bytes)));
    }
    return part;
  }

  @Override
  public synchronized List<UploadedPart> parts(Site site, UUID uploadId, Requester requester) {
    return partsOf(site, uploadId).parts().values().stream().map(StoredPart::part).toList();
  }

  @Override
  public synchronized Document complete(
      Site site,
      UUID uploadId,
      List<ChosenPart> chosen,
      Conditions conditions,
      Requester requester) {
    Parts parts = partsOf(site, uploadId);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (ChosenPart choice : chosen) {
      StoredPart part = parts.parts().get(choice.number());
      content.writeBytes(part.content().array());
      hashes.writeBytes(HexFormat.of().parseHex(part.part().etag()));
    }
    String etag = md5(hashes.toByteArray()) + "-" + chosen.size();
    Upload upload = parts.upload();
    Document document =
        store(site, upload.name(), upload.properties(), content.toByteArray(), etag, conditions);
    uploads.remove(uploadId);
    return document;
  }

  @Override
  public synchronized void abort(Site site, UUID uploadId) {
    partsOf(site, uploadId);
    uploads.remove(uploadId);
  }
}
