package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What scripts do that use nothing but the language. */
class LanguageTest {

  private final Shell shell = new Shell();

  @Nested
  @DisplayName("Variables and scopes")
  class Scopes {

    @Test
    @DisplayName("Assignments write nothing, in parentheses they do")
    void assignment() {
      shell.writes("$x = 5; ($y = 6); $x + $y; $z", "6", "11", "");
      shell.writes("$a, $b = 1, 2, 3; \"$a/$b\"", "1/2 3");
      shell.writes("$i = 1; $i++; ++$i; $i += 2; $i", "5");
      shell.writes("$t = @('a'); $t += 'b'; $t.Count; $t -join '+'", "2", "a+b");
      shell.writes("[int]$n = '5'; $n = '7'; $n + 1", "8");
    }

    @Test
    @DisplayName("A function reads outer variables and sets its own")
    void functions() {
      shell.writes(
          "$x = 1; function f { $x; $x = 2; $x; $global:y = 3 }; f; $x; $y", "1", "2", "1", "3");
      shell.writes("$x = 1; & { $x = 2 }; $x; . { $x = 3 }; $x", "1", "3");
      shell.writes("$script:z = 4; function g { $script:z = 5 }; g; $z", "5");
    }

    @Test
    @DisplayName("Automatic variables are there and constants cannot be set")
    void automatic() {
      shell.writes(
          "$true; $null -eq $nothing; $HOME; $env:HOME; $ConfirmPreference",
          "True",
          "True",
          "/home/alice",
          "/home/alice",
          "High");
      shell.fails(
          "$true = 1", "Cannot overwrite variable true because it is read-only or constant.");
    }

    @Test
    @DisplayName("A variable of a command that wrote nothing gives a pipeline no object")
    void nothing() {
      shell.writes(
          "$n = & { }; $n | ForEach-Object { 'x' }; foreach ($m in $n) { 'y' }; $null | % { 'z' }",
          "z");
    }
  }

  @Nested
  @DisplayName("Values")
  class Values {

    @Test
    @DisplayName("Strings expand variables, subexpressions and arrays")
    void strings() {
      shell.writes(
          "$v = [pscustomobject]@{a=1; b='x'}; \"$v | $($v.b)s ${v}\"",
          "@{a=1; b=x} | xs @{a=1; b=x}");
      shell.writes("$l = 1,2,3; \"$l\"; $OFS = '-'; \"$l\"", "1 2 3", "1-2-3");
      shell.writes("@\"\nName: $(1+1)\n\"@", "Name: 2");
    }

    @Test
    @DisplayName("Operators work on values and filter collections")
    void operators() {
      shell.writes(
          "\"1\" -eq 1; $true -eq 'False'; @('a','b','A') -eq 'a'", "True", "True", "a", "A");
      shell.writes(
          "'{0:N1} {1}' -f 1234.56, 'x'; 'a,b' -split ','; 'a1' -replace '\\d','$0!'",
          "1,234.6 x", "a", "b", "a1!");
      shell.writes("'key-01' -match '(\\d+)'; $Matches[1]", "True", "01");
      shell.writes(
          "2 -in 1..3; 'abc' -like 'A*'; 'x' -is [string]; '5' -as [int]; 'q' -as [int]",
          "True",
          "True",
          "True",
          "5",
          "");
      shell.writes("$user = $null; $user.A -or 'b'", "True");
      shell.writes(
          "6 -band 3; 1 -bor 4; -join ('a','b'); -split ' a  b '", "2", "5", "ab", "a", "b");
    }

    @Test
    @DisplayName("Members, indexes and methods reach into values and over collections")
    void members() {
      shell.writes(
          "$b = Get-Box; $b.Name; $b.Count; $b[0].Name; $b[-1].Size; $b.Nope",
          "alice",
          "bob",
          "carol",
          "3",
          "alice",
          "5",
          "");
      shell.writes(
          "$h = @{a=1; 'b c'=2}; $h.a; $h['b c']; $h.Missing; $h.d = 4; $h.Count",
          "1",
          "2",
          "",
          "3");
      shell.writes("'abc'.ToUpper().Substring(1); ('a','b').ToUpper()", "BC", "A", "B");
      shell.writes("$p = 'Name'; (Get-Box)[1].$p", "bob");
      shell.writes("$x = [ordered]@{b=1; a=2}; $x.Keys -join ','; $x[0]", "b,a", "1");
    }

    @Test
    @DisplayName("Static members and casts that published scripts use")
    void statics() {
      shell.writes(
          "[string]::IsNullOrEmpty(''); [math]::Round(2.567, 2); [math]::Max(3, 7); [int]'42' + 1",
          "True",
          "2.57",
          "7",
          "43");
      shell.writes(
          "([guid]::NewGuid()).ToString().Length; [datetime]'2/6/2020' -lt [datetime]::UtcNow",
          "36",
          "True");
      shell.writes("(([datetime]'2/8/2020') - ([datetime]'2/6/2020')).TotalDays", "2");
      shell.writes(
          "[string[]]$a = 1,2; $a[0] -is [string]; [bool]0; [array]$c = 'x'; $c.Count",
          "True",
          "False",
          "1");
    }

    @Test
    @DisplayName("Arrays keep what a single command result loses")
    void arrays() {
      shell.writes(
          "@(1).Count; @().Count; (,1).Count; @(Get-Box).Count; $x = @(5); $x -is [array]",
          "1",
          "0",
          "1",
          "3",
          "True");
      shell.writes("(Write-Output 3).Count; $s = 'a'; $s.Count; $null.Count", "1", "1", "0");
    }

