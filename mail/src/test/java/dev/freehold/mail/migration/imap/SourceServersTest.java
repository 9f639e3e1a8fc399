package dev.freehold.mail.migration.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Servers that mail may be brought from")
class SourceServersTest {

  private static final SourceServers SERVERS = new SourceServers(Set.of("Mail.lab.example:10143"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.7.7",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1"
      })
  void areNotInsideUnlessTheyAreListed(String address) {
    assertThat(SERVERS.permits("mail.old.example", 993, InetAddress.ofLiteral(address))).isFalse();
    assertThat(SERVERS.permits("mail.lab.example", 10143, InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.4.4", "100.128.0.1", "172.32.0.1", "2a00:1450::1"})
  void arePublicOnThePortsOfImapAlone(String address) {
    InetAddress known = InetAddress.ofLiteral(address);
    assertThat(SERVERS.permits("mail.old.example", 993, known)).isTrue();
    assertThat(SERVERS.permits("mail.old.example", 143, known)).isTrue();
    assertThat(SERVERS.permits("mail.old.example", 22, known)).isFalse();
  }

  @Test
  void areListedWithTheirPort() {
    assertThat(SERVERS.permits("mail.lab.example", 10143)).isTrue();
    assertThat(SERVERS.permits("mail.lab.example", 10144)).isFalse();
  }
}
