package dev.freehold.vault.keys;

import static dev.freehold.vault.keys.lastuse.UsedKeys.BRIEF;
import static dev.freehold.vault.keys.lastuse.UsedKeys.DISABLE;
import static dev.freehold.vault.keys.lastuse.UsedKeys.SERVICE;
import static dev.freehold.vault.keys.lastuse.UsedKeys.warning;
import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.keys.lastuse.UsedKeys;
import dev.freehold.vault.testing.RawClient.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking what an act would do, on every database. */
abstract class DryRunContract {

  private static final String DRY = "?freehold-dry-run=true";

  @TempDir Path folder;
  private UsedKeys keys;
  private String version;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    keys = new UsedKeys(folder, dialect());
    version = keys.version("root");
    keys.use(SERVICE, "root", version);
  }

  @AfterEach
  void stop() {
    keys.close();
  }

  @Test
  @DisplayName("A dry run answers as the act does and changes nothing")
  void asTheAct() {
    String key = "/keys/root/" + version;
    assertSame("PATCH", key, DISABLE, "KeyUpdate", key);
    keys.send("PATCH", key, ADMIN, "{\"attributes\":{\"enabled\":true}}");
    assertSame("DELETE", "/keys/root", "", "KeyDelete", key);
  }

  private void assertSame(
      String method, String path, String body, String operation, String witness) {
    String before = keys.send("GET", witness, ADMIN, "").response().body();
    Reply tried = keys.send(method, path + DRY, ADMIN, body);
    assertThat(keys.lastEntry().operation()).isEqualTo(operation + "DryRun");
    assertThat(keys.lastEntry().details()).doesNotContainKey("alert");
    assertThat(tried.response().headers().firstValue("Freehold-Dry-Run")).contains("true");
    assertThat(keys.send("GET", witness, ADMIN, "").response().body()).isEqualTo(before);
    keys.use(SERVICE, "root", version);
    Reply done = keys.send(method, path, ADMIN, body);
    assertThat(keys.lastEntry().operation()).isEqualTo(operation);
    assertThat(keys.lastEntry().details()).containsKey("alert");
    assertThat(done.status()).isEqualTo(200).isEqualTo(tried.status());
    assertThat(done.json()).isEqualTo(tried.json());
    assertThat(warning(done)).isPresent().isEqualTo(warning(tried));
    assertThat(done.response().headers().firstValue("Freehold-Dry-Run")).isEmpty();
  }

  @Test
  @DisplayName("A dry run is refused where the act would be")
  void refusedAsTheAct() {
    String broken = "{\"attributes\":{\"exp\":-1}}";
    assertThat(keys.send("PATCH", "/keys/root" + DRY, ADMIN, broken).status()).isEqualTo(400);
    assertThat(keys.send("PATCH", "/keys/ghost" + DRY, ADMIN, "{}").status()).isEqualTo(404);
    assertThat(keys.send("DELETE", "/keys/ghost" + DRY, ADMIN, "").status()).isEqualTo(404);
    assertThat(keys.send("DELETE", "/deletedkeys/root" + DRY, ADMIN, "").status()).isEqualTo(404);
    assertThat(keys.send("DELETE", "/keys/root", SERVICE, "").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("What looks like a dry run never is the act")
  void neverTheAct() {
    for (String query :
        List.of(
            "freehold-dry-run",
            "freehold-dry-run=",
            "freehold-dry-run=1",
            "Freehold-Dry-Run=yes",
            "%66reehold-dry-run",
            "freehold-dry-run=truee")) {
      Reply reply = keys.send("DELETE", "/keys/root?" + query, ADMIN, "");
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.message()).isEqualTo("The parameter freehold-dry-run is true or false.");
    }
    assertThat(keys.send("DELETE", "/keys/root?FREEHOLD-dry-run=TRUE", ADMIN, "").status())
        .isEqualTo(200);
    assertThat(keys.send("GET", "/keys/root", ADMIN, "").status()).isEqualTo(200);
    assertThat(keys.send("DELETE", "/keys/root?freehold-dry-run=false", ADMIN, "").status())
        .isEqualTo(200);
    assertThat(keys.send("GET", "/keys/root", ADMIN, "").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("A parameter or header that comes twice is refused, and nothing is done")
  void saidTwice() {
    for (String query :
        List.of(
            "freehold-dry-run=false&freehold-dry-run=true",
            "freehold-dry-run=false&%66reehold-Dry-run=true",
            "freehold-dry-run=false&freehold-dry-run",
            "api-version=7.4&api-version=7.4")) {
      Reply reply = keys.send("DELETE", "/keys/root?" + query, ADMIN, "");
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.message()).endsWith("came more than once; send it once.");
    }
    assertThat(keys.send("GET", "/keys/root", ADMIN, "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Operations without a dry run refuse one, and do nothing")
  void operationsWithoutOne() {
    for (String path : List.of("/keys/new/create", "/keys/root/rotate", "/keys/root//wrapkey")) {
      Reply reply = keys.send("POST", path + DRY, ADMIN, "{\"kty\":\"RSA\"}");
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.message()).startsWith("This operation has no dry run");
    }
    assertThat(keys.send("GET", "/keys/new", ADMIN, "").status()).isEqualTo(404);
    assertThat(keys.send("GET", "/keys/root/versions", ADMIN, "").json().at("/value")).hasSize(1);
    assertThat(keys.send("GET", BRIEF, "/keys", ADMIN, "").status()).isEqualTo(200);
  }
}
