package dev.freehold.web.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.localhost",
        "contoso-vault-a.vault.localhost",
        "A.Vault.LOCALHOST",
        "a.localhost."
      })
  void everyNameBelowLocalhostIsThisMachine(String name) throws Exception {
    assertThat(InetAddress.getAllByName(name))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("127.0.0.1");
  }

  @Test
  void localhostItselfIsLeftToTheSystem() throws Exception {
    assertThat(InetAddress.getAllByName("localhost")).allMatch(InetAddress::isLoopbackAddress);
  }

  @Test
  void aNameThatOnlyLooksAlikeIsNotOurs() {
    assertThatThrownBy(() -> InetAddress.getAllByName("evil-localhost.invalid"))
        .isInstanceOf(UnknownHostException.class);
  }
}
