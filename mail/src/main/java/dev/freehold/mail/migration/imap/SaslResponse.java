package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a client says to sign in, which holds a secret and is overwritten when it is closed. One
 * thread.
 */
final class SaslResponse implements AutoCloseable {

  private final String mechanism;
  private final byte[] line;
  private final List<byte[]> afterwards;

  private SaslResponse(String mechanism, byte[] line, List<byte[]> afterwards) {
    this.mechanism = mechanism;
    this.line = line;
    this.afterwards = afterwards;
  }

  /** A password (RFC 4616), for one's own mailbox or on somebody's behalf. */
  static SaslResponse plain(String onBehalfOf, String userName, SourcePassword password) {
    return of("PLAIN", onBehalfOf + "\0" + userName + "\0", password, "", List.of());
  }

  /** An access token (RFC 7628). A server that refuses says why first, and wants to be answered. */
  static SaslResponse bearer(MigrationEndpoint endpoint, String userName, SourcePassword token) {
    String begin =
        "n,a=%s,\1host=%s\1port=%d\1auth=Bearer "
            .formatted(
                userName.replace("=", "=3D").replace(",", "=2C"),
                endpoint.server(),
                endpoint.port());
    return of("OAUTHBEARER", begin, token, "\1\1", List.of("AQ==".getBytes(US_ASCII)));
  }

  /** The same as large services had it before there was a standard. */
  static SaslResponse xoauth2(String userName, SourcePassword token) {
    String begin = "user=" + userName + "\1auth=Bearer ";
    return of("XOAUTH2", begin, token, "\1\1", List.of(new byte[0]));
  }

  private static SaslResponse of(
      String mechanism,
      String begin,
      SourcePassword password,
      String end,
      List<byte[]> afterwards) {
    byte[] before = begin.getBytes(UTF_8);
    byte[] after = end.getBytes(UTF_8);
    byte[] secret = password.copy();
    byte[] whole = Arrays.copyOf(before, before.length + secret.length + after.length);
    System.arraycopy(secret, 0, whole, before.length, secret.length);
    System.arraycopy(after, 0, whole, before.length + secret.length, after.length);
    byte[] line = Base64.getEncoder().encode(whole);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(whole, (byte) 0);
    return new SaslResponse(mechanism, line, afterwards);
  }

  String mechanism() {
    return mechanism;
  }

  /** A line for each time that the server asks. */
  List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>();
    lines.add(line);
    lines.addAll(afterwards);
    return lines;
  }

  @Override
  public void close() {
    Arrays.fill(line, (byte) 0);
  }
}
