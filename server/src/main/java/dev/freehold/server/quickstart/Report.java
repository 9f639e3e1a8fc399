package dev.freehold.server.quickstart;

import java.io.PrintWriter;

/** The lines that the quickstart prints: what was done, what was checked, whether it held. */
final class Report {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final boolean inColour;
  private boolean everythingHolds = true;

  Report(PrintWriter out, boolean inColour) {
    this.out = out;
    this.inColour = inColour;
  }

  /** A heading or a line of its own. */
  void say(String text) {
    out.println(text);
    out.flush();
  }

  /** Something that is so. */
  void fact(String name, String text) {
    say("        %-14s %s".formatted(name, text));
  }

  /** Something that was checked. */
  boolean check(boolean holds, String name, String text) {
    everythingHolds &= holds;
    String mark = holds ? "  ok    " : "  FAIL  ";
    if (inColour) {
      mark = (holds ? GREEN : RED) + mark + PLAIN;
    }
    say("%s%-14s %s".formatted(mark, name, text));
    return holds;
  }

  boolean everythingHolds() {
    return everythingHolds;
  }
}
