package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The methods of S3. */
public final class S3Methods {

  private static final List<String> OF_BUCKETS = List.of("DELETE", "GET", "HEAD", "POST", "PUT");

  private S3Methods() {}

  /**
   * Lets a request pass whose method S3 has, or that a browser asks for its script.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code MethodNotAllowed}
   */
  public static void require(HttpServletRequest request) {
    if (!OF_BUCKETS.contains(request.getMethod()) && !request.getMethod().equals("OPTIONS")) {
      throw S3Failures.of(
          ErrorCode.METHOD_NOT_ALLOWED, "the method is not allowed against this resource");
    }
  }

  /** The methods that the object of a request allows, as the header {@code Allow} names them. */
  public static String of(HttpServletRequest request) {
    return request.getRequestURI().equals("/") ? "GET" : String.join(", ", OF_BUCKETS);
  }
}
