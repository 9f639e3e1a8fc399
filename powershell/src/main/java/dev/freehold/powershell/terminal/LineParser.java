package dev.freehold.powershell.terminal;

import dev.freehold.powershell.complete.Completion;
import dev.freehold.powershell.complete.Completions;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine whether a line is whole, and what it may go on with. */
final class LineParser implements Parser, Completer {

  private final Completions completions;

  LineParser(Completions completions) {
    this.completions = completions;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.COMPLETE) {
      return new TypedLine(line, cursor, completions.before(line.substring(0, cursor)));
    }
    if (context == ParseContext.ACCEPT_LINE && isIncomplete(line)) {
      throw new EOFError(-1, -1, "more is to come");
    }
    return new TypedLine(line, cursor, new Completion(cursor, List.of()));
  }

  private static boolean isIncomplete(String line) {
    try {
      dev.freehold.powershell.syntax.Parser.parse(SourceText.typed(line));
      return false;
    } catch (ParseException e) {
      return e.isIncomplete();
    }
  }

  /** No space follows a candidate, as in PowerShell. */
  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line instanceof TypedLine typed) {
      int place = 0;
      for (dev.freehold.powershell.complete.Candidate each : typed.completion().candidates()) {
        candidates.add(
            new Candidate(each.text(), each.shown(), null, null, null, null, false, place++));
      }
    }
  }
}
