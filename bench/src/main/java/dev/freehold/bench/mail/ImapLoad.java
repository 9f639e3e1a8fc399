package dev.freehold.bench.mail;

import java.io.IOException;

/** What a mail program does, with little work of its own. Not thread-safe. */
public final class ImapLoad implements AutoCloseable {

  private final MailLine wire;
  private int commands;

  /** Signs in. */
  public ImapLoad(MailPeer peer) throws IOException {
    wire = new MailLine(peer.imapPort());
    wire.line();
    command("LOGIN \"%s\" \"%s\"".formatted(peer.user(), peer.password()));
  }

  /** Runs a command; gives how many bytes of literals came. */
  public long command(String command) throws IOException {
    String tag = "t" + commands++;
    wire.send(tag + " " + command + "\r\n");
    wire.flush();
    return answer(tag);
  }

  /** Asks for something whose answer nobody reads. */
  void begin(String command) throws IOException {
    wire.send("t" + commands++ + " " + command + "\r\n");
    wire.flush();
  }

  /** Appends a message to a folder. */
  public void append(String folder, byte[] message) throws IOException {
    String tag = "t" + commands++;
    wire.send("%s APPEND %s {%d+}\r\n".formatted(tag, folder, message.length));
    wire.send(message);
    wire.send("\r\n");
    wire.flush();
    answer(tag);
  }

  private long answer(String tag) throws IOException {
    long bytes = 0;
    while (true) {
      String line = wire.line();
      if (line.startsWith(tag + " ")) {
        if (!line.startsWith(tag + " OK")) {
          throw new IOException(line);
        }
        return bytes;
      }
      if (line.endsWith("}")) {
        long literal = Long.parseLong(line.substring(line.lastIndexOf('{') + 1, line.length() - 1));
        wire.skip(literal);
        bytes += literal;
      }
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
