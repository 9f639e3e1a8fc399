package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pipelines, common parameters, questions, and the cmdlets of the language. */
class PipelinesTest {

  private static final CmdletInfo BURNING =
      CmdletInfo.named("Burn-Box")
          .confirms(ConfirmImpact.HIGH)
          .with(Parameter.text("Name").at(0))
          .does(
              () ->
                  call -> {
                    String name = call.bound().text("Name").orElseThrow();
                    if (call.shouldProcess(
                        name,
                        "Burn box",
                        Consequences.forGood(() -> List.of("It turns to ashes.")))) {
                      call.write("burnt " + name);
                    }
                  });

  private final Shell shell = new Shell();

  @Nested
  @DisplayName("Streaming")
  class Streaming {

    @Test
    @DisplayName("Each object goes all the way down before the next one is read")
    void order() {
      shell.writes("Get-Box | ForEach-Object { Write-Output $_.Name }", "alice", "bob", "carol");
      shell.log.clear();
      shell.exit("Get-Box | % Name", (Sink) value -> shell.log.add("got " + value));
      assertThat(shell.log)
          .containsExactly(
              "read alice", "got alice", "read bob", "got bob", "read carol", "got carol");
    }

    @Test
    @DisplayName("A command that has enough stops what stands before it")
    void stop() {
      shell.writes("Get-Box | Take-First | % { \"<$($_.Name)>\" }; 'next'", "<alice>", "next");
      assertThat(shell.log).containsExactly("read alice");
    }

    @Test
    @Timeout(20)
    @DisplayName("Ctrl-C ends a loop, a wait and a pipeline")
    void cancel() throws Exception {
      for (String script :
          List.of(
              "while ($true) { }",
              "Start-Sleep 600",
              "1..9999999 | % { $_ } | Where-Object { $false }")) {
        CompletableFuture<Integer> running =
            CompletableFuture.supplyAsync(
                () -> shell.exit("'up'; " + script, (Sink) value -> shell.session.cancel()),
                task -> Thread.ofPlatform().start(task));
        assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(1);
      }
      shell.writes("'again'", "again");
    }
  }

  @Nested
  @DisplayName("Blocks over objects")
  class Blocks {

    @Test
    @DisplayName("ForEach-Object takes blocks by place or name, and members")
    void forEach() {
      shell.writes(
          "1,2 | ForEach-Object -Begin { 'b' } -Process { $_ * 2 } -End { 'e' }",
          "b",
          "2",
          "4",
          "e");
      shell.writes("1,2 | % { 'b' } { $_ } { 'e' }", "b", "1", "2", "e");
      shell.writes(
          "'a','b' | % ToUpper; 'abc' | % Substring 1; 'x' | foreach Length", "A", "B", "bc", "1");
      shell.writes("$sum = 0; 1..4 | % { $sum += $_ }; $sum", "10");
      shell.writes("1..3 | % { if ($_ -eq 2) { return }; $_ }", "1", "3");
      shell.writes("$_ = 'outer'; 1 | % { 2 | % { $_ }; $_ }; $_", "2", "1", "outer");
    }

    @Test
    @DisplayName("Where-Object takes a block, or a property with an operator")
    void where() {
      shell.writes("1..5 | Where-Object { $_ -gt 3 }", "4", "5");
      shell.writes("Get-Box | ? Name -eq bob", "bob");
      shell.writes(
          "Get-Box | where Name -Like '*o*'; Get-Box | ? Size -ge 5; Get-Box | ? Name -In bob,x",
          "bob",
          "carol",
          "alice",
          "carol",
          "bob");
      shell.writes(
          "Get-Box | ? Nope; Get-Box | ? -Not Nope | Take-First; Get-Box | ? Name -CEQ BOB",
          "alice");
      shell.writes("Get-Box | Where-Object {$_.Attributes.Enabled -eq $False} | Remove-Box");
      shell.run("Get-Box | ? Name bob");
      assertThat(shell.host.errors.getFirst().message())
          .startsWith("An operator is required to compare the two specified values.");
    }
  }

  @Nested
  @DisplayName("Streams")
  class StreamsOf {

    @Test
    @DisplayName("Warnings, detail, information and host text go past the objects")
    void streams() {
      assertThat(
              shell.run(
                  "Write-Warning w; Write-Verbose v; Write-Verbose v2 -Verbose; Write-Debug d;"
                      + " Write-Information i; Write-Information i2 -InformationAction Continue;"
                      + " Write-Host a 1,2 -NoNewline; Write-Host; Write-Progress Work Step"
                      + " -PercentComplete 5"))
          .isEmpty();
      assertThat(shell.host.shown).hasToString("WARNING: w\nVERBOSE: v2\ni2\na 1 2\nWork Step 5\n");
    }

