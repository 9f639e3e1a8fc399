package dev.freehold.content.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.blob.Blobs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A store behind a line that an upload fills: nothing else gets an answer meanwhile. */
@DisplayName("On a slow line")
class SlowLineTest {

  private static final int BLOB_BYTES = 7 << 20;
  private static final int CHUNK_BYTES = 64 << 10;
  private static final Duration EACH = Duration.ofMillis(160);
  private static final byte[] STORED =
      "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final AtomicLong takenBytes = new AtomicLong();

  @Test
  @DisplayName("an upload of 18 s that lets no probe through is completed")
  void upload() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        S3BlobStore blobs = open(listening)) {
      // A small window, so that the line decides how fast bytes go, and not the system's buffers.
      listening.setReceiveBufferSize(CHUNK_BYTES);
      Thread.startVirtualThread(() -> serve(listening));
      Blobs.put(blobs, new byte[BLOB_BYTES]);
      assertThat(takenBytes).hasValue(BLOB_BYTES);
    }
  }

  private static S3BlobStore open(ServerSocket listening) {
    return S3BlobStore.open(
        new S3Settings(
            URI.create("http://127.0.0.1:" + listening.getLocalPort()),
            "us-east-1",
            "bucket",
            "",
            new S3Credentials("a", "b")),
        Clock.systemUTC());
  }

  private void serve(ServerSocket listening) {
    while (true) {
      try {
        Socket socket = listening.accept();
        Thread.startVirtualThread(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Takes what is put, and keeps all others waiting. */
  private void answer(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), CHUNK_BYTES)) {
      long length = 0;
      String line = line(in);
      boolean isPut = line.startsWith("PUT ");
      while (!line.isEmpty()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring("content-length:".length()).trim());
        }
        line = line(in);
      }
      if (isPut) {
        take(in, length);
        socket.getOutputStream().write(STORED);
      }
      assertThat(in.read()).isNegative();
    } catch (IOException ended) {
      // Its client has given up.
    }
  }

  private void take(InputStream in, long length) throws IOException {
    for (long left = length; left > 0; ) {
      int taken = in.readNBytes((int) Math.min(left, CHUNK_BYTES)).length;
      takenBytes.addAndGet(taken);
      left -= taken;
      LockSupport.parkNanos(EACH.toNanos());
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
