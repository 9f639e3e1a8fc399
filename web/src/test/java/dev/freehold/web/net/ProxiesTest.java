package dev.freehold.web.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.web.WebLimits;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Proxies in front")
class ProxiesTest {

  private static final Proxies PROXIES =
      new Proxies(
          Stream.of("10.0.0.7", "192.0.2.0/25", "2001:db8:0:1::/64").map(AddressRange::of).toList(),
          false);

  @ParameterizedTest
  @DisplayName("are those whose address is in a network that is set")
  @CsvSource({
    "10.0.0.7, true",
    "10.0.0.8, false",
    "192.0.2.127, true",
    "192.0.2.128, false",
    "::ffff:10.0.0.7, true",
    "2001:db8:0:1:ffff::1, true",
    "2001:db8:0:2::1, false",
    "localhost, false",
    "unknown, false",
    "'', false"
  })
  void areInTheNetworks(String address, boolean isProxy) {
    assertThat(PROXIES.has(address)).isEqualTo(isProxy);
  }

  @ParameterizedTest
  @DisplayName("name the client, as far as each of them is trusted")
  @CsvSource({
    "10.0.0.7, 203.0.113.9, 203.0.113.9",
    "10.0.0.7, 203.0.113.9 192.0.2.1, 203.0.113.9",
    // What the client itself says stands in front.
    "10.0.0.7, 127.0.0.1 203.0.113.9, 203.0.113.9",
    "10.0.0.7, 10.0.0.7 203.0.113.9 192.0.2.1, 203.0.113.9",
    "10.0.0.7, 2001:0db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "10.0.0.7, unknown, 10.0.0.7",
    "10.0.0.7, 203.0.113.9 _hidden, 10.0.0.7",
    "10.0.0.7, '', 10.0.0.7",
    "203.0.113.9, 198.51.100.1, 203.0.113.9"
  })
  void nameTheClient(String peer, String chain, String client) {
    assertThat(PROXIES.clientOf(peer, List.of(chain.split(" ")))).isEqualTo(client);
  }

  @ParameterizedTest
  @DisplayName("are refused where they are not addresses or networks")
  @ValueSource(strings = {"proxy.contoso.com", "10.0.0.0/33", "::/129", "10.0.0.0/x", "/8"})
  void areRefused(String network) {
    assertThatThrownBy(() -> AddressRange.of(network)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("are bounded in number")
  void areBounded() {
    List<AddressRange> many =
        Collections.nCopies(WebLimits.MAX_PROXY_NETWORKS + 1, AddressRange.of("10.0.0.7"));
    assertThatThrownBy(() -> new Proxies(many, false)).isInstanceOf(IllegalArgumentException.class);
  }
}
