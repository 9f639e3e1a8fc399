package dev.freehold.powershell.syntax;

import java.util.Arrays;
import java.util.Optional;

/** Operators between two values; a higher level binds closer. */
public enum BinaryOperator {
  AND("-and", 1),
  OR("-or", 1),
  XOR("-xor", 1),
  BIT_AND("-band", 2),
  BIT_OR("-bor", 2),
  BIT_XOR("-bxor", 2),
  EQUAL("-eq", 3),
  NOT_EQUAL("-ne", 3),
  GREATER("-gt", 3),
  GREATER_OR_EQUAL("-ge", 3),
  LESS("-lt", 3),
  LESS_OR_EQUAL("-le", 3),
  LIKE("-like", 3),
  NOT_LIKE("-notlike", 3),
  MATCH("-match", 3),
  NOT_MATCH("-notmatch", 3),
  IN("-in", 3),
  NOT_IN("-notin", 3),
  CONTAINS("-contains", 3),
  NOT_CONTAINS("-notcontains", 3),
  REPLACE("-replace", 3),
  SPLIT("-split", 3),
  JOIN("-join", 3),
  IS("-is", 3),
  IS_NOT("-isnot", 3),
  AS("-as", 3),
  COALESCE("??", 4),
  ADD("+", 5),
  SUBTRACT("-", 5),
  MULTIPLY("*", 6),
  DIVIDE("/", 6),
  REMAINDER("%", 6),
  FORMAT("-f", 7),
  RANGE("..", 8);

  static final int LOWEST_LEVEL = 1;
  static final int HIGHEST_LEVEL = 8;

  private final String symbol;
  private final int level;

  BinaryOperator(String symbol, int level) {
    this.symbol = symbol;
    this.level = level;
  }

  /** How a script writes it, in lower case. */
  public String symbol() {
    return symbol;
  }

  int level() {
    return level;
  }

  /** Tells whether there are variants with {@code i} and {@code c} before the name. */
  private boolean hasCaseVariants() {
    return level == 3 && this != JOIN && this != IS && this != IS_NOT && this != AS;
  }

  /**
   * The operator of a name without its dash.
   *
   * @param name in lower case
   */
  static Optional<Named> named(String name) {
    return Arrays.stream(values())
        .filter(operator -> operator.symbol.length() > 1 && operator.symbol.charAt(0) == '-')
        .flatMap(operator -> operator.match(name).stream())
        .findFirst();
  }

  private Optional<Named> match(String name) {
    String own = symbol.substring(1);
    if (name.equals(own)) {
      return Optional.of(new Named(this, false));
    }
    boolean variant = hasCaseVariants() && name.length() == own.length() + 1 && name.endsWith(own);
    if (variant && (name.charAt(0) == 'c' || name.charAt(0) == 'i')) {
      return Optional.of(new Named(this, name.charAt(0) == 'c'));
    }
    return Optional.empty();
  }

  /** An operator as it was written. */
  record Named(BinaryOperator operator, boolean caseSensitive) {}
}
