package dev.freehold.mailserver.commands;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Threads as they stand in a response: {@code (3 6 (4 23)(44 7 96))} (RFC 5256 section 5). */
final class ThreadText {

  private ThreadText() {}

  /**
   * Writes threads.
   *
   * @param number a message's number by its UID
   */
  static String of(List<MessageThread> threads, LongUnaryOperator number) {
    StringBuilder text = new StringBuilder();
    Deque<Object> open = new ArrayDeque<>();
    push(open, threads);
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof MessageThread thread) {
        write(thread, number, text);
        List<MessageThread> children = thread.children();
        if (children.size() == 1) {
          open.push(children.getFirst());
        } else {
          push(open, children);
        }
      } else {
        text.append(next);
      }
    }
    return text.toString();
  }

  /** Each of them in parentheses, the first on top. */
  private static void push(Deque<Object> open, List<MessageThread> threads) {
    for (MessageThread thread : threads.reversed()) {
      open.push(")");
      open.push(thread);
      open.push("(");
    }
  }

  private static void write(MessageThread thread, LongUnaryOperator number, StringBuilder text) {
    if (thread.isDummy()) {
      return;
    }
    if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
      text.append(' ');
    }
    text.append(number.applyAsLong(thread.first().uid()));
    if (thread.children().size() > 1) {
      text.append(' ');
    }
  }
}
