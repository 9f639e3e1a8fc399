package dev.freehold.server.api;

import static dev.freehold.server.api.DocumentWorld.ADA;
import static dev.freehold.server.api.DocumentWorld.BEN;
import static dev.freehold.server.api.DocumentWorld.PASSPHRASE;
import static dev.freehold.server.api.DocumentWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyLimits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on which an approver who signs here makes the key for it. */
class SigningKeyPageTest {

  @Test
  @DisplayName("An approver without a key makes it on the page, with password and passphrase twice")
  void makesTheKey(@TempDir Path folder) throws Exception {
    try (DocumentWorld world = new DocumentWorld(folder, "")) {
      world.register(ADA, null, null);
      assertThat(world.signInOnPage(BEN)).contains("You are not the approver");
      String page = world.signInOnPage(ADA);
      assertThat(page).contains("Make your signing key");
      String ticket = DocumentWorld.hidden(page, "ticket").getFirst();
      Map<String, String> form =
          Map.of(
              "action", "key",
              "ticket", ticket,
              "password", PASSWORD,
              "passphrase", PASSPHRASE,
              "repeated", PASSPHRASE);
      for (String left : form.keySet()) {
        Map<String, String> without = new HashMap<>(form);
        without.remove(left);
        assertThat(world.page(without).body()).as(left).doesNotContain("is made");
      }
      assertThat(world.page(changed(form, "passphrase", "one", "repeated", "one")).statusCode())
          .as("weak")
          .isEqualTo(403);

      String made = world.page(form).body();

      String sha256 =
          world
              .json("GET", "/api/v1/approver", world.admin(), null)
              .json()
              .path("current")
              .path("certificateSha256")
              .asText();
      assertThat(sha256).hasSize(64);
      assertThat(made).contains("Your signing key is made", sha256);
      assertThat(world.page(form).statusCode()).as("twice").isEqualTo(403);
      assertThat(world.signInOnPage(ADA)).contains("Purges that wait for a signature");
    }
  }

  @Test
  @DisplayName("After wrong guesses of the password the page says to wait, as at every sign-in")
  void guesses(@TempDir Path folder) throws Exception {
    try (DocumentWorld world = new DocumentWorld(folder, "")) {
      world.register(ADA, null, null);
      Map<String, String> form =
          Map.of(
              "action",
              "key",
              "ticket",
              DocumentWorld.hidden(world.signInOnPage(ADA), "ticket").getFirst(),
              "password",
              PASSWORD + "x",
              "passphrase",
              PASSPHRASE,
              "repeated",
              PASSPHRASE);
      for (int i = 0; i < CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK; i++) {
        assertThat(world.page(form).statusCode()).isEqualTo(403);
      }
      HttpResponse<String> late = world.page(changed(form, "password", PASSWORD));
      assertThat(late.statusCode()).isEqualTo(429);
      assertThat(late.body()).contains("too many attempts").doesNotContain("is made");
    }
  }

  @Test
  @DisplayName("An approver with a first password has to choose another one first")
  void firstPassword(@TempDir Path folder) throws Exception {
    try (DocumentWorld world = new DocumentWorld(folder, "")) {
      String cleo = "cleo@lantern.example";
      String first = "given by somebody else";
      world
          .tenant
          .client()
          .post(
              "/api/v1/users",
              Map.of("userPrincipalName", cleo, "displayName", "Cleo", "password", first));
      Map<String, String> form = Map.of("action", "signin", "username", cleo, "password", first);
      String page = world.page(form).body();
      assertThat(page).contains("Choose your password").doesNotContain(first);
      Map<String, String> change =
          changed(form, "action", "change", "newpassword", PASSWORD, "repeated", PASSWORD);
      assertThat(world.page(changed(change, "repeated", "x")).body()).contains("differ");
      assertThat(world.page(change).body()).contains("You are not the approver");
      assertThat(world.page(change).statusCode()).as("the first one is gone").isEqualTo(403);
    }
  }

  private static Map<String, String> changed(Map<String, String> form, String... changes) {
    Map<String, String> result = new HashMap<>(form);
    for (int i = 0; i < changes.length; i += 2) {
      result.put(changes[i], changes[i + 1]);
    }
    return result;
  }
}
