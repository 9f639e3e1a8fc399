package dev.freehold.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a request's body that nobody will read because the request is refused. Closing a
 * connection on which bytes still arrive resets it, and a reset can take the answer with it (RFC
 * 9112, section 9.6). So the answer goes out first and says that the connection closes; what still
 * comes is read and thrown away for a while.
 */
final class UnreadBody {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
  private static final int BUFFER_BYTES = 8 << 10;

  private UnreadBody() {}

  /** Whether there is a body, or a rest of it, that may still arrive. */
  static boolean isLeft(Context context) throws IOException {
    boolean announced =
        context.req().getContentLengthLong() > 0
            || context.req().getHeader("Transfer-Encoding") != null;
    return announced && !context.req().getInputStream().isFinished();
  }

  /** Sends the answer, then reads on until the body ends or the bounds are met. */
  static void answerAndDiscard(Context context, byte[] answer, Deadlines deadlines)
      throws IOException {
    context.res().setContentLength(answer.length);
    context.res().getOutputStream().write(answer);
    context.res().flushBuffer();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (Deadlines.Deadline deadline = deadlines.start(HttpLimits.DISCARD)) {
      InputStream body = context.req().getInputStream();
      long left = HttpLimits.MAX_DISCARDED_BYTES;
      for (int n = 0; n >= 0 && left > 0 && !deadline.isExpired(); left -= n) {
        n = body.read(buffer);
      }
    } catch (IOException brokenOff) {
      LOG.debug("a refused client left or was too slow", brokenOff);
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }
}
