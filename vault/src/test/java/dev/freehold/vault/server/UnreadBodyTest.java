package dev.freehold.vault.server;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RunningVault;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal that leaves the body unread says so when the connection is not used again. */
class UnreadBodyTest {

  private static final String POST =
      "POST /keys/root/create?api-version=7.4 HTTP/1.1\r\nHost: "
          + VAULT_A
          + ".vault.localhost\r\n";

  private static RunningVault vault;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
  }

  @AfterAll
  static void stop() {
    vault.close();
  }

  @Test
  void aBodyThatDoesNotComeEndsTheConnection() throws IOException {
    try (TlsText client = connect()) {
      client.send(POST + "Content-Length: 60000\r\n\r\n{");
      assertThat(client.answer()).startsWith("HTTP/1.1 401").contains("Connection: close");
    }
  }

  @Test
  void aClientThatWaitsForThePermissionToSendGetsTheAnswerInstead() throws IOException {
    try (TlsText client = connect()) {
      client.send(POST + "Content-Length: 60000\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 401").contains("Connection: close");
    }
  }

  @Test
  void aClientThatWaitsForThePermissionToSendGetsItWhenTheBodyIsWanted() throws IOException {
    try (TlsText client = connect()) {
      client.send(
          POST
              + "Authorization: Bearer %s\r\n".formatted(vault.token(ADMIN))
              + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 100");
      client.send("{}");
      assertThat(client.answer()).startsWith("HTTP/1.1 400").doesNotContain("Connection: close");
    }
  }

  @Test
  void chunksAboveTheLimitEndTheConnection() throws IOException {
    String chunk = "10001\r\n" + "x".repeat(0x10001) + "\r\n";
    try (TlsText client = connect()) {
      client.send(
          POST
              + "Authorization: Bearer %s\r\n".formatted(vault.token(ADMIN))
              + "Transfer-Encoding: chunked\r\n\r\n"
              + chunk
              + "10\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413").contains("Connection: close");
    }
  }

  @Test
  void aRequestWithoutABodyKeepsTheConnection() throws IOException {
    try (TlsText client = connect()) {
      client.send(POST + "Content-Length: 0\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 401").doesNotContain("Connection: close");
      client.send(POST + "Content-Length: 0\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 401");
    }
  }

  private static TlsText connect() throws IOException {
    return TlsText.connect(vault.clientTls(), vault.server().port());
  }
}
