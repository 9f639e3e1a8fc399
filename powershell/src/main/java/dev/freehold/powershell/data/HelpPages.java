package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.CmdletInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is written about parameters, and the examples of cmdlets: the one source of Get-Help and of
 * the reference pages. It is in resources that are named after modules; their first lines say how
 * they are written. Safe for use by many threads.
 */
public final class HelpPages {

  private static final String FOLDER = "/dev/freehold/help/";
  private static final ConcurrentMap<String, HelpPages> OF_MODULES = new ConcurrentHashMap<>();
  private static final String ALL = "";

  private final Map<String, Map<String, String>> parameters = new HashMap<>();
  private final Map<String, List<HelpTopic.Example>> examples = new HashMap<>();

  private HelpPages() {}

  /** What is written about the cmdlets of a module, or of the modules whose name begins so. */
  public static HelpPages of(CmdletInfo cmdlet) {
    return OF_MODULES.computeIfAbsent(cmdlet.module(), HelpPages::ofModule);
  }

  private static HelpPages ofModule(String module) {
    HelpPages pages = new HelpPages();
    int dot = module.lastIndexOf('.');
    text(module)
        .or(() -> dot < 0 ? Optional.empty() : text(module.substring(0, dot)))
        .ifPresent(pages::read);
    return pages;
  }

  private static Optional<String> text(String name) {
    try (InputStream in = HelpPages.class.getResourceAsStream(FOLDER + name + ".txt")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void read(String text) {
    String cmdlet = ALL;
    String code = null;
    for (String line : text.lines().toList()) {
      if (line.startsWith("== ")) {
        cmdlet = key(line.substring(3));
      } else if (line.startsWith("> ")) {
        code = line.substring(2);
      } else if (line.startsWith("-")) {
        describe(cmdlet, line);
      } else if (code != null) {
        examples
            .computeIfAbsent(cmdlet, none -> new ArrayList<>())
            .add(new HelpTopic.Example(code, line));
        code = null;
      }
    }
  }

  private void describe(String cmdlet, String line) {
    int gap = line.indexOf("  ");
    for (String name : line.substring(1, gap).split(",", -1)) {
      parameters
          .computeIfAbsent(cmdlet, none -> new HashMap<>())
          .put(key(name), line.substring(gap).strip());
    }
  }

  /** What a parameter of a cmdlet does; empty if nothing is written about it. */
  public String parameter(String cmdlet, String name) {
    Map<String, String> own = parameters.getOrDefault(key(cmdlet), Map.of());
    Map<String, String> all = parameters.getOrDefault(ALL, Map.of());
    return own.getOrDefault(key(name), all.getOrDefault(key(name), ""));
  }

  /** The examples of a cmdlet, in their order. */
  public List<HelpTopic.Example> examples(String cmdlet) {
    return List.copyOf(examples.getOrDefault(key(cmdlet), List.of()));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
