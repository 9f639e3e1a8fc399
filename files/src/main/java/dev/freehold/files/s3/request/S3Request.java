package dev.freehold.files.s3.request;

import dev.freehold.files.documents.Conditions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AwsHttpHeaders;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;

/**
 * A request as it came, and what it says by itself, before anybody knows who signed it. Parameters
 * are those of the query only: a server would look for more of them in a body that says it is a
 * form, as curl says of whatever it sends, and then the content would be gone.
 */
public final class S3Request extends HttpServletRequestWrapper {

  /** The name under which S3Proxy's handler answers a state of its own, so no bucket has it. */
  public static final String RESERVED_BUCKET = "healthz";

  /** By how much a client promises an object of so many bytes when it completes an upload. */
  static final String OBJECT_SIZE = "x-amz-mp-object-size";

  static final String AUTHORIZATION = "Authorization";
  static final String V2_LINK_KEY = "AWSAccessKeyId";
  static final String V4_LINK_ALGORITHM = "X-Amz-Algorithm";

  private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "POST", "PUT");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Map<String, String[]> parameters = new LinkedHashMap<>();
  private final Set<String> headers = new LinkedHashSet<>();

  /** Shows {@code request} with the parameters of its query only. */
  public S3Request(HttpServletRequest request) {
    super(request);
    Map<String, List<String>> found = new LinkedHashMap<>();
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    for (int from = 0; from < query.length(); ) {
      int and = query.indexOf('&', from);
      int end = and < 0 ? query.length() : and;
      if (end > from) {
        addParameter(query.substring(from, end), found);
      }
      from = end + 1;
    }
    found.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
      headers.add(names.nextElement().toLowerCase(Locale.ROOT));
    }
  }

  private static void addParameter(String pair, Map<String, List<String>> found) {
    int equals = pair.indexOf('=');
    String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
    found.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
  }

  /** The names of its headers in lower case. */
  public Set<String> headers() {
    return Collections.unmodifiableSet(headers);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String[] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Whether its method is one that S3 has. */
  public boolean hasKnownMethod() {
    return METHODS.contains(getMethod());
  }

  /** The methods that what a request addresses allows, as the header {@code Allow} has them. */
  public static String allowedMethods(HttpServletRequest request) {
    return request.getRequestURI().equals("/") ? "GET" : String.join(", ", METHODS);
  }

  boolean isPutOrPost() {
    return getMethod().equals("PUT") || getMethod().equals("POST");
  }

  boolean isHead() {
    return getMethod().equals("HEAD");
  }

  /** Whether it completes an upload. */
  public boolean isCompletion() {
    return getMethod().equals("POST") && getParameter("uploadId") != null;
  }

  /** Whether its body is an access control list. */
  public boolean setsAccessList() {
    return getMethod().equals("PUT") && getParameter("acl") != null;
  }

  /** A body in signed or unsigned chunks, whose framing is not part of the content. */
  boolean isChunked() {
    String hash = getHeader(AwsHttpHeaders.CONTENT_SHA256);
    return hash != null && hash.startsWith("STREAMING-");
  }

  /** The access key that it names in a header or a link; it may not have signed. */
  public Optional<String> accessKeyId() {
    String header = getHeader(AUTHORIZATION);
    String v4 = getParameter("X-Amz-Credential");
    if (header != null && S3AuthorizationHeader.hasAwsScheme(header)) {
      try {
        return Optional.ofNullable(new S3AuthorizationHeader(header).getIdentity());
      } catch (IllegalArgumentException malformed) {
        return Optional.empty();
      }
    }
    return v4 == null
        ? Optional.ofNullable(getParameter(V2_LINK_KEY))
        : Optional.of(v4.substring(0, Math.max(0, v4.indexOf('/'))));
  }

  /**
   * How much of the body is recorded, to be looked at once the handler has checked who sent it:
   * that of a request that may make a bucket (which a path is, depends on the host), and a
   * completion's.
   */
  int recordedBytes() {
    if (getMethod().equals("PUT")) {
      return S3Limits.MAX_BUCKET_BODY_BYTES;
    }
    // Framing is not XML; such a completion is sorted by the handler.
    return isCompletion() && !isChunked() ? S3Limits.MAX_COMPLETION_BODY_BYTES : 0;
  }

  /**
   * Whether the hash of the body was signed and the body is too long to be held for that. Only for
   * content; see {@link ResignedRequest}.
   */
  public boolean isTooLongForItsHash() {
    String hash = getHeader(AwsHttpHeaders.CONTENT_SHA256);
    return isHashSigned()
        && getContentLengthLong() > S3Limits.MAX_BUFFERED_BODY_BYTES
        && hash != null
        && SHA256.matcher(hash).matches();
  }

  /**
   * How much memory the handler will take for the body before it knows who sent it, also of
   * requests that have none by their method; it refuses what is longer by the announced length.
   */
  public int heldBytes() {
    if (!(isPutOrPost() || isHashSigned()) || !hasBody()) {
      return 0;
    }
    long announced = getContentLengthLong();
    if (announced < 0) {
      return isChunked() ? 0 : copies() * S3Limits.MAX_BUFFERED_BODY_BYTES;
    }
    return isHeld() ? copies() * (int) Math.min(announced, S3Limits.MAX_BUFFERED_BODY_BYTES) : 0;
  }

  /** Whether its body is held whole if its length is known, however long. */
  public boolean isHeld() {
    return getMethod().equals("POST") || isHashSigned();
  }

  /** Without either header a request has no body (RFC 9112, section 6.3). */
  private boolean hasBody() {
    return getHeader("Transfer-Encoding") != null || getContentLengthLong() > 0;
  }

  /** How often the handler has the body at its worst. */
  private int copies() {
    String type = getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return 3; // As parts, as text and as content.
    }
    // A list is read from what was hashed, and a completion is recorded; what has no length is
    // gathered in pieces, which are then put together.
    return getMethod().equals("POST") || getContentLengthLong() < 0 ? 2 : 1;
  }

  private boolean isHashSigned() {
    String authorization = getHeader(AUTHORIZATION);
    return authorization != null
        && authorization.startsWith("AWS4-")
        && getParameter(V4_LINK_ALGORITHM) == null
        && !isChunked()
        && !ResignedRequest.UNSIGNED.equals(getHeader(AwsHttpHeaders.CONTENT_SHA256));
  }

  /** What must be true of the document that is written; the handler drops it for a copy. */
  public Conditions conditions() {
    return ETags.conditions(getHeader("If-Match"), getHeader("If-None-Match"));
  }

  /** What must be true of the document that HEAD asks about; the handler judges otherwise. */
  public ReadConditions headConditions() {
    if (!isHead()) {
      return ReadConditions.NONE;
    }
    return new ReadConditions(
        getHeader("If-Match"),
        getHeader("If-None-Match"),
        date("If-Modified-Since"),
        date("If-Unmodified-Since"));
  }

  /** Null if there is none; one that cannot be read counts as absent (RFC 9110, section 13.1.3). */
  private Instant date(String header) {
    try {
      long millis = getDateHeader(header);
      return millis < 0 ? null : Instant.ofEpochMilli(millis);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** How large an upload's document must be, if the client says. */
  public OptionalLong objectSizeBytes() {
    String text = getHeader(OBJECT_SIZE);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException malformed) {
      throw S3Failures.of(ErrorCode.INVALID_ARGUMENT, OBJECT_SIZE + " is not a number of bytes");
    }
  }
}
