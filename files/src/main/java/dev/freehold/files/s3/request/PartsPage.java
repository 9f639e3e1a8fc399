package dev.freehold.files.s3.request;

import dev.freehold.files.parts.UploadedPart;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/**
 * A page of the parts of an upload. The handler knows no pages: it is not shown which one is wanted
 * and writes that the list is whole, and then that is put right. For one request.
 */
public final class PartsPage {

  /** The most parts of a page; S3's own bound. */
  public static final int MAX_PARTS = 1_000;

  /** What the handler is not shown. */
  static final Set<String> PARAMETERS = Set.of("part-number-marker", "max-parts");

  private static final String AS_THE_HANDLER_SAYS = text(0, 0, MAX_PARTS, false);

  private final int after;
  private final int max;
  private int last;
  private boolean isTruncated;
  private boolean isTaken;

  private PartsPage(int after, int max) {
    this.after = after;
    this.max = max;
    this.last = after;
  }

  /** Whether parts are listed, unless the path turns out to be a bucket's. */
  public static boolean isAskedFor(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getParameter("uploadId") != null;
  }

  /**
   * The page that a request asks for; the first one if it asks for none.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code InvalidArgument}
   */
  public static PartsPage of(HttpServletRequest request) {
    if (!isAskedFor(request)) {
      return new PartsPage(0, MAX_PARTS);
    }
    return new PartsPage(
        number(request, "part-number-marker", 0),
        Math.min(MAX_PARTS, number(request, "max-parts", MAX_PARTS)));
  }

  private static int number(HttpServletRequest request, String name, int otherwise) {
    String text = request.getParameter(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw S3Failures.of(ErrorCode.INVALID_ARGUMENT, name + " is a whole number from 0 on");
    }
    return Integer.parseInt(text);
  }

  /** The number behind which it begins. */
  public int after() {
    return after;
  }

  /** How many parts are to be found: one more than it has, to see whether there are more. */
  public int toFind() {
    return max + 1;
  }

  /** Keeps what belongs on the page of what was found. */
  public List<UploadedPart> take(List<UploadedPart> found) {
    List<UploadedPart> parts = found.subList(0, Math.min(max, found.size()));
    // A page that can have none does not promise a next one, which could have none either.
    isTruncated = found.size() > max && max > 0;
    last = parts.isEmpty() ? after : parts.getLast().number();
    isTaken = true;
    return parts;
  }

  /** The handler's document, with what is true of the page. */
  public String correct(String document) {
    if (!isTaken) {
      return document;
    }
    if (!document.contains(AS_THE_HANDLER_SAYS)) {
      throw new IllegalStateException("the handler lists parts in another form than it did");
    }
    return document.replace(AS_THE_HANDLER_SAYS, text(after, last, max, isTruncated));
  }

  private static String text(int after, int last, int max, boolean isTruncated) {
    return """
    <PartNumberMarker>%d</PartNumberMarker>\
    <NextPartNumberMarker>%d</NextPartNumberMarker>\
    <MaxParts>%d</MaxParts>\
    <IsTruncated>%b</IsTruncated>\
    """
        .formatted(after, last, max, isTruncated);
  }
}
