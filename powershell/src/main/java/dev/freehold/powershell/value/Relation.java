package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operators that compare. With a collection on the left, most of them filter it. */
public enum Relation {
  EQ,
  NE,
  GT,
  GE,
  LT,
  LE,
  LIKE,
  NOTLIKE,
  MATCH,
  NOTMATCH,
  CONTAINS,
  NOTCONTAINS,
  IN,
  NOTIN,
  IS,
  ISNOT;

  /**
   * An operator, and whether it is case-sensitive.
   *
   * @param relation the operator
   * @param caseSensitive true for {@code -ceq} and its like
   */
  public record Spelt(Relation relation, boolean caseSensitive) {}

  /** Reads an operator without its dash: {@code eq}, {@code ieq}, {@code ceq} and so on. */
  public static Optional<Spelt> find(String name) {
    String folded = name.toUpperCase(Locale.ROOT);
    for (Relation relation : values()) {
      if (folded.equals(relation.name())) {
        return Optional.of(new Spelt(relation, false));
      }
      boolean prefixed = folded.length() > 1 && folded.substring(1).equals(relation.name());
      if (prefixed && (folded.charAt(0) == 'I' || folded.charAt(0) == 'C')) {
        return Optional.of(new Spelt(relation, folded.charAt(0) == 'C'));
      }
    }
    return Optional.empty();
  }

  /**
   * Applies the operator: a truth, or with a collection on the left of one that filters, what of it
   * fulfils the relation.
   *
   * @throws ValueException if the values cannot be compared so
   */
  public Object apply(Object left, Object right, boolean caseSensitive) {
    boolean filters =
        switch (this) {
          case EQ, NE, GT, GE, LT, LE, LIKE, NOTLIKE, MATCH, NOTMATCH ->
              Elements.isCollection(left);
          case CONTAINS, NOTCONTAINS, IN, NOTIN, IS, ISNOT -> false;
        };
    if (!filters) {
      return test(left, right, caseSensitive);
    }
    List<Object> kept = new ArrayList<>();
    for (Object element : Elements.of(left)) {
      if (test(element, right, caseSensitive)) {
        kept.add(element);
      }
    }
    return kept;
  }

  /** Tells whether the relation holds, collections on the left taken as one value. */
  public boolean test(Object left, Object right, boolean caseSensitive) {
    return switch (this) {
      case EQ -> Comparison.equal(left, right, caseSensitive);
      case NE -> !Comparison.equal(left, right, caseSensitive);
      case GT -> Comparison.compare(left, right, caseSensitive) > 0;
      case GE -> Comparison.compare(left, right, caseSensitive) >= 0;
      case LT -> Comparison.compare(left, right, caseSensitive) < 0;
      case LE -> Comparison.compare(left, right, caseSensitive) <= 0;
      case LIKE -> Wildcard.of(Text.of(right), caseSensitive).matches(Text.of(left));
      case NOTLIKE -> !Wildcard.of(Text.of(right), caseSensitive).matches(Text.of(left));
      case MATCH -> Matching.match(Text.of(left), Text.of(right), caseSensitive).isPresent();
      case NOTMATCH -> Matching.match(Text.of(left), Text.of(right), caseSensitive).isEmpty();
      case CONTAINS -> contains(left, right, caseSensitive);
      case NOTCONTAINS -> !contains(left, right, caseSensitive);
      case IN -> contains(right, left, caseSensitive);
      case NOTIN -> !contains(right, left, caseSensitive);
      case IS -> TypeNames.isOfType(left, typeName(right));
      case ISNOT -> !TypeNames.isOfType(left, typeName(right));
    };
  }

  private static boolean contains(Object collection, Object value, boolean caseSensitive) {
    for (Object element : Elements.of(collection)) {
      if (Comparison.equal(element, value, caseSensitive)) {
        return true;
      }
    }
    return false;
  }

  private static String typeName(Object right) {
    return right instanceof PsType type ? type.fullName() : Text.of(right);
  }
}
