package dev.freehold.bench.mail;

import java.io.IOException;

/** What a transfer agent does. Not thread-safe. */
final class LmtpLoad implements AutoCloseable {

  private final MailLine wire;
  private final String recipient;

  LmtpLoad(MailPeer peer) throws IOException {
    wire = new MailLine(peer.lmtpPort());
    recipient = peer.user();
    expect("220");
    wire.send("LHLO localhost\r\n");
    wire.flush();
    for (String line = wire.line(); line.startsWith("250-"); line = wire.line()) {
      // Its capabilities do not matter.
    }
  }

  void deliver(byte[] message) throws IOException {
    wire.send("MAIL FROM:<bench@example.com>\r\nRCPT TO:<%s>\r\nDATA\r\n".formatted(recipient));
    wire.flush();
    expect("250");
    expect("250");
    expect("354");
    wire.send(message);
    wire.send(".\r\n");
    wire.flush();
    expect("250");
  }

  private void expect(String code) throws IOException {
    String line = wire.line();
    if (!line.startsWith(code)) {
      throw new IOException("expected %s, got: %s".formatted(code, line));
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
