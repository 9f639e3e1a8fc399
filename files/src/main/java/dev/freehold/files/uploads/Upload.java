package dev.freehold.files.uploads;

import dev.freehold.files.documents.DocumentProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * A document that is being uploaded in parts.
 *
 * @param id its GUID, which clients send with each part
 * @param name the name that the document will have
 * @param properties what will be stored with the document
 * @param startedAt when it began
 */
public record Upload(UUID id, String name, DocumentProperties properties, Instant startedAt) {

  /** As a list has it: without what the client stores with it, which may be long. */
  Upload listed() {
    return new Upload(id, name, DocumentProperties.NONE, startedAt);
  }

  /** Never shows what is sealed. */
  @Override
  public String toString() {
    return "Upload[" + id + "]";
  }
}
