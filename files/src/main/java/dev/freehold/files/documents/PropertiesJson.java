package dev.freehold.files.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import java.io.IOException;

/** Encodes the properties of documents before they are sealed. */
public final class PropertiesJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader READER = JSON.readerFor(DocumentProperties.class);

  private PropertiesJson() {}

  /** The bytes to seal. */
  public static byte[] encode(DocumentProperties properties) {
    byte[] json;
    try {
      json = JSON.writeValueAsBytes(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings can always be written as JSON", e);
    }
    if (json.length > FilesLimits.MAX_PROPERTIES_BYTES) {
      throw new FilesException(
          FilesError.PROPERTIES_TOO_LARGE,
          ("the headers, metadata and checksums of a document have at most %d bytes together,"
                  + " got %d; send less")
              .formatted(FilesLimits.MAX_PROPERTIES_BYTES, json.length));
    }
    return json;
  }

  static DocumentProperties decode(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (IOException newer) {
      throw unreadable();
    }
  }

  static FilesException unreadable() {
    return new FilesException(
        FilesError.PROPERTIES_UNREADABLE,
        "what is sealed of a document is of version 1 or 2; a newer program may have written this");
  }
}
