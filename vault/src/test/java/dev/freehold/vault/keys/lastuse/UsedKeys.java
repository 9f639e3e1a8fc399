package dev.freehold.vault.keys.lastuse;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A vault with an owner and a service that needs its keys. */
public final class UsedKeys implements AutoCloseable {

  public static final UUID SERVICE = UUID.fromString("eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee");
  public static final String DISABLE = "{\"attributes\":{\"enabled\":false}}";

  /** Without purge protection. */
  public static final String BRIEF = "contoso-brief";

  private static final String V = "?api-version=2025-07-01";
  private static final String PLAIN = "AAECAwQFBgcICQoLDA0ODw";

  private final RunningVault vault;
  private final RawClient client;

  public UsedKeys(Path folder, Dialect dialect) {
    vault = RunningVault.start(folder, dialect);
    vault.addVault(BRIEF, 7, false);
    client = new RawClient(vault);
    vault.grant(SERVICE, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);
  }

  RunningVault vault() {
    return vault;
  }

  /** Makes a new version and returns its id. */
  public String version(String name) {
    return version(RunningVault.VAULT_A, name);
  }

  public String version(String vaultName, String name) {
    Reply made = send("POST", vaultName, "/keys/" + name + "/create", ADMIN, "{\"kty\":\"RSA\"}");
    assertThat(made.status()).isEqualTo(200);
    String kid = made.json().at("/key/kid").asText();
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  /** {@code who} wraps with a version and unwraps what came of it. */
  public void use(UUID who, String name, String version) {
    String path = "/keys/" + name + "/" + version;
    String wrapped = crypto(who, path + "/wrapkey", PLAIN);
    assertThat(crypto(who, path + "/unwrapkey", wrapped)).isEqualTo(PLAIN);
  }

  private String crypto(UUID who, String path, String value) {
    String body = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"%s\"}".formatted(value);
    Reply reply = send("POST", path, who, body);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().at("/value").asText();
  }

  public Reply send(String method, String path, UUID who, String body) {
    return send(method, RunningVault.VAULT_A, path, who, body);
  }

  /** {@code path} may end with further parameters after a question mark. */
  public Reply send(String method, String vaultName, String path, UUID who, String body) {
    int query = path.indexOf('?');
    String target =
        query < 0 ? path + V : path.substring(0, query) + V + "&" + path.substring(query + 1);
    return client.send(method, vaultName + ".vault.localhost", target, vault.token(who), body);
  }

  public static Optional<String> warning(Reply reply) {
    return reply.response().headers().firstValue("Freehold-Warning");
  }

  public LedgerEntry lastEntry() {
    return vault.lastEntry();
  }

  int rows() {
    return vault
        .database()
        .read(
            tx ->
                tx.createQuery("SELECT count(*) FROM vault_key_version_use")
                    .mapTo(Integer.class)
                    .one());
  }

  /** When the database says that a version was last used by {@code who}. */
  Optional<Instant> stored(UUID who) {
    return vault
        .database()
        .read(
            tx ->
                tx.createQuery("SELECT used_at FROM vault_key_version_use WHERE object_id = :who")
                    .bind("who", who)
                    .mapTo(Instant.class)
                    .findOne());
  }

  @Override
  public void close() {
    client.close();
    vault.close();
  }
}
