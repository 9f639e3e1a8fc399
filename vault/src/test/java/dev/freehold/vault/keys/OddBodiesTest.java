package dev.freehold.vault.keys;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no official client sends, and headers that they do. */
class OddBodiesTest {

  private static final String GOOD = "{\"kty\":\"oct\"}";

  private static RunningVault vault;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
  }

  @AfterAll
  static void stop() {
    vault.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"oct\"",
        "{",
        "{\"kty\":\"oct\"}{}",
        "{\"kty\":\"oct\",\"kty\":\"oct\"}",
        "{\"kty\":\"oct\",\"key_size\":NaN}",
        "{\"kty\":\"oct\",\"key_size\":1e999999}",
        "{\"kty\":\"oct\",\"key_size\":1.5}",
        "{\"kty\":\"oct\",\"key_size\":99999999999999999999999999999999999999}",
        "{\"kty\":\"oct\",\"key_size\":\"256\"}",
        "{\"kty\":[\"oct\"]}",
        "{'kty':'oct'}",
        "{\"kty\":\"\u00ff\u00fe\"}",
        "{\"kty\":\"oct\",\"tags\":{\"a\":1}}",
        "{\"kty\":\"oct\",\"tags\":{\"a\":\"\\ud800\"}}",
        "{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]],\"kty\":\"oct\"}"
      })
  void isRefusedInTheShapeOfErrors(String body) throws IOException {
    assertThat(post("Content-Type: application/json\r\n", body))
        .startsWith("HTTP/1.1 400")
        .contains("{\"error\":{\"code\":\"BadParameter\",\"message\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: application/json\r\n",
        "Content-Type: application/json; charset=utf-8\r\n",
        "Content-Type: application/json;odata=minimalmetadata\r\n",
        "Content-Type: text/plain\r\n",
        "Content-Type: nonsense\r\n"
      })
  void theContentTypeDoesNotMatter(String header) throws IOException {
    assertThat(post(header, GOOD)).startsWith("HTTP/1.1 200");
  }

  @Test
  void membersThatNobodyKnowsAreIgnored() throws IOException {
    assertThat(post("", "{\"kty\":\"oct\",\"future\":{\"a\":[1,2.5,null]}}"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void requestsThatCameTogetherAreAnsweredInTheirOrder() throws IOException {
    try (TlsText client = connect()) {
      client.send(request("", GOOD) + request("", "{") + request("", GOOD));
      assertThat(client.answer()).startsWith("HTTP/1.1 200");
      assertThat(client.answer()).startsWith("HTTP/1.1 400");
      assertThat(client.answer()).startsWith("HTTP/1.1 200");
    }
  }

  private static String post(String headers, String body) throws IOException {
    try (TlsText client = connect()) {
      client.send(request(headers, body));
      return client.answer();
    }
  }

  private static String request(String headers, String body) {
    return "POST /keys/odd/create?api-version=7.6 HTTP/1.1\r\nHost: %s.vault.localhost\r\n"
            .formatted(VAULT_A)
        + "Authorization: Bearer %s\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(vault.token(ADMIN), body.length(), headers, body);
  }

  private static TlsText connect() throws IOException {
    return TlsText.connect(vault.clientTls(), vault.server().port());
  }
}
