package dev.freehold.web.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path and query of a request, with differences between the official clients removed: slashes
 * that were doubled at the start or left at the end are dropped, encoded query names are decoded.
 * An empty segment inside is kept, because it stands for an omitted version.
 *
 * @param segments the decoded segments
 * @param query the decoded parameters, found without regard to case; one without a value is empty
 */
public record RequestUri(List<String> segments, Map<String, String> query) {

  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  /** Makes both unmodifiable. */
  public RequestUri {
    segments = List.copyOf(segments);
    query = Collections.unmodifiableMap(query);
  }

  /** The text as one segment of a path, or as one name or value of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The parameters as a query, without its question mark; empty if there are none. */
  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /**
   * Parses the path and query of a request that says nothing twice.
   *
   * @throws RequestRefusedException MALFORMED as {@link #parse(String, String)}, and if a header
   *     comes more than once
   */
  public static RequestUri parse(WebRequest request) {
    RepeatedFields.inHeaders(request.headerNames()).ifPresent(RequestUri::refuse);
    return parse(request.rawPath(), request.rawQuery());
  }

  /**
   * Parses a request's path and query.
   *
   * @throws RequestRefusedException MALFORMED if the percent-encoding is broken, or stands for what
   *     is no UTF-8 or for a NUL, which no database takes in a text, or if a parameter comes more
   *     than once
   */
  public static RequestUri parse(String rawPath, String rawQuery) {
    return new RequestUri(segments(rawPath), query(rawQuery));
  }

  /**
   * The same with the path as it came: a slash too much makes another path.
   *
   * @throws RequestRefusedException MALFORMED as {@link #parse(String, String)}, and if a header
   *     comes more than once
   */
  public static RequestUri exact(WebRequest request) {
    RepeatedFields.inHeaders(request.headerNames()).ifPresent(RequestUri::refuse);
    return new RequestUri(decoded(request.rawPath().substring(1)), query(request.rawQuery()));
  }

  /** A query parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static List<String> segments(String rawPath) {
    int start = 0;
    while (start < rawPath.length() && rawPath.charAt(start) == '/') {
      start++;
    }
    List<String> segments = decoded(rawPath.substring(start));
    if (segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }

  private static List<String> decoded(String relative) {
    List<String> segments = new ArrayList<>();
    for (String raw : relative.split("/", -1)) {
      segments.add(decode(raw.replace("+", "%2B")));
    }
    return segments;
  }

  private static Map<String, String> query(String rawQuery) {
    RepeatedFields.inQuery(rawQuery).ifPresent(RequestUri::refuse);
    Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static void refuse(String reason) {
    throw RequestRefusedException.malformed(reason);
  }

  private static String decode(String raw) {
    if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0 && raw.indexOf('\0') < 0) {
      return raw;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw notEncoded();
    }
    if (decoded.indexOf('\0') >= 0 || !isUtf8(raw)) {
      throw notEncoded();
    }
    return decoded;
  }

  /**
   * Whether all that is percent-encoded in a text stands for UTF-8. A decoder that puts a character
   * in the place of other bytes makes one name of many.
   */
  public static boolean isUtf8(String raw) {
    return raw.indexOf('%') < 0
        || ENCODED.matcher(raw).results().allMatch(run -> isUtf8Run(run.group()));
  }

  private static boolean isUtf8Run(String encoded) {
    try {
      byte[] bytes = HexFormat.of().parseHex(encoded.replace("%", ""));
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static RequestRefusedException notEncoded() {
    return RequestRefusedException.malformed("The request URI is not encoded correctly.");
  }
}
