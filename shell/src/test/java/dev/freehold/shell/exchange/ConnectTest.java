package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.service.FakeServers;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectTest {

  private static final String CONNECT = "Connect-ExchangeOnline -ShowBanner:$false; ";

  private final ServiceShell shell = new ServiceShell();

  ConnectTest() {
    shell.with(ExchangeCmdlets.all(shell));
  }

  private boolean has(String cmdlet) {
    return shell.commands().find(cmdlet).isPresent();
  }

  @Test
  @DisplayName("Before a connection the cmdlets do not exist, and Get-Command finds none (C47)")
  void before() {
    assertThat(shell.error("Get-DataEncryptionPolicy").message())
        .startsWith("The term 'Get-DataEncryptionPolicy' is not recognized as a name of a cmdlet");
    assertThat(
            shell.quiet(
                "if (Get-Command New-DataEncryptionPolicy -EA SilentlyContinue) { 'there' } else {"
                    + " 'not' }"))
        .isEqualTo("not\n");
  }

  @Test
  @DisplayName("Connecting brings the cmdlets, disconnecting takes them away")
  void connects() {
    assertThat(shell.quiet(CONNECT + "(Get-Command New-DataEncryptionPolicy).Source"))
        .isEqualTo("ExchangeOnlineManagement\n");
    assertThat(shell.connections().exchange()).isPresent();
    shell.quiet("Disconnect-ExchangeOnline -Confirm:$false");
    assertThat(has("New-DataEncryptionPolicy")).isFalse();
    assertThat(has("Connect-ExchangeOnline")).isTrue();
    assertThat(shell.connections().exchange()).isEmpty();
  }

  @Test
  @DisplayName("An auditor reads and searches, and has no cmdlet that changes anything")
  void auditor() {
    shell.tenant.roles.clear();
    shell.tenant.roles.add("AUDITOR");
    shell.run(CONNECT);
    assertThat(has("Get-Mailbox")).isTrue();
    assertThat(has("Search-UnifiedAuditLog")).isTrue();
    assertThat(has("Set-Mailbox")).isFalse();
    assertThat(has("Set-AccessToCustomerDataRequest")).isFalse();
    assertThat(has("New-M365DataAtRestEncryptionPolicy")).isFalse();
  }

  @Test
  @DisplayName("An Exchange administrator lacks the tenant's policies and the purge's parameters")
  void exchangeAdmin() {
    shell.tenant.roles.clear();
    shell.tenant.roles.add("EXCHANGE_ADMIN");
    shell.run(CONNECT);
    assertThat(has("Set-DataEncryptionPolicy")).isTrue();
    assertThat(has("Set-M365DataAtRestEncryptionPolicyAssignment")).isFalse();
    assertThat(shell.error("Set-DataEncryptionPolicy x -PermanentDataPurgeRequested").message())
        .isEqualTo(
            "A parameter cannot be found that matches parameter name"
                + " 'PermanentDataPurgeRequested'.");
  }

  @Test
  @DisplayName("A person who may decide is told at once how many of the operator's requests wait")
  void waitingRequests() {
    String requests = "/api/v1/access-requests";
    shell.servers.api.answers("GET", requests, "{'requests':[{},{}]}");
    shell.run("Connect-ExchangeOnline");
    assertThat(shell.terminal.shown).contains("2 of the operator's requests for access wait: Get-");
    assertThat(shell.servers.api.log).contains("GET " + requests + "?state=pending");
    shell.tenant.roles.clear();
    shell.tenant.roles.add("AUDITOR");
    shell.terminal.shown.setLength(0);
    shell.run("Connect-ExchangeOnline");
    assertThat(shell.terminal.shown).contains("Connected to").doesNotContain("requests");
  }

  @Test
  @DisplayName("A prefix goes before the nouns, and each prefix is a connection of its own")
  void prefix() {
    shell.run(CONNECT + "Connect-ExchangeOnline -Prefix North -ShowBanner:$false");
    assertThat(has("Get-Mailbox")).isTrue();
    assertThat(has("Get-NorthMailbox")).isTrue();
    assertThat(shell.quiet("(Get-ConnectionInformation).ModulePrefix")).isEqualTo("\nNorth\n");
    shell.quiet("Disconnect-ExchangeOnline -ModulePrefix North -Confirm:$false");
    assertThat(has("Get-NorthMailbox")).isFalse();
    assertThat(has("Get-Mailbox")).isTrue();
  }

  @Test
  @DisplayName("Only the commands that are named come")
  void commandName() {
    shell.run(CONNECT.replace(";", " -CommandName Get-Mail*,New-Data*;"));
    assertThat(has("Get-MailboxStatistics")).isTrue();
    assertThat(has("New-DataEncryptionPolicy")).isTrue();
    assertThat(has("Set-Mailbox")).isFalse();
  }

  @Test
  @DisplayName("The banner stands between two lines of 88 hyphens and says who is connected")
  void banner() {
    shell.run("Connect-ExchangeOnline -UserPrincipalName ines@quarry.example");
    String shown = shell.terminal.shown.toString();
    assertThat(shown.lines().filter("-".repeat(88)::equals)).hasSize(2);
    assertThat(shown).contains("keep.example as ines@quarry.example, tenant Quarry");
    assertThat(shell.servers.signIns)
        .containsExactly(
            new Credentials.Interactive(Optional.of("ines@quarry.example"), Optional.empty()));
  }

  @Test
  @DisplayName("Disconnecting asks first")
  void asks() {
    shell.run(CONNECT);
    shell.terminal.answers.add("n");
    shell.run("Disconnect-ExchangeOnline");
    assertThat(shell.terminal.shown)
        .contains("Performing the operation \"Disconnect-ExchangeOnline\"");
    assertThat(has("Get-Mailbox")).isTrue();
  }

  @Test
  @DisplayName("Somebody signs in with a credential, a device code or a token")
  void people() {
    PsObject credential =
        PsObject.ofType("System.Management.Automation.PSCredential")
            .with("UserName", "olaf@quarry.example")
            .with("Password", SecureText.copyOf("x".toCharArray()));
    shell
        .commands()
        .add(
            List.of(
                dev.freehold.powershell.run.binding.CmdletInfo.named("Get-Known")
                    .does(() -> call -> call.write(credential))));
    shell.run(CONNECT.replace(";", " -Credential (Get-Known);"));
    shell.run(CONNECT.replace(";", " -Device;"));
    shell.run(CONNECT.replace(";", " -AccessToken abc -UserPrincipalName olaf@quarry.example;"));
    assertThat(shell.servers.signIns)
        .hasExactlyElementsOfTypes(
            Credentials.Password.class, Credentials.DeviceCode.class, Credentials.Token.class);
  }

  @Test
  @DisplayName("A program signs in with its id, organization and a secret that is asked for")
  void program() {
    shell.terminal.answers.add("a secret");
    shell.run("Connect-ExchangeOnline -AppId 6f0c -Organization Quarry -ShowBanner:$false");
    assertThat(shell.servers.signIns)
        .singleElement()
        .isInstanceOfSatisfying(
            Credentials.ServicePrincipal.class,
            program -> assertThat(program.tenant()).isEqualTo("Quarry"));
  }

  @Test
  @DisplayName("A certificate is refused with the way that works here")
  void certificate() {
    assertThat(
            shell
                .error(
                    "Connect-ExchangeOnline -AppId 6f0c -Organization q -CertificateThumbprint 0a")
                .message())
        .contains("no certificate sign-in")
        .contains("-ClientSecret");
  }

  @Test
  @DisplayName("The server is the one that is named, else the usual one, else an error says how")
  void server() {
    shell.quiet(
        "Connect-ExchangeOnline -ConnectionUri " + FakeServers.HOME + " -ShowBanner:$false");
    shell.quiet(
        "Connect-ExchangeOnline -ConnectionUri https://mail.example/powershell-liveid/"
            + " -ShowBanner:$false");
    shell.servers.usual = Optional.empty();
    assertThat(shell.error("Connect-ExchangeOnline").message()).contains("FREEHOLD_URL");
    assertThat(shell.error("Connect-ExchangeOnline -ConnectionUri https://away.example").category())
        .isEqualTo(ErrorCategory.CONNECTION_ERROR);
  }
}
