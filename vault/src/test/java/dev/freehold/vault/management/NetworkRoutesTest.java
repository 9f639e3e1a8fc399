package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RawClient.Reply;
import org.junit.jupiter.api.Test;

/** Who may connect to a vault, as its administrators set it. */
class NetworkRoutesTest extends ManagementFixture {

  private Reply set(String rules) {
    make("");
    return asOwner("PATCH", FRESH, "{\"properties\":{%s}}".formatted(rules));
  }

  private Reply getKey() {
    return keys(ADMIN, "GET", "/keys/ghost", "");
  }

  @Test
  void anAddressThatIsNotListedIsRefused() {
    set("\"networkAcls\":{\"defaultAction\":\"Deny\",\"ipRules\":[{\"value\":\"10.0.0.0/8\"}]}");
    Reply refused = getKey();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.innerCode()).isEqualTo("ForbiddenByFirewall");
    assertThat(refused.message())
        .startsWith("Client address is not authorized and caller is not a trusted service.\r\n")
        .contains("Client address: 127.0.0.1\r\n", "Vault: Fresh-Vault;location=test");
  }

  @Test
  void anAddressThatIsListedIsLetIn() {
    Reply rules =
        set(
            """
            "networkAcls":{"defaultAction":"Deny","bypass":"None",
              "ipRules":[{"value":"10.0.0.0/8"},{"value":"127.0.0.1/32"}]}
            """);
    assertThat(getKey().status()).isEqualTo(404);
    assertThat(property(rules, "networkAcls/bypass").asText()).isEqualTo("None");
    assertThat(property(rules, "networkAcls/ipRules/1/value").asText()).isEqualTo("127.0.0.1/32");
    assertThat(property(rules, "networkAcls/virtualNetworkRules")).isEmpty();
  }

  @Test
  void withoutPublicAccessNobodyIsLetInUntilItComesBack() {
    set("\"publicNetworkAccess\":\"disabled\"");
    Reply refused = getKey();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.innerCode()).isEqualTo("ForbiddenByConnection");
    asOwner("PATCH", FRESH, "{\"properties\":{\"publicNetworkAccess\":\"Enabled\"}}");
    assertThat(getKey().status()).isEqualTo(404);
  }
}
