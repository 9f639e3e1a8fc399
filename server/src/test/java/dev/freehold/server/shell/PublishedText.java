package dev.freehold.server.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The published texts, where they are on this machine; nothing of them is kept here. */
final class PublishedText {

  private static final Path FOLDER = Path.of(System.getProperty("freehold.shared", "absent"));
  private static final Pattern CORPUS_LINE =
      Pattern.compile("^(C\\d\\d) `(.*?)`(?= |$)", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^ *```powershell\n(.*?)\n *```", Pattern.MULTILINE | Pattern.DOTALL);

  private PublishedText() {}

  /** The commands of the corpus by number; empty if the reference is not here. */
  static Optional<Map<String, String>> corpus() {
    return read("reference/cmdlets.md").map(PublishedText::corpus);
  }

  private static Map<String, String> corpus(String reference) {
    Map<String, String> commands = new LinkedHashMap<>();
    Matcher line = CORPUS_LINE.matcher(reference);
    while (line.find()) {
      commands.put(line.group(1), line.group(2));
    }
    return commands;
  }

  /** The code blocks of the article by their number from 1; empty if the article is not here. */
  static Optional<Map<String, String>> article() {
    return read("seed/manage-customer-key.md").map(PublishedText::blocks);
  }

  private static Map<String, String> blocks(String article) {
    List<String> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(article);
    while (block.find()) {
      found.add(block.group(1).strip());
    }
    Map<String, String> numbered = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      numbered.put(String.valueOf(i + 1), found.get(i));
    }
    return numbered;
  }

  private static Optional<String> read(String name) {
    Path file = FOLDER.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
