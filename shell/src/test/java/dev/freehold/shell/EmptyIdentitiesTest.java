package dev.freehold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.AzureCmdlets;
import dev.freehold.shell.exchange.ExchangeCmdlets;
import dev.freehold.shell.migration.MigrationCmdlets;
import dev.freehold.shell.service.ServiceShell;
import dev.freehold.shell.sharepoint.SharePointCmdlets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What names an object is never empty")
class EmptyIdentitiesTest {

  private static final Set<String> NAMING =
      Set.of(
          "Identity",
          "Anr",
          "Name",
          "VaultName",
          "KeyName",
          "ResourceGroupName",
          "ResourceId",
          "SubscriptionId",
          "UserPrincipalName",
          "ObjectId",
          "UserIds",
          "ObjectIds",
          "BatchId",
          "RequestId");

  private final ServiceShell shell = new ServiceShell();

  @BeforeEach
  void connect() {
    shell.with(ExchangeCmdlets.all(shell, MigrationCmdlets::all));
    shell.with(SharePointCmdlets.all(shell)).with(new AzureCmdlets(shell.servers).all());
    shell.quiet("Connect-ExchangeOnline -ShowBanner:$false");
  }

  @Test
  @DisplayName("for any cmdlet that calls a server: an empty cell is an error and not everybody")
  void all() {
    int tried = 0;
    for (CmdletInfo cmdlet : List.copyOf(shell.cmdlets())) {
      for (Parameter parameter : cmdlet.parameters()) {
        boolean isSwitch = parameter.type().fullName().endsWith("SwitchParameter");
        boolean isOfTheLanguage =
            cmdlet.module().startsWith("Microsoft.PowerShell.")
                && !cmdlet.module().contains("Online");
        if (isOfTheLanguage || isSwitch || !NAMING.contains(parameter.name())) {
          continue;
        }
        tried++;
        for (String empty : List.of("''", "$null", "'  '")) {
          String script = "%s -%s %s".formatted(cmdlet.name(), parameter.name(), empty);
          assertThat(shell.error(script).message()).as(script).containsAnyOf("empty", "null");
          assertThat(shell.servers.api.log).as(script).isEmpty();
        }
      }
    }
    assertThat(tried).isGreaterThan(60);
  }

  @Test
  @DisplayName("in the pipeline either, whatever comes after it")
  void piped() {
    assertThat(shell.error("'' | Get-Mailbox").message()).contains("empty");
    assertThat(shell.run("[pscustomobject]@{ Mailbox = '' } | % { Get-Mailbox $_.Mailbox }"))
        .isEmpty();
    assertThat(shell.run("[pscustomobject]@{ Mailbox = 'x' } | % { Get-Mailbox $_.Typo }"))
        .isEmpty();
    assertThat(shell.servers.api.log).isEmpty();
  }

  @Test
  @DisplayName("and an empty text takes no policy away; $null does")
  void policy() {
    assertThat(shell.error("Set-Mailbox mia -DataEncryptionPolicy ''").message())
        .contains("The argument is null or empty.");
    assertThat(shell.servers.api.log).isEmpty();
  }
}
