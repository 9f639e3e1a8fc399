package dev.freehold.mail.migration.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.net.URI;
import java.util.Arrays;

/**
 * A request for an access token (RFC 6749). It holds secrets, and is overwritten when it is closed.
 * One thread.
 */
final class SourceTokenRequest implements AutoCloseable {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);

  private byte[] bytes = new byte[1024];
  private int size;

  private SourceTokenRequest(String grant) {
    add("grant_type=" + grant);
  }

  /** The client asks for itself. */
  static SourceTokenRequest byClientCredentials(SignInMethod signIn, SourcePassword clientSecret) {
    return new SourceTokenRequest("client_credentials").client(signIn, clientSecret);
  }

  /**
   * The client asks on a user's behalf.
   *
   * @param clientSecret empty for a client that has none
   */
  static SourceTokenRequest byRefreshToken(
      SignInMethod signIn, SourcePassword clientSecret, SourcePassword refreshToken) {
    return new SourceTokenRequest("refresh_token")
        .client(signIn, clientSecret)
        .field("refresh_token", refreshToken.copy());
  }

  private SourceTokenRequest client(SignInMethod signIn, SourcePassword clientSecret) {
    field("client_id", signIn.name().getBytes(UTF_8));
    byte[] secret = clientSecret.copy();
    if (secret.length > 0) {
      field("client_secret", secret);
    }
    if (!signIn.scope().isEmpty()) {
      field("scope", signIn.scope().getBytes(UTF_8));
    }
    return this;
  }

  /** Takes the array over, and overwrites it. */
  private SourceTokenRequest field(String name, byte[] value) {
    add("&" + name + "=");
    for (byte each : value) {
      if (isPlain(each)) {
        add(each);
      } else {
        add((byte) '%');
        add(HEX[(each >> 4) & 0xF]);
        add(HEX[each & 0xF]);
      }
    }
    Arrays.fill(value, (byte) 0);
    return this;
  }

  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || "-._~".indexOf(each) >= 0;
  }

  private void add(String text) {
    for (byte each : text.getBytes(US_ASCII)) {
      add(each);
    }
  }

  private void add(byte each) {
    if (size == bytes.length) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length * 2);
      Arrays.fill(bytes, (byte) 0);
      bytes = longer;
    }
    bytes[size++] = each;
  }

  /** The whole request to a server, which the caller overwrites. */
  byte[] to(URI server) {
    String path = server.getRawPath().isEmpty() ? "/" : server.getRawPath();
    String header =
        """
        POST %s HTTP/1.1
        Host: %s:%d
        Content-Type: application/x-www-form-urlencoded
        Content-Length: %d
        Accept: application/json
        Connection: close

        """
            .formatted(
                server.getRawQuery() == null ? path : path + "?" + server.getRawQuery(),
                server.getHost(),
                SignInMethod.port(server),
                size)
            .replace("\n", "\r\n");
    byte[] before = header.getBytes(US_ASCII);
    byte[] whole = Arrays.copyOf(before, before.length + size);
    System.arraycopy(bytes, 0, whole, before.length, size);
    return whole;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
