package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parser makes of right scripts. */
class ParserTest {

  private static void reads(String script, String tree) throws ParseException {
    assertThat(TreeText.of(script)).isEqualTo(tree);
  }

  @Nested
  @DisplayName("Arguments of a command")
  class Arguments {

    @Test
    @DisplayName("A URL, an address and a word with a hash sign are each one argument")
    void barewords() throws ParseException {
      reads(
          "x https://v.vault.azure.net:443/keys/k/1?x=1 user@contoso.com key#1 a=b C:\\x\\y.csv",
          "'x' 'https://v.vault.azure.net:443/keys/k/1?x=1' 'user@contoso.com' 'key#1' 'a=b'"
              + " 'C:\\x\\y.csv'");
    }

    @Test
    @DisplayName("Commas make an array, with or without spaces or a new line behind them")
    void lists() throws ParseException {
      reads(
          "x -AzureKeyIDs https://a/keys/a, https://b/keys/b -Y 1,2 ,3",
          "'x' -AzureKeyIDs <'https://a/keys/a' 'https://b/keys/b'> -Y <1 2 3>");
      reads("x a,\n  b", "'x' <'a' 'b'>");
    }

    @Test
    @DisplayName("Variables with members and indexes are values, with other text they expand")
    void variables() throws ParseException {
      reads(
          "x $a $a.B.C $a[0] $a/x b$a $a.B/x $a,$b $env:HOME",
          "'x' $a $a.'B'.'C' $a[0] \"$a '/x'\" \"'b' $a\" $a.'B' '/x' <$a $b> $env:HOME");
    }

    @Test
    @DisplayName("A word that looks like a number is one and keeps its text")
    void numbers() throws ParseException {
      reads("x 001 -5 1.5 1kb 0x10 12/31/9999 1.2.3", "'x' 1 -5 1.5 1024 16 '12/31/9999' '1.2.3'");
      Statement.Pipeline pipeline =
          (Statement.Pipeline) Parser.parse(SourceText.typed("x -Name 001")).end().getFirst();
      Element.Command command = (Element.Command) pipeline.elements().getFirst();
      assertThat(((Element.Argument.Positional) command.arguments().get(1)).value())
          .isInstanceOfSatisfying(
              Expression.Numeral.class, number -> assertThat(number.written()).isEqualTo("001"));
    }

    @Test
    @DisplayName("A key version in hexadecimal is text even if digits and an e make a number")
    void keyVersions() throws ParseException {
      reads(
          "x 2b3e8f1d754f438dacdec1f0945f251a f3c1a7d2-6d5b-4f2c-9c1e-0a1b2c3d4e5f",
          "'x' '2b3e8f1d754f438dacdec1f0945f251a' 'f3c1a7d2-6d5b-4f2c-9c1e-0a1b2c3d4e5f'");
    }

    @Test
    @DisplayName("Parameters take their value behind a space or a colon")
    void parameters() throws ParseException {
      reads(
          "x -ShowBanner:$false -Name:a,b -Name: c -detailed |fl",
          "'x' -ShowBanner:$false -Name:<'a' 'b'> -Name:'c' -detailed | 'fl'");
    }

    @Test
    @DisplayName("Dashes of word processors start parameters, and their quotes quote")
    void wordProcessors() throws ParseException {
      reads("x \u2013Name \u201ca b\u201d \u2014X \u2018c\u2019", "'x' -Name 'a b' -X 'c'");
      reads("$a \u2013eq 1", "($a -eq 1)");
    }

    @Test
    @DisplayName("Brackets around a parameter's name, as references print them, are text")
    void bracketedParameter() throws ParseException {
      reads("x -[Identity] \"y\"", "'x' '-[Identity]' 'y'");
    }

    @Test
    @DisplayName("Two dashes end the parameters")
    void endOfParameters() throws ParseException {
      reads("x -- -Name", "'x' '-Name'");
    }

    @Test
    @DisplayName("Parentheses, arrays, hashtables and blocks are values; @name splats")
    void expressions() throws ParseException {
      reads(
          "x (Get-Date -Date \"12/31/9999\") @('a','b') @{n='X'; e={$_.A}} {$_} @p \"a\".Length",
          "'x' ('Get-Date' -Date '12/31/9999') @(<'a' 'b'>) @{'n'='X'; 'e'={$_.'A'}} {$_} @p"
              + " 'a'.'Length'");
    }

    @Test
    @DisplayName("Redirections name a stream and a file, or the first stream")
    void redirections() throws ParseException {
      reads("x a > $null 2>&1", "'x' 'a' 1>$null 2>&1");
      reads("x 2>> err.txt *> all.txt", "'x' 2>>'err.txt' 0>'all.txt'");
      reads("'text' > a.txt", "'text' 1>'a.txt'");
    }

