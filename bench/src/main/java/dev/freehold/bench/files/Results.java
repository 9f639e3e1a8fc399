package dev.freehold.bench.files;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of each server, and what it comes to. */
final class Results {

  private final Map<String, Map<Peer.Kind, List<Double>>> values = new LinkedHashMap<>();

  void add(String what, Peer peer, double value) {
    values
        .computeIfAbsent(what, w -> new EnumMap<>(Peer.Kind.class))
        .computeIfAbsent(peer.kind(), k -> new ArrayList<>())
        .add(value);
  }

  /** For each measure the medians, and the product's as a ratio to each peer's. */
  void print() {
    values.forEach(
        (what, of) -> {
          double ours = median(of.get(Peer.Kind.FREEHOLD));
          StringBuilder line = new StringBuilder("%-28s".formatted(what));
          of.forEach(
              (kind, measured) ->
                  line.append(
                      kind == Peer.Kind.FREEHOLD
                          ? "  %s %.0f %s".formatted(kind, ours, rounded(measured))
                          : "  %s %.0f (%.2f)"
                              .formatted(kind, median(measured), ours / median(measured))));
          System.out.println(line.toString().toLowerCase(Locale.ROOT));
        });
  }

  private static List<Long> rounded(List<Double> measured) {
    return measured.stream().map(Math::round).toList();
  }

  private static double median(List<Double> measured) {
    List<Double> sorted = measured.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
