package dev.freehold.server.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.transfer.TransferStop;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an import or export says at its end")
class TransferReportTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("counts what a stopped import has stored, and nothing of an export that is gone")
  void stopped() {
    TransferStop stop = new TransferStop(TransferStop.Kind.REFUSED, "code", "why");
    assertThat(print(TransferReport.ofImport(), Optional.of(stop))).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString()).startsWith("imported  2 messages").contains("sha-256  00");
    assertThat(print(TransferReport.ofExport(), Optional.empty())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("exported  2 messages");
    assertThat(print(TransferReport.ofExport(), Optional.of(stop))).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("freehold: code: why", "nothing of this one is left");
  }

  private int print(TransferReport report, Optional<TransferStop> stopped) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    TransferSummary summary =
        new TransferSummary(2, 20, 0, 0, 0, 0, List.of(), stopped, List.of(), "00");
    return report.print(summary, new PrintWriter(out), new PrintWriter(err));
  }
}
