package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk through the rules of the language found wrong once. */
class ReferenceTest {

  @TempDir Path folder;
  private FullShell shell;

  @BeforeEach
  void start() {
    shell = new FullShell(folder);
  }

  @Test
  @DisplayName("A stream that starts with a date may go on with other types")
  void mixed() {
    assertThat(shell.shows("[datetime]'2024-03-05'; [timespan]'2:03:04'; [guid]::Empty"))
        .startsWith("\nTuesday, March 5, 2024 12:00:00 AM\n\nDays ")
        .contains("Hours             : 2\n")
        .contains("Guid : 00000000-0000-0000-0000-000000000000\n");
  }

  @Test
  @DisplayName("Three numbers of a span are hours, minutes and seconds, four start with days")
  void spans() {
    shell.writes(
        "\"$([timespan]'1:02:03') $([timespan]'1:02:03:04') $([timespan]'5.06:07')"
            + " $([timespan]'7')\"",
        "01:02:03 1.02:03:04 5.06:07:00 7.00:00:00");
  }

  @Test
  @DisplayName("What is assigned to $null is thrown away")
  void thrownAway() {
    shell.writes("$null = 1, 2; $null = Get-Box; [void](5); 'on'", "on");
  }

  @Test
  @DisplayName("Folders and files show in one table, and a folder has no length")
  void oneTable() {
    assertThat(
            shell.shows("$null = ni d -Type Directory; 'x' | sc f.txt; ls").replaceAll(" +", " "))
        .containsPattern("d---- \\S+ \\S+ [AP]M d\n----- \\S+ \\S+ [AP]M 2 f.txt\n");
  }

  @Test
  @DisplayName("An action may be given by its number")
  void actions() {
    shell.writes("Get-Missing a -ErrorAction 0 -ErrorVariable e; $e.Count", "1");
    shell.writes("try { Get-Missing a -ea 1 } catch { 'stopped' }", "stopped");
  }

  @Test
  @DisplayName("A function that lacks a parameter says which function, and asks as cmdlets do")
  void functions() {
    shell.writes(
        "function Get-Sum { param([Parameter(Mandatory)][int]$First) $First + 1 }; Get-Sum",
        "Get-Sum: Cannot process command because of one or more missing mandatory parameters:"
            + " First.");
    shell.answers("4");
    shell.writes(
        "Get-Sum",
        "",
        "cmdlet Get-Sum at command pipeline position 1",
        "Supply values for the following parameters:",
        "First: 5");
  }

  @Test
  @DisplayName("An error without a command shows its kind")
  void kinds() {
    shell.writes("throw 'bad'", "Exception: bad");
    shell.writes("1/0", "DivideByZeroException: Attempted to divide by zero.");
    shell.writes(
        "$n.Trim()", "InvalidOperation: You cannot call a method on a null-valued expression.");
  }

  @Test
  @DisplayName("An error that is an object shows as errors do, and all of it if that is asked")
  void errorObjects() throws Exception {
    String text = "Get-Missing: no x";
    shell.shows("Get-Missing x");
    shell.writes("$Error[0]", text);
    shell.writes("try { Get-Missing x -ea Stop } catch { $_ }; 'on'", text, "on");
    assertThat(shell.shows("Get-Missing x 2>&1; Get-Box").replaceAll(" +", " "))
        .startsWith(text + "\n\nName Size\n---- ----\nalice 5\n");
    assertThat(shell.shows("Get-Box; Get-Missing x 2>&1")).contains("\n" + text + "\n");
    shell.writes("($Error[0] | Out-String).Trim()", text);
    assertThat(shell.shows("$Error[0] | fl *"))
        .contains("FullyQualifiedErrorId : NotThere,Get-Missing\n");
    Files.writeString(folder.resolve("e.ps1"), "\n  Get-Missing x -ea Stop\n");
    String shown = shell.shows("./e.ps1");
    assertThat(shown).contains("\n   2 |   Get-Missing x -ea Stop\n     |   ~~~~");
    assertThat(shell.shows("$Error[0]")).isEqualTo(shown);
  }

  @Test
  @DisplayName("Views have no names, and collections are not expanded otherwise")
  void views() {
    shell.fails("Get-Box | ft -View small", "View name small cannot be found.");
    shell.fails(
        "Get-Box | fl -Expand Both",
        "This shell shows the elements of collections; use -Expand EnumOnly.");
    assertThat(shell.shows("Get-Box | fl Name -Expand EnumOnly")).contains("Name : bob\n");
  }

  @Test
  @DisplayName("Letters have ranges, arrays fit into globals with dotted access")
  void ranges() {
    shell.writes("'a'..'d' -join ''; 1..3 -join ''", "abcd", "123");
    shell.writes(
        "$a = 3, 1, 2; [array]::Sort($a); \"$a\"; [array]::Reverse($a); \"$a\"", "1 2 3", "3 2 1");
    shell.writes(
        "([uri]'https://v.example.org:443/keys/k/0a').Segments -join '|'", "/|keys/|k/|0a");
    shell.writes(
        "$global:map = @{ Sub = @{ Key = 'v' } }; $global:map.Sub.Key = 'w';"
            + " $global:map.Sub.New = 3; \"$($global:map.Sub.Key) $($map.Sub.New)\"",
        "w 3");
  }

  @Test
  @DisplayName("Suspend is explained, and the question is asked again")
  void suspend() {
    shell.answers("s", "n");
    assertThat(shell.shows("Remove-Box a"))
        .contains("This shell has no nested prompt; answer Y or N.");
  }
}
