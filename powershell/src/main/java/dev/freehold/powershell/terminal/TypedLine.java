package dev.freehold.powershell.terminal;

import dev.freehold.powershell.complete.Completion;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line for JLine, which sees one word in it: what a completion replaces.
 *
 * @param completion for the part before the cursor
 */
record TypedLine(String line, int cursor, Completion completion) implements CompletingParsedLine {

  @Override
  public String word() {
    return line.substring(completion.start(), cursor);
  }

  @Override
  public int wordCursor() {
    return word().length();
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word());
  }

  /** Candidates have their quotes already. */
  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return wordCursor();
  }
}
