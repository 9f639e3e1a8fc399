package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.gaul.s3proxy.AwsHttpHeaders;

/** The name of a request in its answer, in error documents and in the log. */
public final class S3RequestId {

  /** The header that has the id. */
  public static final String HEADER = AwsHttpHeaders.REQUEST_ID;

  /** The name in lines of the log. */
  public static final String LOG_KEY = "requestId";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private S3RequestId() {}

  /** A new one, in the form that S3 gives them: 16 hexadecimal digits. It is no secret. */
  public static String next() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Begins an answer with what every one says, whatever becomes of the request. */
  public static void begin(HttpServletResponse response, String id) {
    response.setHeader(HEADER, id);
    BrowserGuards.set(response);
  }

  /** Throws away what an answer said so far, but for the request's id. */
  public static void beginAgain(HttpServletResponse response) {
    String id = response.getHeader(HEADER);
    response.reset();
    begin(response, id);
  }
}
