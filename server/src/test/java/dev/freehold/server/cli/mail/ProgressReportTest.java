package dev.freehold.server.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.transfer.TransferProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

  private final AtomicLong nanos = new AtomicLong();
  private final StringWriter text = new StringWriter();

  @Test
  @DisplayName("On a terminal a bar redraws itself on one line and ends with a line end")
  void terminal() {
    try (ProgressReport report = report(true)) {
      at(0.5, report, 5, 10);
      at(1.0, report, 10, 10);
    }

    assertThat(text.toString())
        .contains("\r[##############..............]  50 %  5 messages  5.0 KiB  10.0 KiB/s")
        .contains("\r[############################] 100 %  10 messages")
        .endsWith("\n");
  }

  @Test
  @DisplayName("Elsewhere there is a plain line every ten seconds")
  void pipe() {
    try (ProgressReport report = report(false)) {
      at(1, report, 1, 10);
      at(11, report, 2, 10);
      at(12, report, 3, 10);
    }

    assertThat(text.toString().lines()).hasSize(1).first().asString().doesNotContain("\r");
  }

  @Test
  @DisplayName("Failures are counted as they come")
  void failures() {
    try (ProgressReport report = report(true)) {
      report.progressed(new TransferProgress(3, -1, 10, -1, 2));
    }

    assertThat(text.toString()).contains("3 messages").contains("2 failed").doesNotContain("%");
  }

  private ProgressReport report(boolean onTerminal) {
    return new ProgressReport(new PrintWriter(text), onTerminal, nanos::get);
  }

  private void at(double seconds, ProgressReport report, long done, long total) {
    nanos.set((long) (seconds * 1e9));
    report.progressed(new TransferProgress(done, total, done * 1024, total * 1024, 0));
  }
}
