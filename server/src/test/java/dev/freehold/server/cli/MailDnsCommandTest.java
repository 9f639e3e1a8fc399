package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("freehold mail dns")
class MailDnsCommandTest {

  @TempDir private Path folder;

  private CommandRun records(String configuration, String... domains) throws IOException {
    Path file = Files.writeString(folder.resolve("freehold.yaml"), configuration);
    String[] line = new String[4 + domains.length];
    System.arraycopy(new String[] {"mail", "dns", "--config", file.toString()}, 0, line, 0, 4);
    System.arraycopy(domains, 0, line, 4, domains.length);
    return CommandRun.of(line);
  }

  @Test
  @DisplayName("names the ports that mail programs reach, and says of services what there is not")
  void on() throws IOException {
    CommandRun run =
        records(
            """
            freehold:
              api:
                name: freehold.contoso.example
              imap:
                name: imap.contoso.example
                port: 1993
                public-port: 993
              submission:
                name: smtp.contoso.example
                port: 587
            """,
            "Contoso.example",
            "bücher.example");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .startsWith(
            "_imaps._tcp.contoso.example. IN SRV 0 1 993 imap.contoso.example.",
            "_imap._tcp.contoso.example. IN SRV 0 0 0 .",
            "_submissions._tcp.contoso.example. IN SRV 0 0 0 .",
            "_submission._tcp.contoso.example. IN SRV 0 1 587 smtp.contoso.example.",
            "autoconfig.contoso.example. IN CNAME freehold.contoso.example.")
        .contains("autoconfig.xn--bcher-kva.example. IN CNAME freehold.contoso.example.")
        .hasSize(10);
  }

  @Test
  @DisplayName("says of everything that it is not there, while IMAP is off")
  void off() throws IOException {
    assertThat(records("", "contoso.example").out().lines())
        .containsExactly(
            "_imaps._tcp.contoso.example. IN SRV 0 0 0 .",
            "_imap._tcp.contoso.example. IN SRV 0 0 0 .",
            "_submissions._tcp.contoso.example. IN SRV 0 0 0 .",
            "_submission._tcp.contoso.example. IN SRV 0 0 0 .",
            "; no autoconfig.contoso.example: IMAP is off");
  }

  @Test
  @DisplayName("refuses what is no domain")
  void noDomain() throws IOException {
    CommandRun run = records("", "a..b\n_evil");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
