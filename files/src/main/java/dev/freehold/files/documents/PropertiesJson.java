package dev.freehold.files.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Encodes the properties of documents before they are sealed. They are read by hand: each read of a
 * document does it, and the mapper takes several times as long.
 */
public final class PropertiesJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFactory FACTORY = JSON.getFactory();

  private static final String HEADERS = "headers";
  private static final String USER_METADATA = "userMetadata";
  private static final String CHECKSUMS = "checksums";
  private static final Set<String> PARTS = Set.of(HEADERS, USER_METADATA, CHECKSUMS);

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
    try (JsonParser in = FACTORY.createParser(json)) {
      Map<String, Map<String, String>> parts = new HashMap<>();
      require(in.nextToken() == JsonToken.START_OBJECT);
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        require(PARTS.contains(name));
        parts.put(name, texts(in));
      }
      require(parts.size() == PARTS.size() && in.currentToken() == JsonToken.END_OBJECT);
      return new DocumentProperties(
          parts.get(HEADERS), parts.get(USER_METADATA), parts.get(CHECKSUMS));
    } catch (IOException newer) {
      throw unreadable();
    }
  }

  private static Map<String, String> texts(JsonParser in) throws IOException {
    Map<String, String> texts = new HashMap<>();
    require(in.nextToken() == JsonToken.START_OBJECT);
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      require(in.nextToken() == JsonToken.VALUE_STRING);
      texts.put(name, in.getText());
    }
    require(in.currentToken() == JsonToken.END_OBJECT);
    return texts;
  }

  private static void require(boolean isAsExpected) {
    if (!isAsExpected) {
      throw unreadable();
    }
  }

  static FilesException unreadable() {
    return new FilesException(
        FilesError.PROPERTIES_UNREADABLE,
        "what is sealed of a document is of version 1 or 2; a newer program may have written this");
  }
}
