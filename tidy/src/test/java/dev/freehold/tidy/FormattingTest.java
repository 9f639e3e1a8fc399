package dev.freehold.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The formatter's check. It runs here because only JDK 25 can read our syntax. */
class FormattingTest {

  private final Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());

  @Test
  @DisplayName("Every Java file is formatted; tidy/format does it")
  void everyFileIsFormatted() {
    List<String> unformatted =
        SourceTree.javaFiles().parallelStream()
            .filter(file -> !isFormatted(file))
            .map(SourceTree::name)
            .toList();
    assertThat(unformatted).as("files to run tidy/format on").isEmpty();
  }

  private boolean isFormatted(Path file) {
    String source = SourceTree.read(file);
    try {
      // This takes out unused imports too.
      return formatter.formatSourceAndFixImports(source).equals(source);
    } catch (FormatterException e) {
      throw new AssertionError(SourceTree.name(file) + " cannot be parsed", e);
    }
  }
}
