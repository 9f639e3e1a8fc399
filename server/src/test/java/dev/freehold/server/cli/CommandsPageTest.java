package dev.freehold.server.cli;

import dev.freehold.server.testing.KeptPage;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

@DisplayName("The page of the commands")
class CommandsPageTest {

  private static final int WIDTH_CHARS = 100;

  private static final String HEAD =
      """
      # Commands

      What each command prints with `--help`. A test makes this page from the code
      (`CommandsPageTest`).
      """;

  @Test
  @DisplayName("has the help of every command, and is kept")
  void kept() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    CommandLine program = Main.commandLine();
    program.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH_CHARS);
    add(page, program);
    KeptPage.assertKept("commands.md", page.toString(), CommandsPageTest.class);
  }

  private static void add(StringBuilder page, CommandLine command) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
    command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .forEach(line -> page.append(line).append('\n'));
    page.append("```\n");
    command.getSubcommands().values().stream().distinct().forEach(next -> add(page, next));
  }
}
