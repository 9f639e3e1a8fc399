package dev.freehold.powershell.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.FullShell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets as values, which nothing shows. */
class CredentialCmdletsTest {

  @TempDir Path folder;
  private FullShell shell;

  @BeforeEach
  void start() {
    shell = new FullShell(folder);
  }

  @Test
  @DisplayName("A credential is asked for, or made of its parts")
  void credentials() {
    shell.answers("ada@example.org", "Br1ghtMeadow");
    assertThat(shell.shows("$c = Get-Credential; $c.UserName; $c.Password; \"$c\""))
        .contains("Password for user ada@example.org: ")
        .endsWith(
            """
            ada@example.org
            System.Security.SecureString
            System.Management.Automation.PSCredential
            """)
        .doesNotContain("Br1ghtMeadow");
    shell.writes(
        "$s = ConvertTo-SecureString Br1ghtMeadow -AsPlainText -Force;"
            + " $d = New-Object System.Management.Automation.PSCredential('eve', $s);"
            + " $e = [pscredential]::new('eve', $s); $d.UserName; $e.Password.Length;"
            + " $e -is [pscredential]",
        "eve",
        "12",
        "True");
    shell.writes("function f([pscredential]$Credential) { $Credential.UserName }; f $d", "eve");
  }

  @Test
  @DisplayName("A credential shows its name alone")
  void shown() {
    assertThat(
            shell.shows(
                "$d = [pscredential]::new('eve', (ConvertTo-SecureString 'Br1ghtMeadow' -A)); $d;"
                    + " $d | fl; $d | ConvertTo-Json; $d | Export-Csv x.csv; gc x.csv"))
        .contains("eve")
        .contains("SecureString")
        .doesNotContain("Br1ghtMeadow");
  }

  @Test
  @DisplayName("Plain text is refused unless it is meant")
  void plain() {
    shell.fails(
        "ConvertTo-SecureString abc",
        "This shell reads no encrypted strings. To make a secure string of a plain one, add"
            + " -AsPlainText; better is Read-Host -AsSecureString, which leaves no trace of it.");
    shell.fails(
        "ConvertTo-SecureString abc -AsPlainText | ConvertFrom-SecureString",
        "This shell writes no encrypted strings, for it would have to keep their key. If the plain"
            + " text is meant, add -AsPlainText.");
    shell.writes(
        "ConvertTo-SecureString abcd -AsPlainText | ConvertFrom-SecureString -AsPlainText", "abcd");
    shell.fails(
        "[pscredential]::new('eve', (ConvertTo-SecureString abc -A)).GetNetworkCredential()",
        "This shell does not give the password of a credential in clear; hand the credential itself"
            + " to the command.");
    shell.fails(
        "[securestring]'Br1ghtMeadow'",
        "Cannot convert a value of type \"System.String\" to type"
            + " \"System.Security.SecureString\".");
  }
}
