package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.data.DataCmdlets;
import dev.freehold.powershell.data.DataHost;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.view.Views;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The language with the cmdlets over objects and the formatting behind it. */
class WholeShellTest {

  private static final String THREE =
      "$three = 'alice','bob','carol' | % { [pscustomobject]@{ Name = $_; Size = $_.Length;"
          + " Enabled = $_ -ne 'bob' } }; ";

  private final Shell shell = new Shell();

  private String shows(String script) {
    shell.session.commands().add(DataCmdlets.all(new Surroundings()));
    StringBuilder shown = new StringBuilder();
    DefaultOutput output =
        new DefaultOutput(
            FormatSettings.of(Views.ofLanguage()),
            new TextOutput(80, line -> shown.append(line).append('\n')),
            () -> 0);
    shell.exit(THREE + script, (Sink) output::accept);
    output.end();
    assertThat(shell.host.shown).isEmpty();
    return shown.toString();
  }

  private final class Surroundings implements DataHost {

    @Override
    public FormatSettings formatSettings() {
      return FormatSettings.of(Views.ofLanguage());
    }

    @Override
    public int widthChars() {
      return 80;
    }

    @Override
    public Path resolve(String path) {
      return shell.session.resolve(path);
    }

    @Override
    public Instant now() {
      return Instant.parse("2020-02-06T17:31:36Z");
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Collection<CmdletInfo> cmdlets() {
      return shell.session.commands().all();
    }
  }

  @Test
  @DisplayName("A table with a calculated column")
  void table() {
    assertThat(shows("$three | ft Name, @{n='Twice'; e={$_.Size * 2}}"))
        .isEqualTo(
            """

            Name  Twice
            ----  -----
            alice    10
            bob       6
            carol    10

            """);
  }

  @Test
  @DisplayName("A list of what a filter left, with the property named in other letters (C48)")
  void list() {
    assertThat(shows("$three | ? Name -eq bob |fl name, enabled"))
        .isEqualTo(
            """

            Name    : bob
            Enabled : False

            """);
  }

  @Test
  @DisplayName("The first objects stop what comes before, sorting and grouping take all")
  void objects() {
    assertThat(shows("Get-Box | select -First 1 | % Name")).isEqualTo("alice\n");
    assertThat(shell.log).containsExactly("read alice");
    assertThat(shows("($three | sort Size -Descending | select -Last 1).Name")).isEqualTo("bob\n");
    assertThat(shows("($three | group Enabled | ? Name -eq True).Count")).isEqualTo("2\n");
    assertThat(shows("($three | measure Size -Sum).Sum")).isEqualTo("13\n");
  }

  @Test
  @DisplayName("Objects become JSON and come back (C32)")
  void json() {
    assertThat(
            shows("($three | select Name | ConvertTo-Json -Compress | ConvertFrom-Json)[1].Name"))
        .isEqualTo("bob\n");
  }

  @Test
  @DisplayName("A far date is an argument in parentheses (C17)")
  void dates() {
    assertThat(shows("\"$(Get-Date -Date '12/31/9999')\"")).isEqualTo("12/31/9999 00:00:00\n");
    assertThat(shows("((Get-Date) - [datetime]'2/1/2020').Days")).isEqualTo("5\n");
  }

  @Test
  @DisplayName("A command that is there or not, and its help by -? (C47)")
  void commands() {
    assertThat(
            shows(
                "if (Get-Command Get-Box -EA SilentlyContinue) { 'there' };"
                    + " if (Get-Command New-Nope -ErrorAction SilentlyContinue) { 'not' };"
                    + " (Remove-Box -? | Out-String) -match 'Remove-Box'"))
        .isEqualTo("there\nTrue\n");
  }
}
