package dev.freehold.mailserver.commands;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What messages are sorted by (RFC 5256 section 3, RFC 5957). */
enum SortKey {
  /** When it was delivered. */
  ARRIVAL(Comparator.comparingLong(OrderFacts::arrivedMillis)),
  /** The local part of the first address in {@code Cc}. */
  CC(Comparator.comparing(OrderFacts::cc, UnicodeCasemap.ORDER)),
  /** When it was sent. */
  DATE(Comparator.comparingLong(OrderFacts::sentMillis)),
  /** What a program shows of the first address in {@code From}. */
  DISPLAYFROM(Comparator.comparing(OrderFacts::displayFrom, UnicodeCasemap.ORDER)),
  /** What a program shows of the first address in {@code To}. */
  DISPLAYTO(Comparator.comparing(OrderFacts::displayTo, UnicodeCasemap.ORDER)),
  /** The local part of the first address in {@code From}. */
  FROM(Comparator.comparing(OrderFacts::from, UnicodeCasemap.ORDER)),
  /** Its length. */
  SIZE(Comparator.comparingLong(OrderFacts::sizeBytes)),
  /** The base subject. */
  SUBJECT(Comparator.comparing(OrderFacts::baseSubject, UnicodeCasemap.ORDER)),
  /** The local part of the first address in {@code To}. */
  TO(Comparator.comparing(OrderFacts::to, UnicodeCasemap.ORDER));

  @SuppressWarnings("ImmutableEnumChecker") // These comparators have no state.
  private final Comparator<OrderFacts> order;

  SortKey(Comparator<OrderFacts> order) {
    this.order = order;
  }

  Comparator<OrderFacts> order() {
    return order;
  }

  static Optional<SortKey> of(String word) {
    try {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
