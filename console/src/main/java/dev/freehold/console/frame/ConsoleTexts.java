package dev.freehold.console.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The texts of all pages, by key, from one bundle. Immutable. */
public final class ConsoleTexts {

  private static final String BUNDLE = "/dev/freehold/console/texts.properties";

  private final Properties texts;

  private ConsoleTexts(Properties texts) {
    this.texts = texts;
  }

  /** Reads the bundle. */
  public static ConsoleTexts load() {
    Properties texts = new Properties();
    try (InputStream in = ConsoleTexts.class.getResourceAsStream(BUNDLE)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle of texts is part of the program", e);
    }
    return new ConsoleTexts(texts);
  }

  /**
   * The text of this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String of(String key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no text has the key " + key));
  }

  /** The text of this key with values in the place of {0}, {1} and so on. */
  public String of(String key, Object... values) {
    return new MessageFormat(of(key).replace("'", "''"), Locale.ENGLISH).format(values);
  }

  /** The text of this key, if there is one. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** The word that people read for a word of the API, such as a state; itself if it has none. */
  public String word(String kind, String word) {
    return find("word." + kind + "." + word).orElse(word);
  }

  /** All keys. */
  public Set<String> keys() {
    return texts.stringPropertyNames();
  }
}
