package dev.freehold.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A word of a command line")
class ShellWordTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --log-key=host/ledger/1+2a+A/b= | --log-key=host/ledger/1+2a+A/b=
          two words | 'two words'
          $(rm) | '$(rm)'
          o'neil | 'o'\\''neil'
          "" | ''
          """)
  @DisplayName("is quoted where a shell would read something else into it")
  void quoted(String text, String word) {
    assertThat(ShellWord.of(text)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          NA_mailboxes | NA_mailboxes
          ada@contoso.example | ada@contoso.example
          $(Remove-Item x) | '$(Remove-Item x)'
          `n | '`n'
          o'neil | 'o''neil'
          a\u2019; b | 'a\u2019\u2019; b'
          a,b | 'a,b'
          @splat | '@splat'
          -Force | '-Force'
          """)
  @DisplayName("is quoted where PowerShell would read something else into it")
  void powerShell(String text, String word) {
    assertThat(ShellWord.ofPowerShell(text)).isEqualTo(word);
  }
}
