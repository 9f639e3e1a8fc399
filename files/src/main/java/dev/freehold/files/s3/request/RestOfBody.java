package dev.freehold.files.s3.request;

import dev.freehold.web.WebLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a client still sends of a request that was refused already. It is read and thrown away: a
 * connection that is closed while bytes arrive takes the answer with it (RFC 9112, section 9.6).
 *
 * <p>The listeners of {@code web} do the same for our own services by holding back the end of an
 * answer. A servlet ends its answer by itself, so here its thread reads on.
 */
public final class RestOfBody {

  private static final int BUFFER_BYTES = 16 * 1024;

  private RestOfBody() {}

  /**
   * Sends the answer, and reads on to the end of the body, but no more than {@link
   * WebLimits#MAX_DISCARDED_BYTES} and, while bytes come, no longer than {@link WebLimits#DISCARD}.
   * A client that sends nothing is left to the listener's least rate and idle time.
   */
  public static void discard(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.flushBuffer();
    if (request.getHeader("Expect") != null) {
      return; // The client waits for the answer before it sends anything.
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream rest = new TimedBody(request.getInputStream(), WebLimits.DISCARD)) {
      long left = WebLimits.MAX_DISCARDED_BYTES;
      for (int count = rest.read(buffer); count >= 0 && left > 0; count = rest.read(buffer)) {
        left -= count;
      }
    } catch (IOException | AwsServiceException goneOrSlow) {
      // The answer is out; the server closes the connection.
    }
  }
}
