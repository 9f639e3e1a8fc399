package dev.freehold.files.s3.request;

import dev.freehold.web.http.RepeatedFields;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses requests that say the same thing twice. Of two values a signature may cover one and the
 * work be done by the other.
 */
public final class S3RepeatedFields {

  /** Amazon's libraries send two, which {@link RequestView} makes one. */
  private static final String CONTENT_ENCODING = "content-encoding";

  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private S3RepeatedFields() {}

  /**
   * Lets a request pass whose parameters and headers are said once.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code InvalidArgument}
   */
  public static void refuse(QueryOnly request) {
    request.getParameterMap().forEach((name, values) -> require(values.length, "parameter", name));
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!RepeatedFields.isList(lower) && !lower.equals(CONTENT_ENCODING)) {
        require(Collections.list(request.getHeaders(name)).size(), "header", lower);
      }
    }
  }

  private static void require(int times, String kind, String name) {
    if (times > 1) {
      String shown = SHOWABLE.matcher(name).matches() ? kind + " " + name : "same " + kind;
      throw S3Failures.of(
          ErrorCode.INVALID_ARGUMENT, "the %s came %d times; send it once".formatted(shown, times));
    }
  }
}
