package dev.freehold.powershell.terminal;

import java.util.Locale;
import java.util.Optional;

/** Colours by the codes that terminals know, or none. */
enum Paint {
  ERROR("31;1"),
  NOTICE("33;1"),
  PROGRESS("33;1");

  private static final String RESET = "\u001b[0m";

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** A text in this colour, if colours are wanted; each line by itself. */
  String on(String text, boolean wanted) {
    return wanted ? coloured(text, code) : text;
  }

  /**
   * A text in a colour as {@code Write-Host} names it; one that it does not name changes nothing.
   */
  static String named(Optional<String> colour, String text, boolean wanted) {
    Optional<String> code = colour.flatMap(Paint::code);
    return wanted && code.isPresent() ? coloured(text, code.get()) : text;
  }

  private static String coloured(String text, String code) {
    StringBuilder painted = new StringBuilder();
    for (String line : text.splitWithDelimiters("\n", 0)) {
      boolean plain = line.isEmpty() || line.equals("\n");
      painted.append(plain ? line : "\u001b[" + code + "m" + line + RESET);
    }
    return painted.toString();
  }

  private static Optional<String> code(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "black" -> Optional.of("30");
      case "darkred" -> Optional.of("31");
      case "darkgreen" -> Optional.of("32");
      case "darkyellow" -> Optional.of("33");
      case "darkblue" -> Optional.of("34");
      case "darkmagenta" -> Optional.of("35");
      case "darkcyan" -> Optional.of("36");
      case "gray" -> Optional.of("37");
      case "darkgray" -> Optional.of("90");
      case "red" -> Optional.of("91");
      case "green" -> Optional.of("92");
      case "yellow" -> Optional.of("93");
      case "blue" -> Optional.of("94");
      case "magenta" -> Optional.of("95");
      case "cyan" -> Optional.of("96");
      case "white" -> Optional.of("97");
      default -> Optional.empty();
    };
  }
}
