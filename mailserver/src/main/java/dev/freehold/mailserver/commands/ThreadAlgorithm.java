package dev.freehold.mailserver.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How messages are put into threads (RFC 5256 section 3). */
enum ThreadAlgorithm {
  /** By base subject alone. */
  ORDEREDSUBJECT {
    @Override
    List<MessageThread> threads(List<OrderFacts> messages) {
      Map<String, MessageThread> bySubject = new LinkedHashMap<>();
      List<OrderFacts> sorted = new ArrayList<>(messages);
      sorted.sort(BY_DATE);
      for (OrderFacts message : sorted) {
        MessageThread thread = new MessageThread(Optional.of(message));
        MessageThread first = bySubject.putIfAbsent(message.baseSubject(), thread);
        if (first != null) {
          first.adopt(thread);
        }
      }
      return List.copyOf(bySubject.values());
    }
  },
  /** By message ids, and where these do not help by base subject. */
  REFERENCES {
    @Override
    List<MessageThread> threads(List<OrderFacts> messages) {
      return new ReferenceThreads().threads(messages);
    }
  };

  /** The order of section 2.2: when they were sent, then their place in the folder. */
  static final Comparator<OrderFacts> BY_DATE =
      Comparator.comparingLong(OrderFacts::sentMillis).thenComparingLong(OrderFacts::uid);

  /** The threads of messages, which come in the order of UIDs. */
  abstract List<MessageThread> threads(List<OrderFacts> messages);

  static Optional<ThreadAlgorithm> of(String word) {
    try {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
