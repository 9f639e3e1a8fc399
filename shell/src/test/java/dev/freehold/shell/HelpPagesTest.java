package dev.freehold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.credential.CredentialCmdlets;
import dev.freehold.powershell.data.HelpPages;
import dev.freehold.powershell.files.FileCmdlets;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.azure.AzureCmdlets;
import dev.freehold.shell.exchange.ExchangeCmdlets;
import dev.freehold.shell.migration.MigrationCmdlets;
import dev.freehold.shell.service.ServiceShell;
import dev.freehold.shell.sharepoint.SharePointCmdlets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Get-Help")
class HelpPagesTest {

  private final ServiceShell shell = new ServiceShell();

  @BeforeEach
  void connect() {
    shell.with(ExchangeCmdlets.all(shell, MigrationCmdlets::all));
    shell.with(SharePointCmdlets.all(shell)).with(new AzureCmdlets(shell.servers).all());
    shell.with(FileCmdlets.all()).with(CredentialCmdlets.all());
    shell.quiet("Connect-ExchangeOnline -ShowBanner:$false");
  }

  @Test
  @DisplayName("has an example of every cmdlet, and a sentence for each of its parameters")
  void complete() {
    List<String> missing = new ArrayList<>();
    for (CmdletInfo cmdlet : shell.cmdlets()) {
      HelpPages pages = HelpPages.of(cmdlet);
      if (pages.examples(cmdlet.name()).isEmpty()) {
        missing.add(cmdlet.name());
      }
      for (Parameter parameter : cmdlet.parameters()) {
        if (!pages.parameter(cmdlet.name(), parameter.name()).endsWith(".")) {
          missing.add(cmdlet.name() + " -" + parameter.name());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("shows both")
  void shown() {
    assertThat(shell.quiet("Get-Help Get-Mailbox -Examples"))
        .contains("Example 1", "PS> Get-Mailbox alice", "    Shows a mailbox.");
    assertThat(shell.quiet("Get-Help Get-AzKeyVault -Parameter VaultName"))
        .contains("-VaultName <String>", "    The vault, by its name.", "Also named Name.");
    assertThat(shell.quiet("Get-Help ForEach-Object -Parameter Process"))
        .contains("    The block that runs for each object, which is $_ in it.");
  }
}
