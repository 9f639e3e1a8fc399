package dev.freehold.persistence.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The lock of a process")
class ProcessLockTest {

  @TempDir Path folder;

  @Test
  @DisplayName("is for one at a time, and says whose it is")
  void once() throws IOException {
    Path file = folder.resolve("a.lock");
    try (ProcessLock _ = ProcessLock.take(file).orElseThrow()) {
      assertThat(ProcessLock.take(file)).isEmpty();
      assertThat(ProcessLock.holder(file)).isEqualTo("" + ProcessHandle.current().pid());
    }
    ProcessLock.take(file).orElseThrow().close();
    Files.writeString(file, "nobody's number");
    assertThat(ProcessLock.holder(file)).isEqualTo("unknown");
  }

  /** The kernel's table of locks has the file's number. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  @DisplayName("is still there after the same process was refused it")
  void refusedToItself() throws IOException {
    Path file = folder.resolve("a.lock");
    Path other = Files.createSymbolicLink(folder.resolve("link"), folder).resolve("a.lock");
    try (ProcessLock _ = ProcessLock.take(file).orElseThrow()) {
      assertThat(ProcessLock.take(file)).isEmpty();
      assertThat(ProcessLock.take(other)).isEmpty();
      assertThat(ProcessLock.holder(file)).isNotEqualTo("unknown");
      // Whoever reads the table while others lock and unlock may miss a line.
      while (!isLocked(file)) {
        Thread.onSpinWait();
      }
    }
    assertThat(isLocked(file)).isFalse();
  }

  private static boolean isLocked(Path file) throws IOException {
    String own = " %d ".formatted(ProcessHandle.current().pid());
    String number = ":%s ".formatted(Files.getAttribute(file, "unix:ino"));
    return Files.readString(Path.of("/proc/locks"))
        .lines()
        .anyMatch(line -> line.contains(own) && line.contains(number));
  }
}
