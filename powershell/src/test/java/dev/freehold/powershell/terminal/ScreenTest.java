package dev.freehold.powershell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long now;
  private Terminal terminal;
  private Screen screen;

  @BeforeEach
  void open() throws IOException {
    terminal =
        new ExternalTerminal(
            "test", "xterm", InputStream.nullInputStream(), out, StandardCharsets.UTF_8);
    terminal.setSize(new Size(30, 10));
    screen = new Screen(terminal, false, () -> now);
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Test
  @DisplayName("Progress is one line that fits, and gone before the next output")
  void progress() {
    screen.progress("Moving", "box 3 of many boxes in all", 50);
    assertThat(written()).isEqualTo(ERASE + "Moving [==========          ]");
    screen.line("done");
    assertThat(written()).endsWith(ERASE + "done\n");
  }

  @Test
  @DisplayName("Progress is drawn no more often than ten times a second")
  void often() {
    screen.progress("Moving", "one", -1);
    screen.progress("Moving", "two", -1);
    assertThat(written()).isEqualTo(ERASE + "Moving: one");
    now += Duration.ofMillis(100).toNanos();
    screen.progress("Moving", "three", -1);
    assertThat(written()).endsWith(ERASE + "Moving: three");
  }

  @Test
  @DisplayName("Progress that is done, or ends with the script, leaves nothing")
  void done() {
    screen.progress("Moving", "one", 10);
    screen.progress("Moving", "", 101);
    assertThat(written()).endsWith(ERASE);
    int length = written().length();
    screen.endProgress();
    assertThat(written()).hasSize(length);
  }

  @Test
  @DisplayName("Progress is not drawn over a line that has begun")
  void withinLine() {
    screen.print("half a line");
    screen.progress("Moving", "one", 10);
    assertThat(written()).isEqualTo("half a line");
  }

  @Test
  @DisplayName("A text is cut by what it takes on the screen, and cannot move the cursor")
  void fitting() {
    assertThat(Screen.fitted("日本語", 5)).isEqualTo("日本");
    assertThat(Screen.fitted("a\n\u001b[2Jb", 10)).isEqualTo("a[2Jb");
  }
}
