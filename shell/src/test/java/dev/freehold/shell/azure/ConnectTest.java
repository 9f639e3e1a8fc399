package dev.freehold.shell.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Connect-AzAccount")
class ConnectTest {

  private static final String SUBSCRIPTIONS = "GET management.litware.example/subscriptions";

  private final AzureShell shell = new AzureShell(Path.of("."));

  @BeforeEach
  void prepare() {
    shell.servers.on(
        SUBSCRIPTIONS,
        "{'value':[%s,%s]}"
            .formatted(
                AzureShell.one(), AzureShell.one().replace("s-1", "s-2").replace("Mail", "Sites")));
    shell
        .session
        .global()
        .set(
            "cred",
            PsObject.ofType("System.Management.Automation.PSCredential")
                .with("UserName", "erika@litware.example")
                .with("Password", secret("p")));
    shell.session.global().set("token", secret("t"));
  }

  private static SecureText secret(String text) {
    return SecureText.copyOf(text.toCharArray());
  }

  private Credentials connect(String script) {
    shell.good(script);
    return shell.servers.credentials.getLast();
  }

  @Test
  @DisplayName("takes a person's credential, a program's, a token, a code, or a name alone")
  void ways() {
    assertThat(connect("Connect-AzAccount -Credential $cred -Tenant litware"))
        .isInstanceOfSatisfying(
            Credentials.Password.class,
            given -> {
              assertThat(given.userPrincipalName()).isEqualTo("erika@litware.example");
              assertThat(given.tenant()).contains("litware");
            });
    assertThat(connect("Connect-AzAccount -ServicePrincipal -Credential $cred -Tenant litware"))
        .isInstanceOf(Credentials.ServicePrincipal.class);
    assertThat(connect("Connect-AzAccount -AccessToken $token -AccountId erika"))
        .isInstanceOfSatisfying(
            Credentials.Token.class, given -> assertThat(given.name()).contains("erika"));
    assertThat(connect("Connect-AzAccount -AccessToken 'plain' -AccountId erika"))
        .isInstanceOf(Credentials.Token.class);
    assertThat(connect("Connect-AzAccount -DeviceCode"))
        .isEqualTo(new Credentials.DeviceCode(Optional.empty()));
    assertThat(connect("Login-AzureRmAccount -AccountId erika@litware.example"))
        .isEqualTo(
            new Credentials.Interactive(Optional.of("erika@litware.example"), Optional.empty()));
    assertThat(shell.fails("Connect-AzAccount -Credential 7")).contains("Get-Credential");
  }

  @Test
  @DisplayName("goes to the named server, to an added one, or to the usual one")
  void servers() {
    connect("Connect-AzAccount -Environment https://management.litware.example:8444 -DeviceCode");
    assertThat(shell.servers.asked)
        .containsExactly(URI.create("https://management.litware.example:8444"));
    assertThat(shell.good("(Add-AzEnvironment -Name Own -ARMEndpoint https://other.example).Name"))
        .containsExactly("Own");
    assertThat(shell.good("(Connect-AzAccount -Environment own -DeviceCode).Environment"))
        .containsExactly("Own");
    assertThat(shell.good("(Get-AzEnvironment).Name")).containsExactly("Litware", "Own");
    connect("Connect-AzAccount -DeviceCode -Environment litware");
    connect("Connect-AzAccount -DeviceCode");
    assertThat(shell.servers.asked).last().isEqualTo(FakeServers.MANAGEMENT);
  }

  @Test
  @DisplayName("says how to name a server when none is known, and that one has no vaults")
  void noServer() {
    shell.servers.usual = Optional.empty();
    assertThat(shell.fails("Connect-AzAccount -DeviceCode")).contains("FREEHOLD_URL");
    assertThat(shell.fails("Connect-AzAccount -DeviceCode -Environment Nowhere"))
        .contains("'Nowhere'");
    shell.servers.usual = Optional.of(FakeServers.MANAGEMENT);
    shell.servers.hasVaults = false;
    assertThat(shell.fails("Connect-AzAccount -DeviceCode")).contains("runs no vaults");
    assertThat(shell.good("Get-AzContext")).isEmpty();
  }

  @Test
  @DisplayName("takes the first subscription, the named one, or the one that the user picks")
  void subscriptions() {
    assertThat(shell.good("(Connect-AzAccount -DeviceCode).SubscriptionName"))
        .containsExactly("Mail");
    assertThat(shell.good("(Connect-AzAccount -DeviceCode -Subscription s-2).SubscriptionName"))
        .containsExactly("Sites");
    assertThat(shell.fails("Connect-AzAccount -DeviceCode -Subscription s-3")).contains("'s-3'");
    shell.answers.add("9");
    shell.answers.add("2");
    assertThat(shell.good("(Connect-AzAccount -DeviceCode).SubscriptionName"))
        .containsExactly("Sites");
    assertThat(shell.shown)
        .contains("No   Subscription name  Subscription ID")
        .contains("[2]  Sites");
    assertThat(shell.good("(Get-AzContext).Name"))
        .containsExactly("Sites (s-2) - %s - erika@litware.example".formatted(FakeServers.TENANT));
    assertThat(shell.good("(Get-AzSubscription -SubscriptionName Mail | Set-AzContext).Account.Id"))
        .containsExactly("erika@litware.example");
  }

  @Test
  @DisplayName("is undone by Disconnect-AzAccount")
  void disconnect() {
    shell.good("Connect-AzAccount -DeviceCode");
    assertThat(shell.fails("Disconnect-AzAccount -Username somebody")).contains("'somebody'");
    shell.good("Disconnect-AzAccount -WhatIf");
    assertThat(shell.good("(Disconnect-AzAccount).Id")).containsExactly("erika@litware.example");
    assertThat(shell.fails("Disconnect-AzAccount")).startsWith("No account found");
  }
}
