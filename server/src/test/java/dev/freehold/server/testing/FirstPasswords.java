package dev.freehold.server.testing;

import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** People do in tests what they do elsewhere: they change the password that they were given. */
public final class FirstPasswords {

  private FirstPasswords() {}

  /** What whoever will sign in by {@code password} is given at first. */
  public static String before(String password) {
    return "given: " + password;
  }

  /** Replaces {@link #before}; from now on the person signs in by {@code password}. */
  public static void replace(SSLContext tls, URI authority, String name, String password)
      throws IOException {
    replace(tls, authority, name, before(password), password);
  }

  /** Replaces a password that somebody else has made. */
  public static void replace(
      SSLContext tls, URI authority, String name, String first, String password)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(authority + "/api/v1/password"))
            .POST(
                BodyPublishers.ofByteArray(
                    Json.MAPPER.writeValueAsBytes(body(name, first, password))))
            .build();
    try (HttpClient http = HttpClient.newBuilder().sslContext(tls).build()) {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 204) {
        throw new IllegalStateException("the first password was not changed: " + status);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** What is sent for it. */
  public static Map<String, String> body(String name, String first, String password) {
    return Map.of("userPrincipalName", name, "currentPassword", first, "newPassword", password);
  }
}
