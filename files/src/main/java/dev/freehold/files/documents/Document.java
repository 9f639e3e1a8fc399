package dev.freehold.files.documents;

import dev.freehold.files.parts.ByteSpan;
import java.time.Instant;
import java.util.UUID;

/**
 * A document of a site as it was at one moment.
 *
 * @param siteId the site
 * @param name its name, the key of S3
 * @param id the GUID of this content; another one after each overwrite
 * @param sizeBytes its length
 * @param etag its entity tag without quotes: the MD5 of the content in hexadecimal digits, or, for
 *     one that came in parts, that of the parts' MD5s, a hyphen and the number of parts
 * @param modifiedAt when it was put
 * @param properties what the client stored with it
 */
public record Document(
    UUID siteId,
    String name,
    UUID id,
    long sizeBytes,
    String etag,
    Instant modifiedAt,
    DocumentProperties properties) {

  /** All its bytes. */
  public ByteSpan all() {
    return new ByteSpan(0, sizeBytes);
  }

  /** As a list has it: without what the client stored with it, which may be long. */
  Document listed() {
    return new Document(siteId, name, id, sizeBytes, etag, modifiedAt, DocumentProperties.NONE);
  }

  /** Never shows what is sealed. */
  @Override
  public String toString() {
    return "Document[" + id + ", " + sizeBytes + " B]";
  }
}
