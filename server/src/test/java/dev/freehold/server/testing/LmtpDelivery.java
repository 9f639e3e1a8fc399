package dev.freehold.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** A transfer agent that brings one message over a socket file. */
public final class LmtpDelivery {

  private LmtpDelivery() {}

  /** The reply for the recipient: to its address, or to the message. */
  public static String deliver(Path socket, String recipient, String message) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String all =
          "LHLO mta\r\nMAIL FROM:<ada@example.com>\r\nRCPT TO:<%s>\r\nDATA\r\n%s.\r\nQUIT\r\n"
              .formatted(recipient, message);
      channel.write(ByteBuffer.wrap(all.getBytes(UTF_8)));
      List<String> lines =
          new String(Channels.newInputStream(channel).readAllBytes(), UTF_8).lines().toList();
      int sender = lines.indexOf("250 2.1.0 sender noted");
      String answer = lines.get(sender + 1);
      return answer.startsWith("250") ? lines.get(sender + 3) : answer;
    }
  }
}
