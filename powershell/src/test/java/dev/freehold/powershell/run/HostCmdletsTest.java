package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History and transcript, and that no secret is in them. */
class HostCmdletsTest {

  private static final String PLANTED = "S1lverOrchard";

  @TempDir Path folder;
  private FullShell shell;

  @BeforeEach
  void start() {
    shell = new FullShell(folder);
  }

  @Test
  @DisplayName("The history has what was typed, without secrets")
  void history() {
    shell.shows("'one'");
    shell.shows("$password = 'S1lverOrchard'");
    shell.shows("Get-Missing x");
    shell.writes(
        "Get-History | % { \"$($_.Id) $($_.CommandLine)\" }",
        "1 'one'", "2 $password = '********'", "3 Get-Missing x");
    shell.writes(
        "(h -Count 1).CommandLine -like 'Get-History*'; (Get-History 1).CommandLine",
        "True",
        "'one'");
    shell.writes("Clear-History; (Get-History).Count", "0");
  }

  @Test
  @DisplayName("A transcript has what was typed and shown, only for its user, without secrets")
  void transcript() throws Exception {
    Path file = folder.resolve("t.txt");
    assertThat(shell.shows("Start-Transcript t.txt"))
        .isEqualTo("Transcript started, output file is " + file + "\n");
    shell.answers("visible", PLANTED, PLANTED, PLANTED);
    shell.shows("'shown'; Write-Host 'to the host'; Write-Warning careful; Get-Missing gone");
    shell.shows("$n = Read-Host name; $s = Read-Host -AsSecureString pw; $c = Get-Credential ada");
    shell.shows("$password = 'S1lverOrchard'; Write-Host $password; $password; throw $password");
    shell.shows("$x = 'S1lver' + 'Orchard'; Connect-Nope -Password S1lverOrchard -Verbose");
    shell.shows("Write-Verbose \"with $x\" -Verbose");
    shell.shows("$t = ConvertTo-SecureString -AsPlainText $x; $x");
    shell.shows("Stop-Transcript; 'after'");
    assertThat(Files.readString(file))
        .contains("PS> 'shown'", "\nshown\n", "to the host", "WARNING: careful", "no gone")
        .contains("name: visible", "pw: \n", "Password for user ada: \n")
        .contains("$password = '********'; Write-Host $password")
        .contains("Transcript end")
        .doesNotContain("after'\nafter")
        .doesNotContain(PLANTED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("A transcript is added to if asked, and one at a time")
  void appending() throws Exception {
    Files.writeString(folder.resolve("t.txt"), "before\n");
    shell.shows("Start-Transcript t.txt -Append");
    shell.fails(
        "Start-Transcript u.txt",
        "Transcription has already been started. Use Stop-Transcript first.");
    shell.shows("Stop-Transcript");
    assertThat(Files.readString(folder.resolve("t.txt"))).startsWith("before\n***");
    shell.fails(
        "Start-Transcript t.txt -NoClobber",
        "The file '" + folder.resolve("t.txt") + "' already exists.");
    shell.fails("Stop-Transcript", "An error occurred stopping transcription: it was not started.");
  }

  @Test
  @DisplayName("Out-Host goes to the screen from inside an assignment")
  void outHost() {
    shell.writes("$x = & { 'seen' | Out-Host; 'kept' }; \"<$x>\"", "seen", "<kept>");
  }

  @Test
  @DisplayName("Commands that the shell does not have on purpose say why")
  void refused() {
    shell.fails(
        "Invoke-Command -ScriptBlock { 1 } -ComputerName x",
        "The command 'Invoke-Command' is not part of this shell: it runs commands only here; call a"
            + " block with & instead.");
    shell.fails(
        "iex '1+1'",
        "The command 'iex' is not part of this shell: text does not become commands, so that no"
            + " value can; call a block with & instead.");
    shell.fails(
        "ping.exe -n 1 x",
        "The command 'ping.exe' is not part of this shell: it runs scripts that end in .ps1, but no"
            + " other programs.");
  }

  @Test
  @DisplayName("Functions and aliases are commands too")
  void commands() {
    shell.writes(
        "function Get-Own([int]$Size) { }; (Get-Command Get-Own).CommandType;"
            + " (Get-Command gc).Name; (Get-Command -CommandType Alias cat).Definition",
        "Function",
        "gc -> Get-Content",
        "Get-Content");
    assertThat(shell.shows("Get-Command Get-Own -Syntax")).contains("Get-Own [[-Size] <Int32>]");
    assertThat(shell.shows("Get-Help Get-Own")).contains("Get-Own [[-Size] <Int32>]");
  }

  @Test
  @DisplayName("Objects are made, given members, compared and kept")
  void objects() {
    shell.writes(
        "$o = New-Object PSObject -Property @{ A = 1 }; $o | Add-Member NoteProperty B 2;"
            + " $o | Add-Member @{ C = 3 }; ($o | Add-Member D 4 -PassThru).D; \"$o\"",
        "4",
        "@{A=1; B=2; C=3; D=4}");
    shell.fails(
        "$o | Add-Member -MemberType NoteProperty -Name A -Value 9",
        "Cannot add a member with the name \"A\" because a member with that name already exists. To"
            + " overwrite the member anyway, add the Force parameter to your command.");
    shell.writes(
        "Compare-Object 1,2,3 2,3,4 | % { \"$($_.InputObject) $($_.SideIndicator)\" }",
        "4 =>", "1 <=");
    shell.writes(
        "1,1,2,1 | Get-Unique | Tee-Object -Variable v; $v -join '+'", "1", "2", "1", "1+2+1");
    shell.writes("1,2 | tee t.txt | measure -Sum | % Sum; gc t.txt", "3", "1", "2");
    shell.writes(
        "$l = New-Object System.Collections.ArrayList; $null = $l.Add(5); $l.Count; (New-TimeSpan"
            + " -Hours 3).TotalMinutes",
        "1",
        "180");
  }
}
