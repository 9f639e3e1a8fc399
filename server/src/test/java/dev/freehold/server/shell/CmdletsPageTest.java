package dev.freehold.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.KeptPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page of the cmdlets")
class CmdletsPageTest {

  private static final String HEAD =
      """
      # Cmdlets

      The commands that the shell has, by module, for a global administrator who is
      connected to Exchange Online; others see the cmdlets that their roles allow. A test
      makes this page from the shell's own help (`CmdletsPageTest`). `Get-Help NAME` tells
      more about a cmdlet.
      """;

  @Test
  @DisplayName("has the syntax of every cmdlet, and is kept")
  void kept(@TempDir Path folder) throws IOException {
    try (ShellWorld world = ShellWorld.start(folder)) {
      assertThat(world.run("Connect-ExchangeOnline -Credential $admin -ShowBanner:$false"))
          .isEmpty();
      StringBuilder page = new StringBuilder(HEAD);
      modules(world)
          .forEach(
              (module, names) -> {
                page.append("\n## ").append(module).append('\n');
                names.forEach(name -> page.append(entry(world, name)));
              });
      KeptPage.assertKept("cmdlets.md", page.toString(), CmdletsPageTest.class);
    }
  }

  private static Map<String, List<String>> modules(ShellWorld world) {
    Map<String, List<String>> modules = new TreeMap<>();
    world
        .run(
            "Get-Command -CommandType Cmdlet | Sort-Object Name | ForEach-Object {"
                + " \"$($_.Source) $($_.Name)\" }")
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(
            words -> modules.computeIfAbsent(words[0], none -> new ArrayList<>()).add(words[1]));
    return modules;
  }

  private static String entry(ShellWorld world, String name) {
    String help = world.run("Get-Help " + name + " -Detailed");
    String synopsis = part(help, "SYNOPSIS", "SYNTAX").strip();
    String syntax = part(help, "SYNTAX", "DESCRIPTION");
    String parameters = part(help, "PARAMETERS", "    ------");
    String examples = help.substring(help.indexOf("PARAMETERS") + parameters.length());
    StringBuilder text = new StringBuilder("\n### " + name + "\n\n" + synopsis + "\n\n```text\n");
    syntax
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> text.append(line).append('\n'));
    text.append("```\n\n");
    examples(examples, text);
    parameters(parameters, text);
    return text.toString();
  }

  /** A command line and the sentence below it, as often as there are some. */
  private static void examples(String help, StringBuilder text) {
    List<String> lines = help.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("PS> ")) {
        text.append(lines.get(at + 1))
            .append("\n\n```powershell\n")
            .append(lines.get(at).substring(4))
            .append("\n```\n\n");
      }
    }
  }

  private static void parameters(String help, StringBuilder text) {
    for (String line : help.lines().toList()) {
      if (line.startsWith("    -")) {
        text.append("- `").append(line.strip()).append("`:");
      } else if (!line.isBlank()) {
        text.append(' ').append(line.strip());
      } else {
        endLine(text);
      }
    }
    endLine(text);
  }

  private static void endLine(StringBuilder text) {
    if (text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private static String part(String help, String from, String to) {
    int start = help.indexOf(from) + from.length();
    return help.substring(start, help.indexOf("\n" + to, start));
  }
}
