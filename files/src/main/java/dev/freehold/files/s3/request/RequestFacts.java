package dev.freehold.files.s3.request;

import dev.freehold.files.documents.Conditions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.gaul.s3proxy.AwsHttpHeaders;

/** The facts about a request that are known before the handler works on it. */
public record RequestFacts(HttpServletRequest request) {

  /** By how much a client promises an object of so many bytes when it completes an upload. */
  static final String OBJECT_SIZE = "x-amz-mp-object-size";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  boolean isPutOrPost() {
    return request.getMethod().equals("PUT") || request.getMethod().equals("POST");
  }

  /** Whether it completes an upload. */
  public boolean isCompletion() {
    return request.getMethod().equals("POST") && request.getParameter("uploadId") != null;
  }

  /** A body in signed or unsigned chunks, whose framing is not part of the content. */
  boolean isChunked() {
    String hash = request.getHeader(AwsHttpHeaders.CONTENT_SHA256);
    return hash != null && hash.startsWith("STREAMING-");
  }

  /**
   * How much of the body is recorded, to be looked at once the handler has checked who sent it:
   * that of a request that may make a bucket (which a path is, depends on the host), and a
   * completion's.
   */
  public int recordedBytes() {
    if (request.getMethod().equals("PUT")) {
      return S3Limits.MAX_BUCKET_BODY_BYTES;
    }
    // Framing is not XML; such a completion is sorted by the handler.
    return isCompletion() && !isChunked() ? S3Limits.MAX_COMPLETION_BODY_BYTES : 0;
  }

  /**
   * Refuses a completion that is too long to be recorded.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     MaxMessageLengthExceeded}
   */
  public void requireRecordable() {
    if (isCompletion() && request.getContentLengthLong() > S3Limits.MAX_COMPLETION_BODY_BYTES) {
      throw S3Failures.of(
          ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED,
          "a list of parts has at most %d bytes".formatted(S3Limits.MAX_COMPLETION_BODY_BYTES));
    }
  }

  /**
   * Refuses a body that would have to be held whole and is longer than that may be.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     MaxMessageLengthExceeded}
   */
  public void requireHoldable() {
    if (isHeld() && request.getContentLengthLong() > S3Limits.MAX_BUFFERED_BODY_BYTES) {
      throw S3Failures.tooLongToHold();
    }
  }

  /**
   * Whether the hash of the body was signed and the body is too long to be held for that. Only for
   * content; see {@link LongSignedBody}.
   */
  public boolean isTooLongForItsHash() {
    String hash = request.getHeader(AwsHttpHeaders.CONTENT_SHA256);
    return isHashSigned()
        && request.getContentLengthLong() > S3Limits.MAX_BUFFERED_BODY_BYTES
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
    long announced = request.getContentLengthLong();
    if (announced < 0) {
      return isChunked() ? 0 : copies() * S3Limits.MAX_BUFFERED_BODY_BYTES;
    }
    return isHeld() ? copies() * (int) Math.min(announced, S3Limits.MAX_BUFFERED_BODY_BYTES) : 0;
  }

  private boolean isHeld() {
    return request.getMethod().equals("POST") || isHashSigned();
  }

  /** Without either header a request has no body (RFC 9112, section 6.3). */
  private boolean hasBody() {
    return request.getHeader("Transfer-Encoding") != null || request.getContentLengthLong() > 0;
  }

  /** How often the handler has the body at its worst. */
  private int copies() {
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return 3; // As parts, as text and as content.
    }
    // A list is read from what was hashed, and a completion is recorded; what has no length is
    // gathered in pieces, which are then put together.
    boolean isTwice = request.getMethod().equals("POST") || request.getContentLengthLong() < 0;
    return isTwice ? 2 : 1;
  }

  private boolean isHashSigned() {
    String authorization = request.getHeader("Authorization");
    String hash = request.getHeader(AwsHttpHeaders.CONTENT_SHA256);
    return authorization != null
        && authorization.startsWith("AWS4-")
        && request.getParameter("X-Amz-Algorithm") == null
        && !isChunked()
        && !"UNSIGNED-PAYLOAD".equals(hash);
  }

  /** What must be true of the document that is written. */
  public Conditions conditions() {
    return ETags.conditions(request.getHeader("If-Match"), request.getHeader("If-None-Match"));
  }

  /** What must be true of a document that is asked about with HEAD. */
  public ReadConditions headConditions() {
    if (!isHead()) {
      return ReadConditions.NONE;
    }
    return new ReadConditions(
        request.getHeader("If-Match"),
        request.getHeader("If-None-Match"),
        date("If-Modified-Since"),
        date("If-Unmodified-Since"));
  }

  /** Null if there is none; one that cannot be read counts as absent (RFC 9110, section 13.1.3). */
  private Instant date(String header) {
    try {
      long millis = request.getDateHeader(header);
      return millis < 0 ? null : Instant.ofEpochMilli(millis);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  boolean isHead() {
    return request.getMethod().equals("HEAD");
  }

  /** How large the document shall be, if the client says. */
  public OptionalLong objectSizeBytes() {
    String text = request.getHeader(OBJECT_SIZE);
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