    @Test
    @DisplayName("Quotes inside a word belong to it")
    void quotesInside() throws ParseException {
      reads("x a'b c'\"d$e\" a`,b", "'x' \"'ab cd' $e\" 'a,b'");
    }
  }

  @Nested
  @DisplayName("Lines and comments")
  class Lines {

    @Test
    @DisplayName("A backtick, a pipe, a comma, an operator or a bracket goes on in the next line")
    void continuation() throws ParseException {
      reads("x `\n -A 1 |\n y", "'x' -A 1 | 'y'");
      reads("x `\r\n -A 1", "'x' -A 1");
      reads("$a = 1 +\n 2", "$a = (1 + 2)");
      reads("x @(\n'a',\n'b'\n)", "'x' @(<'a' 'b'>)");
      reads("x\n  | y\n  | z", "'x' | 'y' | 'z'");
    }

    @Test
    @DisplayName("A parameter on a line of its own is a statement of its own, not mended")
    void lostBacktick() {
      assertThat(ParserErrorsTest.error("Backup-X -VaultName v\n-OutputFile f").errors())
          .extracting(ParseError::message)
          .containsExactly(
              "Missing expression after unary operator '-'.",
              "Unexpected token 'OutputFile' in expression or statement.");
    }

    @Test
    @DisplayName("Comments end with the line or their closer")
    void comments() throws ParseException {
      reads("# a\nx a # b\n<# c\n d #> y <# e #> b", "'x' 'a'; 'y' 'b'");
    }

    @Test
    @DisplayName("Semicolons and new lines separate statements")
    void separators() throws ParseException {
      reads(";;x;\n;y;", "'x'; 'y'");
    }
  }

  @Nested
  @DisplayName("Strings")
  class Strings {

    @Test
    @DisplayName("Variables and $( ) expand in double quotes, members only inside $( )")
    void expansion() throws ParseException {
      reads(
          "\"a $b.c ${d e} $env:X $($f.g) $ 5`$h\"",
          "\"'a ' $b '.c ' $d e ' ' $env:X ' ' $($f.'g') ' $ 5$h'\"");
      reads("\"$($a[\"k\"])\"", "\"$($a['k'])\"");
    }

    @Test
    @DisplayName("Escapes and doubled quotes stand for single characters")
    void escapes() throws ParseException {
      reads("\"a`n`t`\"\"\"`u{2026}``\"", "'a\n\t\"\"\u2026`'");
      reads("'it''s $x `n'", "'it's $x `n'");
    }

    @Test
    @DisplayName("Here-strings keep lines and quotes; the last line end is not theirs")
    void hereStrings() throws ParseException {
      reads("@\"\nsay \"$a\"\n $($b.C)\n\"@", "\"'say \"' $a '\"\n ' $($b.'C')\"");
      reads("@'\r\n$a\r\n'@", "'$a'");
      reads("@'\n'@", "''");
    }
  }

  @Nested
  @DisplayName("Operators")
  class Operators {

    @ParameterizedTest
    @CsvSource(
        delimiter = '#',
        value = {
          "1+2*3 # (1 + (2 * 3))",
          "1 -eq 2 -and 3 -ne 4 -or $a # (((1 -eq 2) -and (3 -ne 4)) -or $a)",
          "-not $a -eq $b # ((NOT $a) -eq $b)",
          "!$a # (NOT $a)",
          "1..3 + 4 # ((1 .. 3) + 4)",
          "'{0} {1}' -f 1,2 # ('{0} {1}' -f <1 2>)",
          "\"a\" -CEQ 'A' # ('a' -eq! 'A')",
          "'a' -ilike 'A*' # ('a' -like 'A*')",
          "$a -replace 'x','y' # ($a -replace <'x' 'y'>)",
          "-join 'a','b' # <(JOIN 'a') 'b'>",
          "-split $x # (SPLIT $x)",
          "$a -join ',' # ($a -join ',')",
          "[int]'5' + 1 # ([int]'5' + 1)",
          "[string[]]$a # [string[]]$a",
          "[datetime]::UtcNow.AddDays(1) # [datetime]::'UtcNow'.'AddDays'(1)",
          "[math]::Round(1.5, 0) # [math]::'Round'(1.5 0)",
          ",1 # <1>",
          "1,2+3 # (<1 2> + 3)",
          "$a[-1].B['c'] # $a[(MINUS 1)].'B'['c']",
          "$x++ # ($x then 1)",
          "--$x # (-1 before $x)",
          "$a.$b # $a.$b",
          "$a.'b c' # $a.'b c'",
          "(Get-X).Id # ('Get-X').'Id'",
          "$a -is [string] # ($a -is [string])",
          "-5 # (MINUS 5)",
          "1kb + 0xff # (1024 + 255)",
        })
    @DisplayName("Bind as PowerShell's precedence says")
    void precedence(String script, String tree) throws ParseException {
      reads(script, tree);
    }

