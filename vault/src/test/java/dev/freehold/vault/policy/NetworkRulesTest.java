package dev.freehold.vault.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.policy.NetworkRules.Bypass;
import dev.freehold.vault.policy.NetworkRules.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkRulesTest {

  private static NetworkRules rules(boolean publicAccess, boolean deny, String range) {
    return new NetworkRules(publicAccess, deny, Bypass.AZURE_SERVICES, List.of(new IpRule(range)));
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, 9.9.9.9, ADMITTED",
    "true, true, 10.0.0.1, ADMITTED",
    "true, true, 9.9.9.9, NOT_LISTED",
    "true, true, unknown, NOT_LISTED",
    "false, false, 10.0.0.1, SHUT",
    "false, true, 10.0.0.1, SHUT"
  })
  void publicAccessComesBeforeTheListAndTheListBeforeTheDefault(
      boolean publicAccess, boolean deny, String address, Verdict verdict) {
    assertThat(rules(publicAccess, deny, "10.0.0.0/8").judge(address)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"[2001:db8::1]", "2001:db8::1%eth0", "[2001:db8::1%2]"})
  void anAddressIsReadInEveryFormThatAPeerMayHave(String address) {
    assertThat(rules(true, true, "2001:db8::/32").judge(address)).isEqualTo(Verdict.ADMITTED);
  }

  @Test
  void thereAreAtMostAThousandRanges() {
    List<IpRule> many = Collections.nCopies(1001, new IpRule("10.0.0.1"));
    assertThatThrownBy(() -> new NetworkRules(true, true, Bypass.NONE, many))
        .isInstanceOf(VaultException.class);
  }
}
