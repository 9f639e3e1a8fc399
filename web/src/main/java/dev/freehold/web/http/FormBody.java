package dev.freehold.web.http;

import dev.freehold.web.multipart.MalformedMultipartException;
import dev.freehold.web.multipart.MultipartContent;
import dev.freehold.web.multipart.MultipartReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body, or the fields and the file of a
 * {@code multipart/form-data} one.
 */
public final class FormBody {

  /** The type that such a body is announced by. */
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  /** The type of a body with a file. */
  public static final String MULTIPART = "multipart/form-data";

  private final Map<String, String> fields;
  private final Map<String, byte[]> files;

  private FormBody(Map<String, String> fields, Map<String, byte[]> files) {
    this.fields = fields;
    this.files = files;
  }

  /**
   * Reads a body that is in bounds already.
   *
   * @throws RequestRefusedException MALFORMED if it is not URL-encoded, has a NUL in it, or a field
   *     comes more than once
   */
  public static FormBody parse(String body) {
    RepeatedFields.inQuery(body)
        .ifPresent(
            reason -> {
              throw RequestRefusedException.malformed(reason);
            });
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new FormBody(fields, Map.of());
  }

  /**
   * Reads a body with at most one file, which is in bounds already and stays in memory.
   *
   * @param contentType the header {@code Content-Type}
   * @throws RequestRefusedException MALFORMED if it is not such a body, has too many parts or
   *     several files, or a field comes more than once
   */
  public static FormBody parseMultipart(String contentType, byte[] body) {
    try {
      MultipartContent content = MultipartReader.read(contentType, body);
      content.fields().values().forEach(FormBody::withoutNul);
      return new FormBody(content.fields(), content.files());
    } catch (MalformedMultipartException malformed) {
      throw RequestRefusedException.malformed(malformed.getMessage());
    }
  }

  /** The names of all fields. */
  public Set<String> names() {
    return Set.copyOf(fields.keySet());
  }

  /** A field's value. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The content of the file that was chosen in a field. */
  public Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name)).map(byte[]::clone);
  }

  /** What somebody typed into a field, without blanks around it; empty if the field is missing. */
  public String text(String name) {
    return field(name).orElse("").strip();
  }

  private static String decode(String text) {
    try {
      return withoutNul(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw RequestRefusedException.malformed("the form body is not URL-encoded");
    }
  }

  /** No database takes that character in a text. */
  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw RequestRefusedException.malformed("a field of the form body has a NUL in it");
    }
    return text;
  }
}