    @Test
    @DisplayName("Assignments take statements, and combine with operators")
    void assignments() throws ParseException {
      reads("$a,$b = 1,2", "<$a $b> = <1 2>");
      reads("$a = if ($b) {1} else {2}", "$a = if($b){1}else{2}");
      reads("$a += 'x'; $a.b -= 1; $a[0] *= 2", "$a += 'x'; $a.'b' -= 1; $a[0] *= 2");
      reads("$a = $b = 1", "$a = $b = 1");
      reads("$global:x = Get-Y -Z", "$global:x = 'Get-Y' -Z");
      reads("[int]$a = '1'", "[int]$a = '1'");
      reads("($a = 1)", "($a = 1)");
    }
  }

  @Nested
  @DisplayName("Control flow")
  class Flow {

    @Test
    @DisplayName("Conditions and loops in any case and over several lines")
    void keywords() throws ParseException {
      reads("IF ($a) {x}\nelseif ($b) {y}\nElse\n{z}", "if($a){'x'}if($b){'y'}else{'z'}");
      reads("foreach ($m in Get-X -A) { y $m }", "foreach($m in 'Get-X' -A){'y' $m}");
      reads("for ($i=0; $i -lt 3; $i++) {x}", "for($i = 0;($i -lt 3);($i then 1)){'x'}");
      reads("while ($true) { break; continue }", "while($true){break; continue}");
      reads("do { x } until ($a)", "do{'x'}until($a)");
      reads(
          "switch -Wildcard ($a) { 'x*' {1} y {2} {$_ -gt 1} {3} default {4} }",
          "switch(WILDCARD $a){'x*'{1}'y'{2}{($_ -gt 1)}{3}default{4}}");
      reads("return; throw 'x'; exit 3", "return ; throw 'x'; exit 3");
    }

    @Test
    @DisplayName("try with typed catches and finally")
    void attempts() throws ParseException {
      reads(
          "try {x} catch [System.Net.WebException], [a.b] {y} catch {z} finally {w}",
          "try{'x'}catch[System.Net.WebException, a.b]{'y'}catch[]{'z'}finally{'w'}");
    }

    @Test
    @DisplayName("Words that only start like a keyword, or stand behind a pipe, are commands")
    void notKeywords() throws ParseException {
      reads(
          "if-x; foreach-object {1}; 1 | foreach {$_}",
          "'if-x'; 'foreach-object' {1}; 1 | 'foreach' {$_}");
    }

    @Test
    @DisplayName("Functions declare parameters with attributes, types and defaults")
    void functions() throws ParseException {
      reads(
          """
          function Set-It { [CmdletBinding(SupportsShouldProcess)] param(
            [Parameter(Mandatory, Position=0)][ValidateSet('a','b')][string]$X,
            [switch]$Y, $Z = 5)
            process { $X } }
          """,
          "function Set-It{param([string]$X,[switch]$Y,$Z) process{$X}}");
      reads("function f($a, [int]$b) { $a }", "function f{param($a,[int]$b) $a}");
    }

    @Test
    @DisplayName("& and . call what is not a plain name")
    void calls() throws ParseException {
      reads(
          "& $c -A 1; & { x } ; . ./a.ps1; & 'a b'",
          "AMPERSAND $c -A 1; AMPERSAND {'x'}; DOT './a.ps1'; AMPERSAND 'a b'");
      reads(
          "./a.ps1 x; Az.KeyVault\\Get-X; % {1}; ? Name -eq 1",
          "'./a.ps1' 'x'; 'Az.KeyVault\\Get-X'; '%' {1}; '?' 'Name' -eq 1");
    }

    @Test
    @DisplayName("&& and || join pipelines")
    void chains() throws ParseException {
      reads("a && b || c | d", "'a' && 'b' || 'c' | 'd'");
    }

    @Test
    @DisplayName("Hashtables over lines, with statements as values and any keys")
    void hashtables() throws ParseException {
      reads(
          "[ordered]@{\n a = Get-X -Y\n 'b c' = 1,2; 3 = if ($d) {4}\n}",
          "[ordered]@{'a'='Get-X' -Y; 'b c'=<1 2>; 3=if($d){4}}");
      reads("@{}", "@{}");
    }
  }
}