    @Test
    @DisplayName("What cannot be is an error with PowerShell's words and the next statement runs")
    void errors() {
      assertThat(shell.run("$n.Foo(); 'next'")).containsExactly("next");
      assertThat(shell.host.errors.getFirst().message())
          .isEqualTo("You cannot call a method on a null-valued expression.");
      assertThat(shell.host.errors.getFirst().position().orElseThrow().column()).isEqualTo(1);
      shell.host.errors.clear();
      shell.fails("$null[0]", "Cannot index into a null array.");
      shell.host.errors.clear();
      shell.fails(
          "'a'.Nope()",
          "Method invocation failed because [System.String] does not contain a method named"
              + " 'Nope'.");
      shell.host.errors.clear();
      shell.fails("1/0", "Attempted to divide by zero.");
      shell.host.errors.clear();
      shell.fails("-[Identity] 'x'", "Unable to find type [Identity].");
      shell.host.errors.clear();
      shell.fails("@{a=1; A=2}", "Duplicate keys 'A' are not allowed in hash literals.");
    }
  }

  @Nested
  @DisplayName("Control flow")
  class Flow {

    @Test
    @DisplayName("Loops, conditions, break and continue")
    void loops() {
      shell.writes(
          "foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -gt 3) { break }; $i }",
          "1",
          "3");
      shell.writes("for ($i = 0; $i -lt 2; $i++) { $i }", "0", "1");
      shell.writes(
          "$i = 0; while ($i -lt 2) { $i++; $i }; do { $i--; $i } until ($i -le 0)",
          "1",
          "2",
          "1",
          "0");
      shell.writes("$x = if ($false) { 1 } elseif (0) { 2 } else { 3 }; $x", "3");
      shell.writes("$r = foreach ($i in 1,2) { $i * 2 }; $r.Count", "2");
    }

    @Test
    @DisplayName("switch compares each value with each case")
    void switches() {
      shell.writes("switch ('b') { a { 1 } B { 2 } { $_ -eq 'b' } { 3 } default { 4 } }", "2", "3");
      shell.writes(
          "switch -Wildcard ('kv-1','x') { 'kv*' { \"hit $_\" } default { 'none' } }",
          "hit kv-1",
          "none");
      shell.writes("switch (1,2,3) { 2 { continue } 3 { break } default { $_ } }", "1");
    }

    @Test
    @DisplayName("Functions bind parameters, with defaults, switches and arguments left over")
    void functions() {
      shell.writes(
          "function Add($a, $b = 10) { $a + $b }; Add 1; Add 1 2; Add -b 3 -a 4", "11", "3", "7");
      shell.writes(
          "function S { param([switch]$On, [string]$T) \"$On/$T/$($args.Count)\" }; S -On x y z; S",
          "True/x/2",
          "False//0");
      shell.writes("function R { 1; return 2; 3 }; R", "1", "2");
      shell.writes(
          "function V { param([Parameter(Mandatory)][ValidateSet('a','b')][string]$X) $X }; V -X B",
          "B");
      shell.fails(
          "V -X c",
          "Cannot validate argument on parameter 'X'. The argument \"c\" does not belong to the set"
              + " \"a,b\" specified by the ValidateSet attribute. Supply an argument that is in the"
              + " set and then try the command again.");
    }

    @Test
    @DisplayName("Functions take pipelines by begin, process and end, or by $input")
    void pipelineFunctions() {
      shell.writes(
          "function P { param([Parameter(ValueFromPipeline)]$X) begin { 'b' } process { $X * 2 }"
              + " end { 'e' } }; 1,2 | P",
          "b",
          "2",
          "4",
          "e");
      shell.writes("function I { @($input).Count }; 1,2,3 | I", "3");
      shell.writes("function Q { process { \"<$_>\" } }; 'a','b' | Q", "<a>", "<b>");
    }

    @Test
    @DisplayName("Blocks are called with arguments and as methods")
    void blocks() {
      shell.writes(
          "$b = { param($x) $x + 1 }; & $b 4; $b.Invoke(5); & { $args[1] } 'a' 'b'", "5", "6", "b");
    }

    @Test
    @DisplayName("Calls have a bound, which ends the script and not the shell")
    void recursion() {
      assertThat(shell.exit("function f { f }; f; 'never'", new ArrayList<>())).isEqualTo(1);
      assertThat(shell.host.errors.getFirst().message())
          .isEqualTo("The script failed due to call depth overflow.");
      shell.host.shown.setLength(0);
      shell.writes("'still here'", "still here");
    }

    @Test
    @DisplayName("A deep expression is evaluated without overflow")
    void deep() {
      String sum = String.join("+", java.util.Collections.nCopies(900, "1"));
      shell.writes("(".repeat(90) + sum + ")".repeat(90), "900");
    }

    @Test
    @DisplayName("exit gives the process its code")
    void exit() {
      List<Object> written = new ArrayList<>();
      assertThat(shell.exit("1; exit 3; 2", written)).isEqualTo(3);
      assertThat(written).isEqualTo(Arrays.asList(1));
      assertThat(shell.exit("throw 'x'", written)).isEqualTo(1);
      assertThat(shell.exit("Get-Missing", written)).isEqualTo(0);
    }
  }
}
