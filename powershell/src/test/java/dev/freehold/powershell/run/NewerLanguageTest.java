package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators of PowerShell 7, labels, filters, and what scripts ask of .NET. */
class NewerLanguageTest {

  private final Shell shell = new Shell();

  @Test
  @DisplayName("A ternary evaluates one side")
  void ternary() {
    shell.writes(
        "$x = 3; $x -gt 2 ? 'big' : 'small'; $x -lt 2 ? 'a' : $x -eq 3 ? 'b' : 'c'", "big", "b");
    shell.writes("$y = $false ? (throw 'no') : 'fine'; $y", "fine");
    shell.writes("\"$(1 -eq 1 ? 'yes' : 'no')\"; [math]::Max(($true ? 4 : 5), 2)", "yes", "4");
  }

  @Test
  @DisplayName("Null is replaced, assigned and stepped over")
  void nulls() {
    shell.writes("$n ?? 'else'; 0 ?? 'else'; $n ?? $m ?? 'last'", "else", "0", "last");
    shell.writes("$a ??= 5; $a ??= 6; $a; $h = @{}; $h.x ??= 1; $h.x", "5", "1");
    shell.writes(
        "${n}?.Length; ${n}?[0]; ${n}?.Trim(); $s = 'abc'; ${s}?.Length; ${s}?[1]",
        "",
        "",
        "",
        "3",
        "b");
  }

  @Test
  @DisplayName("Labels name the loop to leave or to go on with")
  void labels() {
    shell.writes(
        ":outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer };"
            + " if ($i -eq 3) { break outer }; \"$i$j\" } }",
        "11",
        "21");
    shell.writes(":a while ($true) { switch (1) { 1 { break a } }; 'not here' }; 'out'", "out");
  }

  @Test
  @DisplayName("A filter runs for each object")
  void filter() {
    shell.writes("filter Twice { $_ * 2 }; 1..3 | Twice", "2", "4", "6");
  }

  @Test
  @DisplayName("What is not of the language is refused before anything runs")
  void refused() {
    for (String keyword : new String[] {"class A { }", "trap { }", "using namespace System"}) {
      assertThat(shell.refusal("'x'; " + keyword)).contains("is not part of this shell's language");
    }
  }

  @Test
  @DisplayName("Lists grow, arrays do not")
  void lists() {
    shell.writes(
        "$l = [System.Collections.Generic.List[string]]::new(); $l.Add('a'); $l.Add('b');"
            + " $l.Count; $l -join '+'; $l.Remove('a'); $l[0]",
        "2",
        "a+b",
        "True",
        "b");
    shell.writes(
        "$a = [System.Collections.ArrayList]@(1,2); $a.Add(3); $a.AddRange(@(4,5)); \"$a\"",
        "2",
        "1 2 3 4 5");
    shell.writes(
        "(1..5).Where({ $_ -gt 3 }) -join ','; ('a','b').ForEach({ $_ * 2 }) -join ','",
        "4,5",
        "aa,bb");
  }

  @Test
  @DisplayName("Objects tell their properties")
  void properties() {
    shell.writes(
        "$o = [pscustomobject]@{ A = 1; B = 2 }; $o.PSObject.Properties.Name -join ',';"
            + " foreach ($p in $o.PSObject.Properties) { \"$($p.Name)=$($p.Value)\" }",
        "A,B",
        "A=1",
        "B=2");
  }

  @Test
  @DisplayName("Static members that scripts use are there")
  void statics(@TempDir Path folder) throws Exception {
    Shell here = new Shell(folder);
    here.writes(
        "[IO.File]::WriteAllText('t.txt', 'hello'); [System.IO.File]::ReadAllText('t.txt');"
            + " [io.file]::ReadAllBytes('t.txt').Length; [io.file]::Exists('u.txt')",
        "hello",
        "5",
        "False");
    assertThat(Files.readString(folder.resolve("t.txt"))).isEqualTo("hello");
    here.writes(
        "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('abc'));"
            + " [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('YWJj'));"
            + " [datetime]::ParseExact('20240305 07:09', 'yyyyMMdd HH:mm', $null).ToString('s');"
            + " [datetime]::new(2024, 3, 5).Day; [guid]::NewGuid().ToString().Length;"
            + " [string]::Format('{0}-{1}', 1, 2); [Environment]::NewLine.Length;"
            + " [IO.Path]::GetExtension('a/b.txt'); [uri]::EscapeDataString('a b')",
        "YWJj", "abc", "2024-03-05T07:09:00", "5", "36", "1-2", "1", ".txt", "a%20b");
    here.writes(
        "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12; 'on'",
        "on");
    here.fails(
        "[datetime]::ParseExact('x', 'yyyy', $null)",
        "Exception calling \"ParseExact\" with \"3\" argument(s): \"String 'x' was not recognized"
            + " as a valid DateTime.\"");
  }

  @Test
  @DisplayName("A script that exits leaves its code, and its caller goes on")
  void exits(@TempDir Path folder) throws Exception {
    Shell here = new Shell(folder);
    Files.writeString(folder.resolve("s.ps1"), "'in'; exit 3; 'never'");
    here.writes("./s.ps1; $LASTEXITCODE; 'on'", "in", "3", "on");
    assertThat(here.exit("exit 4", value -> {})).isEqualTo(4);
  }

  @Test
  @DisplayName("A script knows what it is and where it was called")
  void invocation(@TempDir Path folder) throws Exception {
    Shell here = new Shell(folder);
    Files.writeString(
        folder.resolve("s.ps1"),
        "$MyInvocation.MyCommand.Name; $PSCommandPath -eq $MyInvocation.MyCommand.Path");
    here.writes(
        "./s.ps1; function Say { $MyInvocation.MyCommand.Name }; Say", "s.ps1", "True", "Say");
  }

  @Test
  @DisplayName("An advanced function asks by its own ShouldProcess")
  void shouldProcess() {
    shell.run(
        "function Set-It { [CmdletBinding(SupportsShouldProcess)] param([string]$Name) if"
            + " ($PSCmdlet.ShouldProcess($Name, 'Set it')) { 'done' } }; Set-It a -WhatIf; Set-It"
            + " b");
    assertThat(shell.host.shown.toString())
        .isEqualTo("What if: Performing the operation \"Set it\" on target \"a\".\n");
  }
}
