package dev.freehold.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.TestAuthenticator;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.run.FreeholdServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the page for devices, with a browser and an authenticator. */
public final class SecondFactorSignIn {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private final FreeholdServer server;

  /** Signs in at the address of the API. */
  public SecondFactorSignIn(FreeholdServer server) {
    this.server = server;
  }

  /** A token for somebody who shows the password and signs with the passkey. */
  public String token(String userName, String password, TestAuthenticator key) throws Exception {
    try (Browser browser = new Browser(server.clientTls())) {
      Device device = begin(browser);
      String asked = password(browser, device, userName, password).body();
      HttpResponse<String> done =
          answer(browser, device, asked, "passkey", "credential", key.get(options(asked)));
      assertThat(done.body()).contains("You are signed in");
      return tokens(browser, device).path("access_token").asText();
    }
  }

  /** A device that waits. */
  public record Device(String userCode, String deviceCode) {}

  /** Lets a device wait. */
  public Device begin(Browser browser) throws Exception {
    JsonNode begun =
        Browser.json(
            browser.post(
                server.apiUri() + "/organizations/oauth2/v2.0/devicecode",
                Map.of("client_id", "shell", "scope", ApiAudience.SCOPE + " offline_access")));
    return new Device(begun.path("user_code").asText(), begun.path("device_code").asText());
  }

  /** The page that follows the password. */
  public HttpResponse<String> password(
      Browser browser, Device device, String userName, String password) throws Exception {
    return browser.post(
        server.apiUri() + "/devicelogin",
        Map.of(
            "code",
            device.userCode(),
            "username",
            userName,
            "password",
            password,
            "action",
            "approve"));
  }

  /** The page that follows an answer to the one before. */
  public HttpResponse<String> answer(
      Browser browser, Device device, String page, String action, String... fields)
      throws Exception {
    Map<String, String> form = new HashMap<>();
    form.put("code", device.userCode());
    form.put("ticket", field(page, "ticket"));
    form.put("action", action);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return browser.post(server.apiUri() + "/devicelogin", form);
  }

  /** What the device gets. */
  public JsonNode tokens(Browser browser, Device device) throws Exception {
    return Browser.json(
        browser.post(
            server.apiUri() + "/organizations/oauth2/v2.0/token",
            Map.of("grant_type", GRANT, "client_id", "shell", "device_code", device.deviceCode())));
  }

  /** What the page asks the authenticator. */
  public static String options(String page) {
    Matcher options = Pattern.compile("data-options=\"([^\"]*)\"").matcher(page);
    assertThat(options.find()).as(page).isTrue();
    return options.group(1).replace("&quot;", "\"").replace("&amp;", "&");
  }

  private static String field(String page, String name) {
    Matcher field = Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(name)).matcher(page);
    assertThat(field.find()).as(page).isTrue();
    return field.group(1);
  }
}
