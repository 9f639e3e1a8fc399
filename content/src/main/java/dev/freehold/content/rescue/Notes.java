package dev.freehold.content.rescue;

import java.util.ArrayList;
import java.util.List;

/** What a rescue skipped, for people; the first few. */
final class Notes {

  private static final int MAX = 20;

  private final List<String> notes = new ArrayList<>();

  void passedOver(String what, Exception why) {
    if (notes.size() < MAX) {
      notes.add("%s was skipped: %s".formatted(what, why.getMessage()));
    } else if (notes.size() == MAX) {
      notes.add("more was skipped");
    }
  }

  List<String> list() {
    return List.copyOf(notes);
  }

  /** In brackets, to follow a message; empty if there are none. */
  String inBrackets() {
    return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
  }
}
