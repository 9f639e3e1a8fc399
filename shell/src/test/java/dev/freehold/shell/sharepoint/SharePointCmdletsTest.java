package dev.freehold.shell.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Credentials;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.FakeServers;
import dev.freehold.shell.service.ServiceShell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharePointCmdletsTest {

  private static final String CONNECT = "Connect-SPOService https://quarry-admin.sites.example";
  private static final String VERSION = "0123456789abcdef0123456789abcdef";

  private final ServiceShell shell = new ServiceShell();
  private final FakeApi api = shell.servers.api;

  SharePointCmdletsTest() {
    shell.with(SharePointCmdlets.all(shell));
    api.answers(
        "GET",
        "/api/v1/geos",
        "{'geos':[{'code':'EUR','createdAt':'2026-02-02T00:00:00Z'},{'code':'NAM'"
            + ",'createdAt':'2026-01-01T00:00:00Z'}]}");
    api.answers(
        "GET",
        "/api/v1/geos/NAM/policy",
        ("{'geo':'NAM','state':'Rolling','percentOfSites':40,'sites':5,"
                + "'primaryKey':'https://left.example/keys/a/V','secondaryKey':'https:/"
                + "/right.example/keys/b/V','recovering':false}")
            .replace("V'", VERSION + "'"));
    api.answers(
        "GET",
        "/api/v1/geos/EUR/policy",
        "{'geo':'EUR','state':'Unregistered','percentOfSites':0,'sites':1,'recovering':false}");
    api.answers("POST", "/api/v1/geos/.*", "{'id':'00000000-0000-0000-0000-000000000001'}");
  }

  private ServiceShell connected() {
    shell.quiet(CONNECT);
    return shell;
  }

  private Optional<String> geo() {
    return shell.connections().sharePoint().flatMap(Connections.AdminSite::geo);
  }

  @Test
  @DisplayName("Before a connection every cmdlet says to run Connect-SPOService")
  void notConnected() {
    for (String cmdlet :
        List.of(
            "Get-SPODataEncryptionPolicy",
            "Get-SPOSite",
            "Get-SPOSiteDataEncryptionPolicy https://quarry.sites.example/sites/plans",
            "Update-SPODataEncryptionPolicy -KeyVaultUri https://a.example/keys/k -KeyType"
                + " Primary")) {
      assertThat(shell.error(cmdlet).message()).contains("Run Connect-SPOService");
    }
    assertThat(shell.error("Disconnect-SPOService").message()).contains("no connection");
  }

  @Test
  @DisplayName("A published URL names tenant and geo; the server is the usual one")
  void publishedUrl() {
    connected();
    assertThat(geo()).isEmpty();
    shell.quiet("Connect-SPOService -Url https://QuarryEUR-admin.sites.example/");
    assertThat(geo()).contains("EUR");
    assertThat(shell.error("Connect-SPOService https://other-admin.sites.example").message())
        .contains("https://quarry-admin.…", "NAM, EUR");
    shell.quiet("Disconnect-SPOService");
    assertThat(shell.connections().sharePoint()).isEmpty();
  }

  @Test
  @DisplayName("A tenant whose name cannot stand in a host has its GUID there")
  void guidName() {
    shell.tenant.name = "Quarry & Sons";
    String name = "t-" + FakeServers.TENANT.toString().replace("-", "");
    shell.quiet("Connect-SPOService https://%s-admin.sites.example".formatted(name));
    shell.quiet("Connect-SPOService https://%sEUR-admin.sites.example".formatted(name));
    assertThat(geo()).contains("EUR");
  }

  @Test
  @DisplayName("The server's own URL means its central geo")
  void ownUrl() {
    shell.quiet("Connect-SPOService " + FakeServers.HOME);
    assertThat(geo()).isEmpty();
    assertThat(shell.quiet("(Get-SPODataEncryptionPolicy).Geo")).isEqualTo("NAM\n");
    shell.servers.usual = Optional.empty();
    assertThat(shell.error(CONNECT).message()).contains("does not answer");
  }

  @Test
  @DisplayName("People, programs and browsers sign in; certificates do not")
  void signIns() {
    shell.quiet(CONNECT + " -Credential olaf@quarry.example");
    shell.quiet(CONNECT + " -UseSystemBrowser $true");
    shell.terminal.answers.add("a secret");
    shell.run(CONNECT + " -ClientId 6f0c -TenantId Quarry");
    assertThat(shell.servers.signIns)
        .hasExactlyElementsOfTypes(
            Credentials.Interactive.class,
            Credentials.DeviceCode.class,
            Credentials.ServicePrincipal.class);
    assertThat(shell.error(CONNECT + " -ClientId a -TenantId b -CertificatePath c.pfx").message())
        .contains("no certificate sign-in");
  }

  @Test
  @DisplayName("The state is a list of five lines, whichever way the cmdlet is called (C09, C30)")
  void status() {
    connected();
    String expected =
        """

        State                : Rolling
        PrimaryKeyVaultUri   : https://left.example/keys/a/0123456789abcdef0123456789abcdef
        SecondaryKeyVaultUri : https://right.example/keys/b/0123456789abcdef0123456789abcdef
        RegistrationProgress : 40
        RecoveryEnabled      : False

        """;
    assertThat(shell.quiet("Get-SPODataEncryptionPolicy")).isEqualTo(expected);
    assertThat(shell.quiet("Get-SPODataEncryptionPolicy https://quarry-admin.sites.example"))
        .isEqualTo(expected);
    assertThat(
            shell.quiet(
                "(Get-SPODataEncryptionPolicy -Identity"
                    + " https://quarryeur-admin.sites.example).State"))
        .isEqualTo("Unregistered\n");
  }

  @Test
  @DisplayName("A geo is registered with keys by vault, name and version (C22)")
  void registers() {
    connected();
    shell.quiet(
        ("Register-SPODataEncryptionPolicy -PrimaryKeyVaultName left -PrimaryKeyName a"
                + " -PrimaryKeyVersion %1$s -SecondaryKeyVaultName right -SecondaryKeyName b"
                + " -SecondaryKeyVersion %1$s")
            .formatted(VERSION));
    assertThat(api.changes())
        .containsExactly(
            ("POST /api/v1/geos/NAM/policy"
                    + " {\"primaryKey\":\"https://left.vaults.keep.example:8444/keys/a/%1$s\","
                    + "\"secondaryKey\":\"https://right.vaults.keep.example:8444/keys/b/%1$s\"}")
                .formatted(VERSION));
  }

  @Test
  @DisplayName("Or with the keys' addresses (C40), and -WhatIf registers nothing")
  void registersByUri() {
    connected();
    String uris =
        (" -PrimaryKeyVaultUri https://left.example:443/keys/a/%1$s -SecondaryKeyVaultUri "
                + "https://right.example/keys/b/%1$s")
            .formatted(VERSION);
    assertThat(shell.quiet("(Register-SPODataEncryptionPolicy" + uris + ").Status"))
        .isEqualTo("Rolling\n");
    assertThat(api.changes()).singleElement().asString().contains("\"https://left.example/keys/a/");
    shell.run("Register-SPODataEncryptionPolicy" + uris + " -WhatIf");
    assertThat(shell.terminal.shown)
        .hasToString(
            "What if: Performing the operation \"Register-SPODataEncryptionPolicy\" on target"
                + " \"NAM\".\n");
    assertThat(api.changes()).isEmpty();
    shell.quiet("Restore-SPODataEncryptionPolicy" + uris + " | Out-Null");
    assertThat(api.changes())
        .singleElement()
        .asString()
        .startsWith("POST /api/v1/geos/NAM/policy/restore");
  }

  @Test
  @DisplayName("A server without vaults needs the keys' addresses")
  void noVaults() {
    shell.servers.vaultSuffix = Optional.empty();
    connected();
    assertThat(
            shell
                .error(
                    ("Update-SPODataEncryptionPolicy -KeyVaultName a -KeyName k -KeyVersion %s "
                            + "-KeyType Primary")
                        .formatted(VERSION))
                .message())
        .contains("-KeyVaultUri");
  }

  @Test
  @DisplayName("One key rolls, with a positional URL as in old articles (C27)")
  void rolls() {
    connected();
    shell.quiet(
        ("Update-SPODataEncryptionPolicy https://quarry-admin.sites.example -KeyVaultName New "
                + "-KeyName k -KeyVersion %s -KeyType Secondary | Out-Null")
            .formatted(VERSION));
    assertThat(api.changes())
        .containsExactly(
            ("POST /api/v1/geos/NAM/policy/roll "
                    + "{\"keyType\":\"Secondary\",\"key\":\"https://new.vaults.keep.example:8444"
                    + "/keys/k/%s\"}")
                .formatted(VERSION));
    shell.quiet(
        ("Update-SPODataEncryptionPolicy https://quarry-admin.sites.example New k %s Primary | "
                + "Out-Null")
            .formatted(VERSION));
    assertThat(api.changes()).singleElement().asString().contains("\"Primary\"");
    assertThat(
            shell
                .error(
                    "Update-SPODataEncryptionPolicy -KeyVaultUri https://a.example/keys/k -KeyType"
                        + " Availability")
                .id())
        .isEqualTo("AvailabilityKeyRoll");
    assertThat(
            shell
                .error(
                    "Update-SPODataEncryptionPolicy -KeyVaultUri https://a.example/keys/k -KeyType"
                        + " Primary -KeyVaultType ManagedHSM")
                .id())
        .isEqualTo("ManagedHsmNotSupported");
  }

  @Test
  @DisplayName("A second roll is refused by the server")
  void refused() {
    connected();
    api.on(
        "POST",
        "/api/v1/geos/NAM/policy/roll",
        request -> {
          throw FakeApi.refusal(409, "job-running", "a roll is under way; wait until it has ended");
        });
    assertThat(
            shell
                .error(
                    "Update-SPODataEncryptionPolicy -KeyVaultUri https://a.example/keys/k -KeyType"
                        + " Primary")
                .fullId())
        .isEqualTo("job-running,Update-SPODataEncryptionPolicy");
  }

  @Test
  @DisplayName("A tenant without a geo is told how it gets one")
  void noGeo() {
    connected();
    api.answers("GET", "/api/v1/geos", "{'geos':[]}");
    assertThat(shell.error("Get-SPODataEncryptionPolicy").id()).isEqualTo("NoGeo");
    assertThat(shell.error("Get-SPODataEncryptionPolicy").message())
        .contains("Set-SPOMultiGeoCompanyAllowedDataLocation -Location NAM");
  }
}
