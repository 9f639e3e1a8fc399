package dev.freehold.bench.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by what was measured and of whom. Not thread-safe. */
final class MailFigures {

  private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

  void note(MailPeer peer, String what, double value) {
    figures
        .computeIfAbsent(what, _ -> new LinkedHashMap<>())
        .computeIfAbsent(peer.name(), _ -> new ArrayList<>())
        .add(value);
  }

  /** Prints medians, and how many times the peer's the product's is. */
  void print() {
    figures.forEach(
        (what, byPeer) -> {
          double own = median(byPeer.getOrDefault("freehold", List.of(Double.NaN)));
          StringBuilder line = new StringBuilder(what);
          byPeer.forEach(
              (peer, values) ->
                  line.append(
                      "; %s %.1f (freehold is %.2f of it)"
                          .formatted(peer, median(values), own / median(values))));
          System.out.println(line);
        });
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
