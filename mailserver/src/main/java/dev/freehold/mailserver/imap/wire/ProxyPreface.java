package dev.freehold.mailserver.imap.wire;

import dev.freehold.mailserver.MailServerLimits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a trusted proxy says before the connection it passes on: the header of the PROXY protocol,
 * version 1 or 2. A connection of a proxy's that does not begin with it is the proxy's own.
 *
 * @param client whose connection it is; empty if it is the proxy's own
 * @param rest what comes behind the header
 */
public record ProxyPreface(Optional<String> client, InputStream rest) {

  private static final byte[] SIGNATURE_2 = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };
  private static final byte[] SIGNATURE_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_LINE_1 = 107;
  private static final int MAX_BYTES_2 = 2048;
  private static final int COMMAND_PROXY = 0x21;
  private static final int FAMILY_4 = 1;
  private static final int FAMILY_6 = 2;

  /**
   * Reads the header, if there is one.
   *
   * @throws IOException if the connection ends, or the header is not whole or not of its form
   */
  public static ProxyPreface read(Socket socket) throws IOException {
    PushbackInputStream in = new PushbackInputStream(socket.getInputStream(), SIGNATURE_2.length);
    socket.setSoTimeout(Math.toIntExact(MailServerLimits.PROXY_HEADER_TIMEOUT.toMillis()));
    int first;
    try {
      first = in.read();
    } catch (SocketTimeoutException silent) {
      return new ProxyPreface(Optional.empty(), in);
    }
    if (first < 0) {
      throw new EOFException("the proxy closed the connection");
    }
    in.unread(first);
    if (first == SIGNATURE_2[0] && begins(in, SIGNATURE_2)) {
      return new ProxyPreface(version2(in), in);
    }
    if (first == SIGNATURE_1[0] && begins(in, SIGNATURE_1)) {
      return new ProxyPreface(version1(in), in);
    }
    return new ProxyPreface(Optional.empty(), in);
  }

  /** Reads the signature if it is there; else leaves what is. */
  private static boolean begins(PushbackInputStream in, byte[] signature) throws IOException {
    byte[] found = new byte[signature.length];
    for (int count = 0; count < signature.length; count++) {
      int next = in.read();
      if (next >= 0) {
        found[count] = (byte) next;
      }
      if (next != (signature[count] & 0xff)) {
        in.unread(found, 0, next < 0 ? count : count + 1);
        return false;
      }
    }
    return true;
  }

  private static Optional<String> version1(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() >= MAX_LINE_1) {
        throw new ProtocolException("a PROXY header that is not whole");
      }
      line.append((char) next);
    }
    String[] words = line.toString().strip().split(" ", -1);
    if (words.length < 2 || !words[0].startsWith("TCP")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(words[1]).getHostAddress());
    } catch (IllegalArgumentException noAddress) {
      throw new ProtocolException("a PROXY header without an address");
    }
  }

  private static Optional<String> version2(InputStream in) throws IOException {
    byte[] head = exactly(in, 4);
    int length = ((head[2] & 0xff) << 8) | (head[3] & 0xff);
    if (length > MAX_BYTES_2) {
      throw new ProtocolException("a PROXY header that is too long");
    }
    InputStream body = new ByteArrayInputStream(exactly(in, length));
    if ((head[0] & 0xff) != COMMAND_PROXY) {
      return Optional.empty();
    }
    return switch ((head[1] & 0xff) >> 4) {
      case FAMILY_4 -> Optional.of(InetAddress.getByAddress(exactly(body, 4)).getHostAddress());
      case FAMILY_6 -> Optional.of(InetAddress.getByAddress(exactly(body, 16)).getHostAddress());
      default -> Optional.empty();
    };
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new ProtocolException("a PROXY header that is not whole");
    }
    return bytes;
  }
}
