package dev.freehold.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;

/**
 * The content of an answer with status 200, on any listener.
 *
 * @param mediaType of the bytes
 * @param bytes the whole body, bounded by the code that made it
 * @param headers headers of this answer alone
 */
// Lives until it is sent, and is never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Reply(String mediaType, byte[] bytes, Map<String, String> headers) {

  /** Bytes of a type. */
  public Reply(String mediaType, byte[] bytes) {
    this(mediaType, bytes, Map.of());
  }

  /** A value as JSON. */
  public static Reply json(Object value) {
    try {
      return new Reply("application/json", Json.MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer has a form in JSON", impossible);
    }
  }
}
