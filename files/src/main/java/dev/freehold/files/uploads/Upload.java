package dev.freehold.files.uploads;

import dev.freehold.files.documents.DocumentProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * A document that is coming in parts.
 *
 * @param id its GUID, which clients show with each part
 * @param name the name that the document will have
 * @param properties what will be kept beside it
 * @param startedAt when it began
 */
public record Upload(UUID id, String name, DocumentProperties properties, Instant startedAt) {

  /** Never shows what is sealed. */
  @Override
  public String toString() {
    return "Upload[" + id + "]";
  }
}
