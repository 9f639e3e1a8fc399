package dev.freehold.ledger.entry;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** What the forms of an entry have in common: strict reading, and one spelling of a time. */
final class EntryJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private EntryJson() {}

  /** UTC with milliseconds. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** Reads an object with no other members than {@code form} has; those it lacks are null. */
  static <T> T read(byte[] bytes, Class<T> form) throws IOException {
    T read = STRICT.readValue(bytes, form);
    if (read == null) {
      throw new IOException("an entry is a JSON object");
    }
    return read;
  }

  static Map<String, String> readTexts(byte[] bytes) throws IOException {
    Map<String, String> read = STRICT.readValue(bytes, TEXTS);
    if (read == null || read.containsValue(null)) {
      throw new IOException("personal values are a JSON object of strings");
    }
    return read;
  }
}
