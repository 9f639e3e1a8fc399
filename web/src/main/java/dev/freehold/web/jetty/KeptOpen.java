package dev.freehold.web.jetty;

import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestRefusedException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/** A stream that its reader may close without ending what is below. Used by one thread. */
final class KeptOpen extends FilterInputStream {

  KeptOpen(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException failed) {
      throw failure(failed);
    } catch (HttpException.RuntimeException malformed) {
      throw malformed();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (IOException failed) {
      throw failure(failed);
    } catch (HttpException.RuntimeException malformed) {
      throw malformed();
    }
  }

  private static IOException failure(IOException failed) {
    if (failed.getCause() instanceof TimeoutException) {
      throw new RequestRefusedException(
          Reason.BODY_TOO_SLOW, "The request body came too slowly; send it faster, or in parts.");
    }
    return failed;
  }

  private static RequestRefusedException malformed() {
    return RequestRefusedException.malformed("The request body is not in valid chunks.");
  }

  @Override
  public int available() {
    return 0;
  }

  /** Leaves what is below open. */
  @Override
  public void close() {}
}
