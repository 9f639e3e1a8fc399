package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Documents have no tags, and a client that asks for them is told so: Amazon's command line does
 * before it copies in parts, and gives up if it is not answered. The handler refuses the question,
 * so it is asked for the headers of the document instead, with the same role.
 */
public final class ObjectTags {

  /** The parameter of the question. */
  static final String PARAMETER = "tagging";

  private static final byte[] NONE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet/></Tagging>
      """
          .getBytes(StandardCharsets.UTF_8);

  private ObjectTags() {}

  /** Whether tags are asked for, of a document or of a bucket. */
  public static boolean areAskedFor(HttpServletRequest request) {
    return request.getMethod().equals("GET") && request.getParameter(PARAMETER) != null;
  }

  /** Answers once the handler has found what there is; only a document has an ETag. */
  public static void answer(HttpServletResponse headers) throws IOException {
    if (headers.getStatus() != HttpServletResponse.SC_OK) {
      return;
    }
    if (!headers.containsHeader("ETag")) {
      throw S3Failures.of(ErrorCode.NOT_IMPLEMENTED, "buckets have no tags");
    }
    S3RequestId.beginAgain(headers);
    headers.setContentType("application/xml");
    headers.setContentLength(NONE.length);
    headers.getOutputStream().write(NONE);
  }
}
