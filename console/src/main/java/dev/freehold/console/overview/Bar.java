package dev.freehold.console.overview;

import dev.freehold.console.protection.ProtectionModels.Owners;
import dev.freehold.console.protection.ProtectionModels.Protection;
import dev.freehold.console.protection.ProtectionModels.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bar of a chart: how much of something is under whose keys.
 *
 * @param what the word for it
 * @param isBytes whether its numbers are bytes
 * @param parts those that are not empty, from left to right
 */
public record Bar(String what, boolean isBytes, long total, List<Part> parts) {

  private static final double ALL = 100;

  /** Copies the list. */
  public Bar {
    parts = List.copyOf(parts);
  }

  /**
   * A part of a bar.
   *
   * @param kind the word for it, and the name of its pattern
   * @param from where it begins, in percent
   * @param width in percent
   */
  public record Part(String kind, long count, double from, double width) {

    /** Where it begins, for SVG. */
    public String x() {
      return percent(from);
    }

    /**
     * What it is filled with, for SVG; the style sheet colours what has no pattern.
     *
     * @param bar the word of the bar that has the pattern
     */
    public String fill(String bar) {
      return switch (kind) {
        case "moving" -> "url(#hatch-" + bar + ")";
        case "default" -> "url(#dots-" + bar + ")";
        default -> "currentColor";
      };
    }

    /** How wide it is, for SVG. */
    public String length() {
      return percent(width);
    }
  }

  /** The bars of a tenant; those of which there is nothing are left out. */
  static List<Bar> of(Protection protection) {
    return List.of(
            owners("mailboxes", protection, Standing::mailboxes),
            owners("sites", protection, Standing::sites),
            bytes(protection))
        .stream()
        .filter(bar -> bar.total > 0)
        .toList();
  }

  private static Bar owners(
      String what, Protection protection, Function<Standing, Owners> ofPolicy) {
    long own = 0;
    long moving = 0;
    long byDefault = 0;
    for (Standing standing : protection.policies()) {
      Optional<Owners> owners = Optional.ofNullable(ofPolicy.apply(standing));
      moving += owners.map(Owners::moving).orElse(0L);
      long whole = owners.map(Owners::encrypted).orElse(0L);
      if (standing.isOwn()) {
        own += whole;
      } else {
        byDefault += whole;
      }
    }
    return bar(what, false, own, moving, byDefault);
  }

  private static Bar bytes(Protection protection) {
    long own = 0;
    long byDefault = 0;
    for (Standing standing : protection.policies()) {
      long bytes = Optional.ofNullable(standing.bytes()).orElse(0L);
      if (standing.isOwn()) {
        own += bytes;
      } else {
        byDefault += bytes;
      }
    }
    return bar("content", true, own, 0, byDefault);
  }

  private static Bar bar(String what, boolean isBytes, long own, long moving, long byDefault) {
    long total = own + moving + byDefault;
    List<Part> parts = new ArrayList<>();
    double from = add(parts, "own", own, total, 0);
    from = add(parts, "moving", moving, total, from);
    add(parts, "default", byDefault, total, from);
    return new Bar(what, isBytes, total, parts);
  }

  private static double add(List<Part> parts, String kind, long count, long total, double from) {
    if (count == 0) {
      return from;
    }
    double width = ALL * count / total;
    parts.add(new Part(kind, count, from, width));
    return from + width;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
