package dev.freehold.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of an {@code application/x-www-form-urlencoded} body. */
public final class FormBody {

  /** The type that such a body is announced by. */
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> fields;

  private FormBody(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * Reads a body that is in bounds already.
   *
   * @throws RequestRefusedException MALFORMED if it is not URL-encoded, or a field comes more than
   *     once
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
    return new FormBody(fields);
  }

  /** The names of all fields. */
  public Set<String> names() {
    return Set.copyOf(fields.keySet());
  }

  /** A field's value. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** What somebody typed into a field, without blanks around it; empty if the field is missing. */
  public String text(String name) {
    return field(name).orElse("").strip();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw RequestRefusedException.malformed("the form body is not URL-encoded");
    }
  }
}
