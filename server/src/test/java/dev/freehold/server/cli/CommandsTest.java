package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

@DisplayName("A program that knows one command")
class CommandsTest {

  private final CommandLine whole = Main.commandLine();

  @Test
  @DisplayName("has that one under its name, with the same help")
  void sameHelp() {
    assertThat(whole.getSubcommands()).containsKeys("serve", "status", "run", "help");
    whole.getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"))
        .forEach(
            name -> {
              CommandLine one = Main.commandLine(name);
              assertThat(one.getSubcommands()).containsOnlyKeys(name);
              assertThat(help(one, name)).isEqualTo(help(whole, name));
            });
  }

  @Test
  @DisplayName("is not made of an option, of help or of a name that is none")
  void others() {
    assertThat(Main.commandLine("--help").getUsageMessage()).isEqualTo(whole.getUsageMessage());
    assertThat(CommandRun.of("help", "serve").out()).isEqualTo(help(whole, "serve"));
    assertThat(CommandRun.of("sevre").err()).contains("serve");
  }

  private static String help(CommandLine program, String name) {
    return program.getSubcommands().get(name).getUsageMessage(Ansi.OFF);
  }
}