    @Test
    @DisplayName("Redirections catch them, join them, or send them to files")
    void redirections() {
      shell.writes(
          "Get-Missing a 2>$null; 'x' > $null; Write-Warning w 3>&1; (Get-Missing b"
              + " 2>&1).Exception.Message; Write-Warning z *> $null",
          "w",
          "no b");
      shell.writes("Get-Box > a.txt; 'more' >> a.txt");
      assertThat(shell.files.get(Path.of("a.txt"))).hasSize(4);
      assertThat(shell.log).contains("closed a.txt");
    }

    @Test
    @DisplayName("Variables collect what streams carry")
    void variables() {
      shell.writes(
          "Get-Box -OutVariable o | % { 'x' } | Take-First; Write-Warning w -WarningVariable w"
              + " -WarningAction SilentlyContinue; $w; Get-Box -PipelineVariable p | % { 1 } |"
              + " Take-First | % { $p.Name }",
          "x", "w", "alice");
      shell.writes("Get-Box -ov all > $null; $all.Count", "3");
    }

    @Test
    @DisplayName("Write-Error reports an error with what it is given")
    void writeError() {
      shell.writes(
          "Write-Error 'bad' -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId; try {"
              + " Write-Error 'worse' -ErrorId My -Category InvalidData -EA Stop } catch {"
              + " \"$($_.CategoryInfo.Category) $_\" }",
          "Microsoft.PowerShell.Commands.WriteErrorException,Write-Error",
          "InvalidData worse");
    }
  }

  @Nested
  @DisplayName("Questions")
  class Questions {

    @Test
    @DisplayName("-WhatIf tells what would be done and does nothing")
    void whatIf() {
      assertThat(shell.run("Get-Box | Remove-Box -WhatIf | % { 'x' }")).isEmpty();
      assertThat(shell.host.shown.toString().lines().findFirst())
          .contains("What if: Performing the operation \"Remove box\" on target \"alice\".");
      assertThat(shell.log).noneMatch(line -> line.startsWith("removed"));
    }

    @Test
    @DisplayName("A great change asks first; the answer may hold for the rest")
    void confirm() {
      shell.host.interactive = true;
      shell.host.answers.addAll(List.of("n", "?", "A"));
      shell.run("Get-Box | Remove-Box");
      assertThat(shell.log)
          .contains("removed bob", "removed carol")
          .doesNotContain("removed alice");
      assertThat(shell.host.shown.toString())
          .startsWith(
              """

              Confirm
              Are you sure you want to perform this action?
              Performing the operation "Remove box" on target "alice".
              [Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): \
              """);
    }

    @Test
    @DisplayName("What comes of an act is in -WhatIf, in the question, and else a warning")
    void consequences() {
      shell.session.commands().add(List.of(BURNING));
      shell.run("Burn-Box a -WhatIf");
      assertThat(shell.host.shown)
          .hasToString(
              """
              What if: Performing the operation "Burn box" on target "a".
              What if: It turns to ashes.
              """);
      shell.host.shown.setLength(0);
      shell.run("Burn-Box a -Confirm:$false");
      assertThat(shell.host.shown).hasToString("WARNING: It turns to ashes.\n");
      shell.host.shown.setLength(0);
      shell.host.interactive = true;
      shell.host.answers.addAll(List.of("", "y"));
      assertThat(shell.run("Burn-Box a")).as("Enter alone is No").isEmpty();
      assertThat(shell.host.shown.toString())
          .endsWith(
              "on target \"a\".\nIt turns to ashes.\n[Y] Yes  [A] Yes to All  [N] No  [L] No to"
                  + " All  [S] Suspend  [?] Help (default is \"N\"): ");
      assertThat(shell.run("Burn-Box a")).containsExactly("burnt a");
    }

