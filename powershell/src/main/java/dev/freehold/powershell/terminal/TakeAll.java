package dev.freehold.powershell.terminal;

import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;

/** Takes the candidates as they are: they were chosen by the shell's own rules. */
final class TakeAll implements CompletionMatcher {

  private String word = "";
  private List<Candidate> candidates = List.of();

  @Override
  public void compile(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    word = line.word();
  }

  @Override
  public List<Candidate> matches(List<Candidate> all) {
    candidates = all;
    return all;
  }

  @Override
  public Candidate exactMatch() {
    return candidates.stream()
        .filter(each -> each.value().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }

  /** What was typed, as it was typed, and what all candidates go on with. */
  @Override
  public String getCommonPrefix() {
    String first = candidates.isEmpty() ? word : candidates.getFirst().value();
    int common = first.length();
    for (Candidate each : candidates) {
      while (!each.value().regionMatches(true, 0, first, 0, common)) {
        common--;
      }
    }
    boolean goesOn =
        common >= word.length() && first.regionMatches(true, 0, word, 0, word.length());
    return goesOn ? word + first.substring(word.length(), common) : word;
  }
}
