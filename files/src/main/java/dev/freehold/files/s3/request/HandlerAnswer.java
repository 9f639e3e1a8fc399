package dev.freehold.files.s3.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer that only ends when its request has ended well. The handler closes the stream of an
 * answer also when the content failed in the middle; passed on, that could look like a whole one.
 * The request's id is ours, as in the log, and not one that the handler makes.
 */
class HandlerAnswer extends HttpServletResponseWrapper {

  HandlerAnswer(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void addHeader(String name, String value) {
    if (!name.equalsIgnoreCase(S3RequestId.HEADER)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setContentType(String type) {
    super.setContentType(type);
    BrowserGuards.adjust(this, type);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new Unclosed(super.getOutputStream());
  }

  /** A stream that the server closes when the request has been served. */
  private static final class Unclosed extends ServletOutputStream {

    private final ServletOutputStream out;

    Unclosed(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int next) throws IOException {
      out.write(next);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() {}

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