    @Test
    @DisplayName("-Confirm:$false and $ConfirmPreference do without, a script cannot be asked")
    void without() {
      shell.writes("Remove-Box a -Confirm:$false; & { $ConfirmPreference = 'None'; rbox b }");
      assertThat(shell.log).containsExactly("removed a", "removed b");
      shell.fails(
          "Remove-Box c",
          "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }

    @Test
    @DisplayName("A mandatory parameter is asked for, or is an error where nobody is")
    void mandatory() {
      shell.fails(
          "New-Policy -Name x",
          "Cannot process command because of one or more missing mandatory parameters:"
              + " AzureKeyIDs.");
      shell.host.interactive = true;
      shell.host.answers.addAll(List.of("x", "k1", "k2", ""));
      shell.host.shown.setLength(0);
      assertThat(shell.run("New-Policy")).containsExactly("x: k1 + k2");
      assertThat(shell.host.shown)
          .hasToString(
              """

              cmdlet New-Policy at command pipeline position 1
              Supply values for the following parameters:
              Name: AzureKeyIDs[0]: AzureKeyIDs[1]: AzureKeyIDs[2]: \
              """);
      shell.host.answers.add("");
      shell.host.errors.clear();
      shell.fails(
          "New-Policy -Name x",
          "Cannot bind argument to parameter 'AzureKeyIDs' because it is an empty array.");
      shell.run(
          "function Set-It { param([Parameter(Mandatory)][securestring]$Pass,"
              + " [Parameter(Mandatory)][int[]]$Sizes) $Pass.Length; $Sizes[1] + 1 }");
      shell.host.answers.addAll(List.of("abc", "4", "5", ""));
      assertThat(shell.run("Set-It")).containsExactly(3, 6);
    }
  }

  @Nested
  @DisplayName("Published lines")
  class Published {

    @Test
    @DisplayName("Key URIs unquoted, from variables, and in an array over lines (C21, C36, C37)")
    void policies() {
      shell.writes(
          "New-Policy -Name USA_mailboxes -Description \"Root key for mailboxes in USA and its"
              + " territories\" -AzureKeyIDs"
              + " https://contoso-eastus02.vault.azure.net/keys/USA-key-01,"
              + " https://contoso-centralus02.vault.azure.net/keys/USA-Key-02",
          "USA_mailboxes: https://contoso-eastus02.vault.azure.net/keys/USA-key-01 +"
              + " https://contoso-centralus02.vault.azure.net/keys/USA-Key-02");
      shell.writes(
          "$uri1 = 'https://a:443/keys/k/1'; $uri2 = (\"b\").ToString(); New-Policy -Name S"
              + " -AzureKeyIDs $uri1,$uri2",
          "S: https://a:443/keys/k/1 + b");
      shell.writes(
          """
          New-Policy -Name "CK-DEP" `
            -Description "Exchange and Teams" `
            -AzureKeyIDs @(
              "https://k1",
              "https://k2"
            )
          """,
          "CK-DEP: https://k1 + https://k2");
      shell.writes(
          "$p = @{ Name = 'N'; AzureKeyIDs = 'a','b' }; New-Policy @p -Description d", "N: a + b");
    }

    @Test
    @DisplayName("Guards on what a command found or did not find (C30, C31, C41, C47)")
    void guards() {
      shell.writes(
          "$existing = [pscustomobject]@{State='Registered'}; if ($existing -and $existing.State"
              + " -ne 'Unregistered') { \"already $($existing.State)\" }",
          "already Registered");
      shell.writes(
          "$key = Get-Missing -Name k -ErrorAction SilentlyContinue; if (-not $key) { $key ="
              + " New-Policy n -AzureKeyIDs x }; $key",
          "n: x");
      shell.writes(
          "$members = @([pscustomobject]@{U='a'},[pscustomobject]@{U='b'}); foreach ($m in"
              + " $members) { try { if ($m.U -eq 'a') { throw 'no' }; $m.U } catch { \"skip: $_\" }"
              + " }",
          "skip: no",
          "b");
    }

    @Test
    @DisplayName("Text of objects by -f in a loop (C33)")
    void format() {
      shell.writes(
          "$vaults = Get-Box | Where-Object { $_.Name -like '*l*' }; foreach ($v in $vaults) {"
              + " \"{0} size={1}\" -f $v.Name, $v.Size }",
          "alice size=5", "carol size=5");
    }

    @Test
    @DisplayName("A switch with a value behind it, a Boolean as text, a placeholder")
    void traps() {
      shell.fails(
          "Remove-Box a -Force $false",
          "A positional parameter cannot be found that accepts argument 'False'.");
      shell.host.errors.clear();
      shell.run("Remove-Box a -Enabled true");
      assertThat(shell.host.errors.getFirst().id())
          .isEqualTo("ParameterArgumentTransformationError");
      assertThat(shell.log).isEmpty();
    }
  }

  @Test
  @DisplayName("Variables and aliases are reached by cmdlets, modules load without effect")
  void sessionCmdlets() {
    shell.writes(
        "Set-Variable x 5; $x; (Get-Variable x).Value; Get-Variable x -ValueOnly; Set-Alias gb"
            + " Get-Box; (gb).Count; (Get-Alias gb).Definition; Import-Module Az.KeyVault -Force;"
            + " (Get-Module *Core).Name",
        "5",
        "5",
        "5",
        "3",
        "Get-Box",
        "Microsoft.PowerShell.Core");
    shell.writes(
        "Remove-Variable x; $null -eq $x; Az.KeyVault\\Get-Box | Take-First", "True", "alice");
  }

  @Test
  @DisplayName("Write-Output takes the numbers and texts that it is given")
  void output() {
    shell.writes(
        "Write-Output 1 2 'a b'; echo x; (Write-Output -NoEnumerate 1,2).Count; Write-Output (1,2)",
        "1",
        "2",
        "a b",
        "x",
        "2",
        "1",
        "2");
  }
}
