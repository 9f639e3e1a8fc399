package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LauncherTest {

  @Test
  @DisplayName("The launcher says what is wrong when the JDK it was told to use is none")
  void wrongJdk() throws Exception {
    Path launcher = Path.of(System.getProperty("freehold.root"), "freehold");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
    builder.environment().put("FREEHOLD_JAVA_HOME", "/nonexistent");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(output).isEqualTo("freehold: FREEHOLD_JAVA_HOME=/nonexistent is not a JDK 25\n");
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNAVAILABLE);
  }
}
