package dev.freehold.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A mail program that configures itself")
class AutoconfigTest {

  private static final String PASSWORD = "four plain words & one";
  private static final String WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml";
  private static final String PROFILE = "/api/v1/me/mail-profile";

  private FreeholdServer server;
  private TestTenant tenant;
  private HttpClient http;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server =
        TestServer.start(
            folder.resolve("data"),
            Clock.systemUTC(),
            Map.of(
                "imap.port", Integer.toString(Ports.free()),
                "imap.public-port", "993",
                "imap.starttls-port", Integer.toString(Ports.free()),
                "imap.public-starttls-port", "143",
                "submission.name", "smtp.contoso.example"));
    tenant = TestTenant.create(server, "contoso");
    person(tenant.mailbox(), "Alice <\"A\" & Söhne>");
    person("nobox@contoso.example", "No Box");
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
  }

  private void person(String name, String displayName) throws IOException {
    tenant
        .client()
        .post(
            "/api/v1/users",
            Map.of(
                "userPrincipalName",
                name,
                "displayName",
                displayName,
                "roles",
                List.of(),
                "password",
                FirstPasswords.before(PASSWORD)));
    FirstPasswords.replace(server.clientTls(), server.apiUri(), name, PASSWORD);
  }

  @AfterAll
  void stop() {
    http.close();
    tenant.close();
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.apiUri() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private String tokenOf(String name) throws Exception {
    try (Browser browser = new Browser(server.clientTls())) {
      return Browser.json(
              browser.post(
                  server.apiUri() + "/organizations/oauth2/v2.0/token",
                  Map.of(
                      "grant_type",
                      "password",
                      "username",
                      name,
                      "password",
                      PASSWORD,
                      "scope",
                      ApiAudience.SCOPE)))
          .path("access_token")
          .asText();
    }
  }

  private static Document xml(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    return builder.parse(new ByteArrayInputStream(document));
  }

  @Test
  @DisplayName("gets Thunderbird's file, which is the same for everybody, who is there or not")
  void thunderbird() throws Exception {
    HttpResponse<byte[]> answer = get(WELL_KNOWN, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
    for (String path :
        List.of(
            "/mail/config-v1.1.xml?emailaddress=" + tenant.mailbox(),
            "/mail/config-v1.1.xml?emailaddress=nobody%40nowhere.example",
            "/mail/config-v1.1.xml?emailaddress=%3C!--" + "x".repeat(3_000),
            WELL_KNOWN + "?emailaddress=")) {
      assertThat(get(path, null).body()).isEqualTo(answer.body());
    }

    Element provider = (Element) xml(answer.body()).getElementsByTagName("emailProvider").item(0);
    assertThat(provider.getAttribute("id")).isEqualTo("imap.freehold.localhost");
    assertThat(words(provider.getElementsByTagName("incomingServer").item(0)))
        .containsExactly(
            "imap.freehold.localhost", "993", "SSL", "password-cleartext", "%EMAILADDRESS%");
    assertThat(words(provider.getElementsByTagName("incomingServer").item(1)))
        .contains("143", "STARTTLS");
    assertThat(words(provider.getElementsByTagName("outgoingServer").item(0)))
        .contains("smtp.contoso.example", "465", "SSL");
  }

  private static List<String> words(Node node) {
    return List.of(node.getTextContent().strip().split("\\s+", -1));
  }

  @Test
  @DisplayName("gets a profile for Apple's devices, for one's own mailbox and without a password")
  void apple() throws Exception {
    String token = tokenOf(tenant.mailbox());
    HttpResponse<byte[]> answer = get(PROFILE, token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/x-apple-aspen-config");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("mail.mobileconfig");

    assertThat(keysAndValues(answer.body()))
        .containsEntry("EmailAddress", tenant.mailbox())
        .containsEntry("EmailAccountName", "Alice <\"A\" & Söhne>")
        .containsEntry("IncomingMailServerPortNumber", "993")
        .containsEntry("OutgoingMailServerHostName", "smtp.contoso.example")
        .doesNotContainKeys("IncomingPassword", "OutgoingPassword");
    assertThat(new String(answer.body(), UTF_8)).doesNotContain(PASSWORD);
    assertThat(get(PROFILE, token).body()).as("its ids are stable").isEqualTo(answer.body());
  }

  /** Of all dictionaries together. */
  private static Map<String, String> keysAndValues(byte[] profile) throws Exception {
    NodeList keys = xml(profile).getElementsByTagName("key");
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keys.getLength(); i++) {
      values.put(keys.item(i).getTextContent(), keys.item(i).getNextSibling().getTextContent());
    }
    return values;
  }

  @Test
  @DisplayName("gets no profile without a mailbox, as an application, or unknown")
  void noProfile() throws Exception {
    assertThat(get(PROFILE, tokenOf("nobox@contoso.example")).statusCode()).isEqualTo(404);
    try (ApiClient application = tenant.application(Clock.systemUTC())) {
      String token = application.tokensFor(ApiAudience.SCOPE).current().value();
      assertThat(get(PROFILE, token).statusCode()).isEqualTo(404);
    }
    assertThat(get(PROFILE, null).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("gets the answer of any unknown path while IMAP is off")
  void off(@TempDir Path folder) throws Exception {
    try (FreeholdServer without =
        TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of())) {
      for (String path : List.of(WELL_KNOWN, "/mail/config-v1.1.xml", PROFILE, "/nowhere")) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(without.clientTls()).build()) {
          HttpResponse<String> answer =
              client.send(
                  HttpRequest.newBuilder(URI.create(without.apiUri() + path)).build(),
                  BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(path).isEqualTo(404);
          assertThat(answer.body()).contains("\"not-found\"");
        }
      }
    }
  }
}
