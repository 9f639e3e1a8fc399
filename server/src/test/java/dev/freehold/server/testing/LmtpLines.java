package dev.freehold.server.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A transfer agent that delivers one short message. */
public final class LmtpLines {

  private static final int TIMEOUT_MILLIS = 60_000;

  private LmtpLines() {}

  /** The reply to the recipient, or to the message if the recipient was taken. */
  public static String deliver(int port, String recipient) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String all =
          "LHLO mta\r\nMAIL FROM:<ada@example.com>\r\nRCPT TO:<%s>\r\nDATA\r\nA: b\r\n\r\nc\r\n.\r\nQUIT\r\n"
              .formatted(recipient);
      socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
      List<String> lines =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .toList();
      int sender = lines.indexOf("250 2.1.0 sender noted");
      String answer = lines.get(sender + 1);
      return answer.startsWith("250") ? lines.get(sender + 3) : answer;
    }
  }
}
