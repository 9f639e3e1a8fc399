package dev.freehold.files.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A request made by hand, for what the official client does not send. */
final class RawRequest {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String method;
  private String path;
  private String signedQuery = "";
  private final Map<String, String> headers = new TreeMap<>();
  private String body = "";

  RawRequest(String method, String path) {
    this.method = method;
    this.path = path;
    headers.put("host", "127.0.0.1");
    headers.put("connection", "close");
  }

  RawRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Changes the path after it was signed. */
  RawRequest path(String other) {
    path = other;
    return this;
  }

  /** Adds parameters that are signed too; sorted and encoded as the signature wants them. */
  RawRequest signedQuery(String parameters) {
    signedQuery = parameters;
    return this;
  }

  /** Adds parameters after the path was signed. */
  RawRequest query(String parameters) {
    return path(path + "?" + parameters);
  }

  /** Sends this body, and says that it has that length. */
  RawRequest body(String content) {
    body = content;
    return header("content-length", Integer.toString(content.length()));
  }

  /** Signs with version 4, all headers but those of the connection. */
  RawRequest signed(String keyId, String secret, String contentHash, Instant now) {
    return signedBut("", keyId, secret, contentHash, now);
  }

  /** The same without one header more. */
  RawRequest signedBut(
      String unsigned, String keyId, String secret, String contentHash, Instant now) {
    String time = TIME.format(now);
    String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
    headers.put("x-amz-date", time);
    headers.put("x-amz-content-sha256", contentHash);
    Map<String, String> signed = new TreeMap<>(headers);
    signed.keySet().removeAll(java.util.Set.of("connection", "content-length", unsigned));
    StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + signedQuery + "\n");
    signed.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    String names = String.join(";", signed.keySet());
    canonical.append("\n" + names + "\n" + contentHash);
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.toString());
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String step : scope.split("/", -1)) {
      key = hmac("HmacSHA256", key, step);
    }
    String signature = HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign));
    return header(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(keyId, scope, names, signature));
  }

  /** Signs with version 2. */
  RawRequest signedV2(String keyId, String secret, Instant now) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC).format(now);
    headers.put("date", date);
    String toSign = method + "\n\n\n" + date + "\n" + path;
    return header("authorization", "AWS " + keyId + ":" + v2(secret, toSign));
  }

  /** A signature of version 2. */
  static String v2(String secret, String toSign) {
    byte[] signature = hmac("HmacSHA1", secret.getBytes(StandardCharsets.UTF_8), toSign);
    return Base64.getEncoder().encodeToString(signature);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  /** Sends the request and returns all that comes back until the connection ends. */
  String send(int port) throws IOException {
    try (Socket socket = open(port)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String target() {
    return signedQuery.isEmpty() ? path : path + "?" + signedQuery;
  }

  /** Sends the request and leaves the connection open. */
  Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    StringBuilder request = new StringBuilder(method + " " + target() + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write((request + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  /** What comes on a connection that may be reset. */
  static String rest(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.append((char) next);
      }
    } catch (java.net.SocketException reset) {
      read.append("<reset>");
    }
    return read.toString();
  }
}
