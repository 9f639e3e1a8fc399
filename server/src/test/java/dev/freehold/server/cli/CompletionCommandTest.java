package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("freehold completion")
class CompletionCommandTest {

  @TempDir private Path folder;

  /** Lets a shell read the script for it, and then answer a question about it. */
  private String ask(String shell, String question) throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin", shell);
    assumeTrue(Files.isExecutable(program), program + " is not installed");
    Path script =
        Files.writeString(folder.resolve(shell), CommandRun.of("completion", shell).out());
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "-c", "source " + script + "; " + question)
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  @Test
  @DisplayName("gives bash a function that knows the commands and their options")
  void bash() throws Exception {
    assertThat(
            ask(
                "bash",
                "compopt() { :; }; COMP_WORDS=(freehold ru); COMP_CWORD=1; _complete_freehold; echo"
                    + " ${COMPREPLY[@]};COMP_WORDS=(freehold run --o); COMP_CWORD=2;"
                    + " _complete_freehold; echo ${COMPREPLY[@]}"))
        .isEqualTo("run\n--output-format\n");
  }

  @Test
  @DisplayName("gives zsh the same through its bridge to bash's functions")
  void zsh() throws Exception {
    assertThat(ask("zsh", "echo ${_comps[freehold]}")).contains("_bash_complete");
  }

  @Test
  @DisplayName("gives fish commands, options and values")
  void fish() throws Exception {
    assertThat(ask("fish", "complete -C 'freehold ru'")).startsWith("run\t");
    assertThat(ask("fish", "complete -C 'freehold run --output-format j'")).startsWith("json");
    assertThat(ask("fish", "complete -C 'freehold mail '")).contains("import\t", "export\t");
  }
}
