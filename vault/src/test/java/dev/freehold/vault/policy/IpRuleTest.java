package dev.freehold.vault.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.VaultException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRuleTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.128.0/17, 192.168.128.1, true",
    "192.168.128.0/17, 192.168.127.1, false",
    "192.168.128.0/17, 192.168.255.255, true",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "127.0.0.1/32, ::ffff:127.0.0.1, true",
    "0.0.0.0/0, host, false"
  })
  void holdsTheAddressesWithTheSameFirstBits(String range, String address, boolean inside) {
    assertThat(new IpRule(range).contains(address)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0/8/8",
        "::1/129",
        "10.0.0.0/8 ",
        "300.0.0.1",
        "/8"
      })
  void isNothingElse(String text) {
    assertThatThrownBy(() -> new IpRule(text)).isInstanceOf(VaultException.class);
  }
}
