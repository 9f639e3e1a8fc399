package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenScan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenScanTest {

  private static List<String> scan(String text) {
    return TokenScan.of(text).stream()
        .map(token -> token.kind() + " " + text.substring(token.span().start(), token.span().end()))
        .toList();
  }

  @Test
  @DisplayName("A pipeline is commands, parameters and words")
  void pipeline() {
    assertThat(scan("Get-Box -Name:a alice, 5 | ft"))
        .containsExactly(
            "COMMAND Get-Box",
            "PARAMETER -Name:",
            "WORD a",
            "WORD alice",
            "OPERATOR ,",
            "NUMBER 5",
            "SEPARATOR |",
            "COMMAND ft");
  }

  @Test
  @DisplayName("Values have operators, members and types, and a command may follow an equals sign")
  void values() {
    assertThat(scan("$x.Name -eq [int]'5'"))
        .containsExactly(
            "VARIABLE $x", "OPERATOR .", "MEMBER Name", "OPERATOR -eq", "TYPE [int]", "TEXT '5'");
    assertThat(scan("$a = Get-Box"))
        .containsExactly("VARIABLE $a", "OPERATOR =", "COMMAND Get-Box");
  }

  @Test
  @DisplayName("Blocks, conditions and tables in brackets start anew inside")
  void blocks() {
    assertThat(scan("if ($a) { Get-Box }"))
        .containsExactly(
            "KEYWORD if",
            "OPENING (",
            "VARIABLE $a",
            "CLOSING )",
            "OPENING {",
            "COMMAND Get-Box",
            "CLOSING }");
    assertThat(scan("foreach ($b in Get-Box) {"))
        .contains("KEYWORD foreach", "KEYWORD in", "COMMAND Get-Box");
    assertThat(scan("x @{Name = 'a'; Size=2}"))
        .containsExactly(
            "COMMAND x",
            "OPENING @{",
            "MEMBER Name",
            "OPERATOR =",
            "TEXT 'a'",
            "SEPARATOR ;",
            "MEMBER Size",
            "OPERATOR =",
            "NUMBER 2",
            "CLOSING }");
    assertThat(scan("1..3 | % { $_ }"))
        .containsExactly(
            "NUMBER 1",
            "OPERATOR ..",
            "NUMBER 3",
            "SEPARATOR |",
            "COMMAND %",
            "OPENING {",
            "VARIABLE $_",
            "CLOSING }");
  }

  @Test
  @DisplayName("What has no end yet goes to the end of the text")
  void unfinished() {
    assertThat(scan("echo \"a $b")).containsExactly("COMMAND echo", "TEXT \"a $b");
    assertThat(scan("<# note")).containsExactly("COMMENT <# note");
    assertThat(scan("x @'\nlong")).containsExactly("COMMAND x", "TEXT @'\nlong");
    assertThat(scan("$x.")).containsExactly("VARIABLE $x", "OPERATOR .");
    assertThat(scan("Get-Box -")).containsExactly("COMMAND Get-Box", "PARAMETER -");
  }

  @Test
  @DisplayName("Any text is taken, and its tokens stand in their order without overlap")
  void anything() {
    Random random = new Random(7);
    String characters = "aZ-09 $@'\"`(){}[];|&.,:=#<>!%?\n\t+*/~^\\";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      int end = 0;
      for (Token token : TokenScan.of(text.toString())) {
        assertThat(token.span().start()).as("%s", text).isGreaterThanOrEqualTo(end);
        assertThat(token.span().end()).as("%s", text).isGreaterThan(token.span().start());
        end = token.span().end();
      }
      assertThat(end).as("%s", text).isLessThanOrEqualTo(text.length());
    }
  }
}
