package dev.freehold.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The seal marks of a vault that runs alone")
class SealMarksFileTest {

  private static final String FORCE = "jdk.FileForce";

  @TempDir Path folder;

  @Test
  @DisplayName("are durable under their name when they are noted")
  void durable() throws IOException {
    Path data = folder.toRealPath();
    Path events = data.resolve("events.jfr");
    SealMarksFile marks = new SealMarksFile(data.resolve("seal-marks"));
    try (Recording recording = new Recording()) {
      recording.enable(FORCE).withThreshold(Duration.ZERO);
      recording.start();
      marks.sealed("first");
      marks.sealed("second");
      recording.stop();
      recording.dump(events);
    }

    assertThat(List.of("first", "second")).allMatch(marks::isSealed);
    assertThat(RecordingFile.readAllEvents(events))
        .filteredOn(event -> event.getEventType().getName().equals(FORCE))
        .extracting(event -> event.getString("path"))
        .filteredOn(path -> path.startsWith(data.toString()))
        .containsExactly(
            data + "/seal-marks.new", data.toString(), data + "/seal-marks.new", data.toString());
  }
}
