package dev.freehold.powershell.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.data.HelpText.Detail;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pages of Get-Help have PowerShell's sections. */
class HelpTextTest {

  private static final HelpTopic TOPIC =
      new HelpTopic(
          "Get-Mailbox",
          "Reads mailboxes.",
          List.of("Get-Mailbox [[-Identity] <String>] [<CommonParameters>]"),
          "Reads one mailbox, or all of them.",
          List.of(
              new HelpTopic.Parameter(
                  "Identity", "String", "Which mailbox.", false, 0, "True (ByValue)", false)),
          List.of(new HelpTopic.Example("Get-Mailbox erika", "Reads Erika's mailbox.")),
          List.of("Set-Mailbox"));

  @Test
  @DisplayName("A brief page says what the cmdlet is and how it is called")
  void showsBrief() {
    assertThat(String.join("\n", HelpText.of(TOPIC, Detail.BRIEF)))
        .isEqualTo(
            """

            NAME
                Get-Mailbox

            SYNOPSIS
                Reads mailboxes.

            SYNTAX
                Get-Mailbox [[-Identity] <String>] [<CommonParameters>]

            DESCRIPTION
                Reads one mailbox, or all of them.

            RELATED LINKS
                Set-Mailbox

            REMARKS
                To see the examples, type: "Get-Help Get-Mailbox -Examples"
                For more information, type: "Get-Help Get-Mailbox -Detailed"
                For technical information, type: "Get-Help Get-Mailbox -Full"
            """);
  }

  @Test
  @DisplayName("A full page has each parameter's technical side, and a parameter can be asked for")
  void showsParameters() {
    assertThat(HelpText.of(TOPIC, Detail.FULL))
        .contains("    -Identity <String>", "        Position?                    0");
    assertThat(HelpText.of(TOPIC, Detail.EXAMPLES)).contains("    PS> Get-Mailbox erika");
    assertThat(HelpText.ofParameters(TOPIC, "ident*")).contains("-Identity <String>");
    assertThat(HelpText.ofParameters(TOPIC, "other")).isEmpty();
  }
}
