package dev.freehold.mail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** 80 real and deliberately awkward messages, from the test data of Apache James Mime4j. */
public final class SampleMail {

  private static final int MESSAGES = 80;
  private static final List<String> FOLDERS = List.of("/testmsgs", "/mimetools-testmsgs");

  private SampleMail() {}

  /** Writes all of them into a new folder of this name, and returns it. */
  public static Path copyTo(Path folder) throws IOException {
    Files.createDirectory(folder);
    for (String name : FOLDERS) {
      copy(name, folder);
    }
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).hasSize(MESSAGES);
    }
    return folder;
  }

  private static void copy(String name, Path folder) throws IOException {
    URL found = SampleMail.class.getResource(name);
    assertThat(found).as("%s on the class path", name).isNotNull();
    URL jar = ((JarURLConnection) found.openConnection()).getJarFileURL();
    // One of its own, because tests that run beside this one must not close it.
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar.getPath()), Map.of());
        Stream<Path> messages = Files.list(files.getPath(name))) {
      for (Path message : messages.filter(each -> each.toString().endsWith(".msg")).toList()) {
        Path copy = folder.resolve(name.substring(1) + "-" + message.getFileName());
        Files.copy(message, copy);
      }
    }
  }
}
