package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.policy.PermissionFamily;
import dev.freehold.vault.testing.RawClient.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access policies over the management plane. */
class PolicyRoutesTest extends ManagementFixture {

  private static final UUID PERSON = UUID.randomUUID();

  @BeforeEach
  void makeVault() {
    make("");
  }

  private Reply change(String how, UUID principal, String permissions) {
    return asOwner("PUT", FRESH + "/accessPolicies/" + how, policies(principal, permissions));
  }

  @Test
  void aChangeIsInForceWithTheNextRequest() {
    assertThat(listKeys(ADMIN)).isEqualTo(403);
    Reply added = change("add", ADMIN, "\"keys\":[\"list\"]");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.json().get("id").asText()).endsWith("/vaults/Fresh-Vault/accessPolicies/");
    assertThat(added.json().get("type").asText())
        .isEqualTo("Microsoft.KeyVault/vaults/accessPolicies");
    assertThat(listKeys(ADMIN)).isEqualTo(200);
    change("remove", ADMIN, "\"keys\":[\"list\"]");
    assertThat(listKeys(ADMIN)).isEqualTo(403);
    change("replace", ADMIN, "\"keys\":[\"all\"]");
    assertThat(listKeys(ADMIN)).isEqualTo(200);
  }

  /** All zeros stand for "every application" in the database, so as an id they would widen it. */
  @Test
  void anApplicationOfZerosIsRefused() {
    String zeros = new UUID(0, 0).toString();
    String limited =
        policies(PERSON, "\"keys\":[\"get\"]")
            .replace("\"permissions\"", "\"applicationId\":\"" + zeros + "\",\"permissions\"");
    Reply reply = asOwner("PUT", FRESH + "/accessPolicies/add", limited);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(listed(PERSON)).isZero();
  }

  private long listed(UUID principal) {
    return property(get(FRESH), "accessPolicies")
        .valueStream()
        .filter(policy -> policy.get("objectId").asText().equals(principal.toString()))
        .count();
  }

  @Test
  void addingUnitesReplacingSetsAndRemovingTakesAway() {
    change("add", PERSON, "\"keys\":[\"Get\"]");
    change("add", PERSON, "\"keys\":[\"LIST\",\"get\"],\"secrets\":[\"set\"]");
    assertThat(permissions("keys")).containsExactly("get", "list");
    assertThat(permissions("secrets")).containsExactly("set");
    change("replace", PERSON, "\"keys\":[\"wrapkey\"]");
    assertThat(permissions("keys")).containsExactly("wrapKey");
    assertThat(permissions("secrets")).isEmpty();
    change("remove", PERSON, "\"keys\":[\"unwrapKey\"]");
    assertThat(permissions("keys")).containsExactly("wrapKey");
    change("remove", PERSON, "\"keys\":[\"all\"]");
    assertThat(property(get(FRESH), "accessPolicies")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(PermissionFamily.class)
  void everyWordOfEveryFamilyIsKeptAndShown(PermissionFamily family) {
    List<String> words = family.words();
    change(
        "add", PERSON, "\"%s\":[\"%s\"]".formatted(family.member(), String.join("\",\"", words)));
    assertThat(permissions(family.member())).containsExactlyElementsOf(words);
    change("replace", PERSON, "\"%s\":[\"all\",\"purge\"]".formatted(family.member()));
    assertThat(permissions(family.member())).containsExactly("all", "purge");
  }

  @Test
  void allIsEverythingButPurge() {
    change("add", PERSON, "\"keys\":[\"all\"]");
    assertThat(keys(PERSON, "DELETE", "/deletedkeys/ghost", "").status()).isEqualTo(403);
    assertThat(keys(PERSON, "GET", "/deletedkeys/ghost", "").status()).isEqualTo(404);
  }

  @Test
  void aGroupAndAnApplicationAreDifferentWaysIn() {
    UUID group = UUID.randomUUID();
    UUID application = UUID.randomUUID();
    change("add", group, "\"keys\":[\"list\"]");
    assertThat(listAs(PERSON, group, "user", "")).isEqualTo(200);
    change("remove", group, "\"keys\":[\"list\"]");
    assertThat(listAs(PERSON, group, "user", "")).isEqualTo(403);
    String compound =
        policies(PERSON, "\"keys\":[\"list\"]")
            .replace(
                "\"objectId\"", "\"applicationId\":\"%s\",\"objectId\"".formatted(application));
    asOwner("PUT", FRESH + "/accessPolicies/add", compound);
    assertThat(listAs(PERSON, group, "user", application.toString())).isEqualTo(200);
    assertThat(listAs(PERSON, group, "app", application.toString())).isEqualTo(403);
    assertThat(listKeys(PERSON)).isEqualTo(403);
    JsonNode entries = property(get(FRESH), "accessPolicies");
    assertThat(entries.get(entries.size() - 1).get("applicationId").asText())
        .isEqualTo(application.toString());
  }

  private int listAs(UUID person, UUID group, String kind, String application) {
    String token =
        vault
            .issuer()
            .token(
                TENANT,
                person,
                vault.server().resource(),
                claims ->
                    claims
                        .claim("idtyp", kind)
                        .claim("groups", List.of(group.toString()))
                        .claim("azp", application));
    return client
        .send("GET", "fresh-vault.vault.localhost", "/keys?api-version=7.4", token, "")
        .status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"properties\":{}}",
        "{\"properties\":{\"accessPolicies\":[{\"objectId\":\"x\"}]}}",
        "{\"properties\":{\"accessPolicies\":{}}}"
      })
  void whatIsNoPolicyIsRefused(String body) {
    assertThat(asOwner("PUT", FRESH + "/accessPolicies/add", body).status()).isEqualTo(400);
  }

  @Test
  void anUnknownWordAndAnotherTenantAreRefused() {
    assertThat(change("add", PERSON, "\"keys\":[\"fly\"]").status()).isEqualTo(400);
    String foreign =
        policies(PERSON, "\"keys\":[\"get\"]")
            .replace(TENANT.toString(), UUID.randomUUID().toString());
    assertThat(asOwner("PUT", FRESH + "/accessPolicies/add", foreign).status()).isEqualTo(400);
    assertThat(property(get(FRESH), "accessPolicies")).hasSize(1);
  }

  @Test
  void severalEntriesForOnePrincipalAreUnited() {
    String entry = "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"permissions\":{\"keys\":[\"%s\"]}}";
    String both =
        entry.formatted(TENANT, PERSON, "get") + "," + entry.formatted(TENANT, PERSON, "list");
    Reply reply = asOwner("PATCH", FRESH, "{\"properties\":{\"accessPolicies\":[" + both + "]}}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(permissions("keys")).containsExactly("get", "list");
  }

  @Test
  void theLedgerSaysWhoMayDoWhatAfterAChange() {
    change("add", PERSON, "\"keys\":[\"get\",\"wrapKey\"]");
    assertThat(lastNote()).isEqualTo(PERSON + " now keys get wrapKey");
    make("");
    assertThat(lastNote()).isEqualTo(PERSON + " none");
  }

  private String lastNote() {
    return vault.lastEntry().personal().get("accessPolicies");
  }

  @Test
  void thereAreAtMost1024() {
    assertThat(asOwner("PUT", FRESH + "/accessPolicies/add", many(1, 1023)).status())
        .isEqualTo(200);
    Reply over = asOwner("PUT", FRESH + "/accessPolicies/add", many(2000, 1));
    assertThat(over.status()).isEqualTo(400);
    assertThat(over.message()).contains("1024");
  }

  private static String many(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"permissions\":{\"keys\":[\"get\"]}}"
                    .formatted(TENANT, new UUID(1, i)))
        .collect(Collectors.joining(",", "{\"properties\":{\"accessPolicies\":[", "]}}"));
  }

  private List<String> permissions(String family) {
    for (JsonNode policy : property(get(FRESH), "accessPolicies")) {
      if (policy.get("objectId").asText().equals(PERSON.toString())) {
        return policy.at("/permissions/" + family).valueStream().map(JsonNode::asText).toList();
      }
    }
    return List.of("no policy");
  }
}
